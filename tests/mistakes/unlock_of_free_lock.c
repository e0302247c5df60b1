// caught: run not locked
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async_lock_t l = ASYNC_LOCK_INIT;
async int main(void)
{
    await async_lock(&l);
    async_unlock(&l);
    async_unlock(&l);
    return 0;
}
