/* A wait of each kind, at a line that says what a timeline calls it: `// waits: WHAT (FUNCTION`. */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async void naps(int ms)
{
    await async_sleep(ms);                                      // waits: async_sleep (naps
}

static async void passes(void)
{
    await async_sleep(0);                                       // waits: async_sleep (passes
}

static async int counts_down(int n)
{
    if (n == 0) {
        await async_sleep(1);                                   // waits: async_sleep (counts_down
        return 0;
    }
    return 1 + await counts_down(n - 1);
}

static async generator(int) void numbers(void)
{
    await async_sleep(1);                                       // waits: async_sleep (numbers
    yield 1;
    await async_sleep(0);                                       // waits: async_sleep (numbers
    yield 2;
}

static async generator(int) void more_numbers(void)
{
    yield_from numbers();
    await async_sleep(1);                                       // waits: async_sleep (more_numbers
}

static async int sums(void)
{
    int sum = 0;
    async_for (int n, more_numbers()) sum += n;
    return sum;
}

static async void by_pointer(async void (*f)(int))
{
    await f(1);
}

static async void gathers(void)
{
    await async_gather(naps(1), passes());                      // waits: async_gather (gathers
}

static async void races(void)
{
    await async_race(naps(1), naps(100));                       // waits: async_race (races
}

static async void maps(void)
{
    await async_map(2, int i, 3, naps(i + 1));                  // waits: async_map (maps
}

static async void groups(void)
{
    async_group (g) {                                           // waits: async_group (groups
        async_spawn_in(g, naps(1));
    }
}

static async void limits(void)
{
    await async_wait_for(1000, naps(1));                        // waits: async_wait_for (limits
}

static async void locks(async_lock_t *lock)
{
    await async_lock(lock);                                     // waits: async_lock (locks
    await naps(1);
    async_unlock(lock);
}

static async void awaits(async_task(int) task)
{
    await *task;                                                // waits: task (awaits
}

async int main(void)
{
    async_lock_t lock = ASYNC_LOCK_INIT;
    async_task(int) deep = async_spawn(counts_down(3));

    async_group (all) {                                         // waits: async_group (main
        async_spawn_in(all, passes());
        async_spawn_in(all, sums());
        async_spawn_in(all, by_pointer(naps));
        async_spawn_in(all, gathers());
        async_spawn_in(all, races());
        async_spawn_in(all, maps());
        async_spawn_in(all, groups());
        async_spawn_in(all, limits());
        async_spawn_in(all, locks(&lock));
        async_spawn_in(all, locks(&lock));
        async_spawn_in(all, awaits(deep));
    }
    printf("%d\n", await async_join(deep));
    return 0;
}
