/*
 * a group that runs for ever does not grow: nothing is left of a child that has ended, unless the
 * program has its handle, which is good until the block ends
 */
// env: ASYNC_VIRTUAL_TIME=1
// valgrind: it counts the memory of the whole process, valgrind's too
#include <asyncc.h>
#include <stdio.h>
#include <sys/resource.h>

static int ended;

static async int child(int i)
{
    await async_sleep((uint64_t)i % 3);
    ended++;
    return i;
}

/* The address sanitizer keeps what was freed. */
static long memory_kb(void)
{
#ifdef __SANITIZE_ADDRESS__
    return 0;
#endif
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* In a plain function, in each kind of statement. */
static void start(async_group_t *g, int i)
{
    async_spawn_in(g, child(i));
    if (i % 2) async_spawn_in(g, child(i));
    else async_spawn_in(g, child(i + 1));
    for (int k = 0; k < 2; k++) async_spawn_in(g, child(k));
    i % 3 ? async_spawn_in(g, child(1)) : async_spawn_in(g, child(2));
    if (i % 3 && async_spawn_in(g, child(1))) ended += 0;
    (void)async_spawn_in(g, child(3));          // one that is kept
}

/* What is kept: the value of a statement expression, and of a macro's argument. */
#define TWICE(x) (kept[0] = kept[1] = (x))

static async int kept_ones(async_group_t *g)
{
    async_task(int) kept[3];

    TWICE(async_spawn_in(g, child(5)));
    kept[2] = ({ async_spawn_in(g, child(7)); });
    await async_sleep(10);
    return async_result(kept[0]) + async_result(kept[1]) + async_result(kept[2]);
}

async int main(void)
{
    async_task(int) after;

    async_group (g) {
        start(g, 1);
        start(g, 6);
        printf("%d\n", await kept_ones(g));                     // expect: 17
        async_task(int) mine = async_spawn_in(g, child(11));
        async_retain(after = async_spawn_in(g, child(12)));
        for (int i = 0; i < 1000; i++) await async_sleep(i % 2);
        printf("%d %d\n", ended, async_result(mine));           // expect: 17 11

        ended = 0;
        long before = memory_kb();
        for (int i = 0; i < 200000; i++) {
            async_spawn_in(g, child(i));
            if (i % 100 == 0) await async_sleep(3);
        }
        await async_sleep(3);
        printf("%d %s\n", ended, memory_kb() - before < 4000 ? "no growth" : "grows");
        // expect: 200000 no growth
    }
    printf("%d\n", async_result(after));                        // expect: 12
    async_release(after);
    return 0;
}
