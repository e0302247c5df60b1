#include <asyncc.h>
#include <asyncc/sync.h>

static async int f(int x) { await async_sleep(1); return x; }
static generator(int) void g(void) { yield 1; }

static void plain(async_loop_t *loop)
{
    async_spawn_on(loop, f(1));             // warning: dropped
    async_release(async_spawn_on(loop, f(1)));
}

async int main(int loop, char **argv)
{
    async_spawn(f(1));                      // warning: handle|dropped|async_detach
    if (loop) async_spawn(f(1));            // warning: async_detach
    (async_spawn(f(1)));                    // warning: async_detach
    async_create(f(1));                     // warning: never runs
    async_iter(g());                        // warning: never
    async_future_new(int);                  // warning: future
    async_queue_new(int, 1);                // warning: queue
    (void)async_spawn(f(1));
    async_detach(f(2));
    async_release(async_spawn(f(3)));
    async_group(tasks) { async_spawn_in(tasks, f(1)); }
    (void)argv;
    return await async_join(async_spawn(f(4)));
}
