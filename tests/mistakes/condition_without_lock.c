// caught: run without its lock
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async_lock_t l = ASYNC_LOCK_INIT;
static async_condition_t c = ASYNC_CONDITION_INIT(&l);
async int main(void)
{
    await async_condition_wait(&c);
    return 0;
}
