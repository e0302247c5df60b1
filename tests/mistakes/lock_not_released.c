// caught: compile lock-leak
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async_lock_t l = ASYNC_LOCK_INIT;
async int main(int argc, char **argv)
{
    (void)argv;
    await async_lock(&l);
    if (argc > 1) return 1;
    async_unlock(&l);
    return 0;
}
