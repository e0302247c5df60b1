#include <asyncc.h>
#include <asyncc/net.h>
#include <asyncc/sync.h>

static async int f(int x) { await async_sleep(1); return x; }
static generator(int) void g(void) { yield 1; }

static async int tasks(int n)
{
    async_task(int) t = async_spawn(f(1)), u = async_spawn(f(2)), w = async_spawn(f(3));
    int v = await async_join(t);
    v += await *t;                          // warning: 't' is used after it was released
    if (n) v += await async_join(u);
    else async_release(u);
    async_cancel(u);                        // warning: 'u'
    if (n) async_release(w);
    v += async_done(w);
    t = async_spawn(f(4));
    return v + await async_join(t);
}

static async void others(async_stream_t *s)
{
    async_gen(int) h = async_iter(g());
    async_queue(int) q = async_queue_new(int, 1);
    async_future(int) p = async_future_new(int);
    async_close(h);
    async_close(h);                         // warning: 'h'
    async_queue_free(q);
    async_try_put(q, 1);                    // warning: 'q'
    async_release(p);
    async_set_result(p, 1);                 // warning: 'p'
    async_close(s);
    async_close(s);                         // warning: 's'
    await async_sleep(1);
}

static async int all_is_well(int n)
{
    async_task(int) t = async_spawn(f(1)), all[2] = {async_spawn(f(1)), async_spawn(f(2))}, kept;
    for (int i = 0; i < 2; i++) async_release(all[i]);
    while (n--) {
        async_task(int) one = async_spawn(f(n));
        await async_join(one);
        async_retain(t);
        async_release(t);
    }
    kept = async_spawn(f(1));
    if (n > 3) {
        async_release(kept);
        return 0;
    }
    return await *t + await async_join(kept);
}

async int main(void)
{
    await others(NULL);
    return await tasks(0) + await all_is_well(2);
}
