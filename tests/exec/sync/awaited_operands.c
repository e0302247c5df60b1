/* awaits in the operands of async_try_put, async_try_get, async_set_result */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async int g(int v)
{
    await async_sleep(1);
    return v;
}

static bool plain(async_queue(int) q, async_future(int) f)
{
    int v;

    return async_try_put(q, 3) & async_try_get(q, &v) & !async_set_result(f, 9);
}

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 3);
    async_future(int) f = async_future_new(int);
    bool b = async_set_result(f, await g(4) + 1);
    b &= !async_set_result(f, 3);
    b &= plain(q, f);
    bool c = async_try_put(q, await g(2));
    int v, w[2] = {0};
    if (async_try_put(q, await *f) && async_try_get(q, &v)) c &= async_try_get(q, &w[await g(1)]);
    async_try_put(q, ((int[]){1, await g(2)})[1]);
    printf("%d %d %d %d %d\n", b, c, v, w[1], await async_get(q));  // expect: 1 1 2 5 2
    async_release(f);
    async_queue_free(q);
    return 0;
}
