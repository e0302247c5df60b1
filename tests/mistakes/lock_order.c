// not caught: two tasks that wait for each other look like two tasks that wait; a dump shows them
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async_lock_t a = ASYNC_LOCK_INIT, b = ASYNC_LOCK_INIT;
static async void one(async_lock_t *x, async_lock_t *y)
{
    await async_lock(x);
    defer async_unlock(x);
    await async_sleep(1);
    await async_lock(y);
    async_unlock(y);
}
async int main(void)
{
    async_detach(one(&a, &b));
    async_detach(one(&b, &a));
    await async_sleep(20);
    return 0;
}
