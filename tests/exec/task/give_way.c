/*
 * async_sleep(0), written so, suspends the caller's own frame; with a time that happens to be 0 it is
 * an operation like any other. Both do the same: in each kind of caller, left alone, cancelled in the
 * ready queue, or with a cancellation due before.
 */
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

enum moment { ALONE, QUEUED, BEFORE, SHIELDED, MOMENTS };

static uint64_t zero;
static char heard[2][512];
static int which;

static void tell(const char *what, int n)
{
    char *all = heard[which];
    size_t length = strlen(all);
    snprintf(all + length, sizeof heard[0] - length, "%s %d, ", what, n);
}

static void due(enum moment moment)
{
    if (moment == BEFORE) async_cancel(async_self());
}

#define CALLERS(way, ZERO)                                                                         \
    static async int plain_##way(enum moment moment)                                               \
    {                                                                                              \
        int n = 1;                                                                                 \
        due(moment);                                                                               \
        await async_sleep(ZERO);                                                                   \
        tell("on", n);                                                                             \
        return n + 1;                                                                              \
    }                                                                                              \
    static async int loops_##way(enum moment moment)                                               \
    {                                                                                              \
        int n = 0;                                                                                 \
        while (n < 3) {                                                                            \
            if (n == 2) due(moment);                                                               \
            await async_sleep(ZERO);                                                               \
            tell("turn", n++);                                                                     \
        }                                                                                          \
        return n;                                                                                  \
    }                                                                                              \
    static async int deferred_##way(enum moment moment)                                            \
    {                                                                                              \
        int n = 3;                                                                                 \
        defer {                                                                                    \
            await async_sleep(ZERO);                                                               \
            tell("left", n);                                                                       \
        }                                                                                          \
        due(moment);                                                                               \
        await async_sleep(ZERO);                                                                   \
        tell("on", n);                                                                             \
        return n + 1;                                                                              \
    }                                                                                              \
    static async int tries_##way(enum moment moment)                                               \
    {                                                                                              \
        int status;                                                                                \
        due(moment);                                                                               \
        status = await async_try(async_sleep(ZERO));                                               \
        tell("tried", status);                                                                     \
        status = await async_try(plain_##way(ALONE));                                              \
        tell("and", status);                                                                       \
        return 5;                                                                                  \
    }                                                                                              \
    static async int tries_deferred_##way(enum moment moment)                                      \
    {                                                                                              \
        defer tell("left", 0);                                                                     \
        due(moment);                                                                               \
        int status = await async_try(async_sleep(ZERO));                                           \
        tell("tried", status);                                                                     \
        return 6;                                                                                  \
    }                                                                                              \
    static async int limited_##way(enum moment moment)                                             \
    {                                                                                              \
        due(moment);                                                                               \
        async_timeout(1) {                                                                         \
            {                                                                                      \
                defer await async_sleep(2);                                                        \
                await async_sleep(ZERO);                                                           \
            }                                                                                      \
            tell("late", 1);                                                                       \
            await async_sleep(ZERO);                                                               \
            tell("never", 1);                                                                      \
        }                                                                                          \
        return 7;                                                                                  \
    }                                                                                              \
    static async generator(int) void counts_##way(enum moment moment)                              \
    {                                                                                              \
        for (int n = 0; n < 3; n++) {                                                              \
            if (n == 1) due(moment);                                                               \
            await async_sleep(ZERO);                                                               \
            yield n;                                                                               \
        }                                                                                          \
    }                                                                                              \
    static async int counted_##way(enum moment moment)                                             \
    {                                                                                              \
        int sum = 0;                                                                               \
        async_for (int n, counts_##way(moment)) {                                                  \
            tell("counted", n);                                                                    \
            sum += n;                                                                              \
        }                                                                                          \
        return sum;                                                                                \
    }                                                                                              \
    static async int gathers_##way(enum moment moment)                                             \
    {                                                                                              \
        int a = 0, b = 0;                                                                          \
        await async_gather(a = plain_##way(moment), b = loops_##way(ALONE), async_sleep(ZERO));    \
        return a + b;                                                                              \
    }                                                                                              \
    static async int recurs_##way(enum moment moment)                                              \
    {                                                                                              \
        static int depth;                                                                          \
        if (depth == 4) return await plain_##way(moment);                                          \
        depth++;                                                                                   \
        defer depth--;                                                                             \
        int below = await recurs_##way(moment);                                                    \
        await async_sleep(ZERO);                                                                   \
        return below + 1;                                                                          \
    }                                                                                              \
    static async_task(int) start_##way(int caller, enum moment moment)                             \
    {                                                                                              \
        switch (caller) {                                                                          \
        case 0: return async_spawn(plain_##way(moment));                                           \
        case 1: return async_spawn(loops_##way(moment));                                           \
        case 2: return async_spawn(deferred_##way(moment));                                        \
        case 3: return async_spawn(tries_##way(moment));                                           \
        case 4: return async_spawn(tries_deferred_##way(moment));                                  \
        case 5: return async_spawn(limited_##way(moment));                                         \
        case 6: return async_spawn(counted_##way(moment));                                         \
        case 7: return async_spawn(gathers_##way(moment));                                         \
        case 8: return async_spawn(recurs_##way(moment));                                          \
        case 9: return async_create(loops_##way(moment));                                          \
        default: return async_create(gathers_##way(moment));                                       \
        }                                                                                          \
    }

CALLERS(written, 0)
CALLERS(found, zero)

enum { CALLERS = 11, BY_HAND = 9 };

static async int shielded(async_task(int) task) { return await async_shield(*task); }

static void by_hand(async_task(int) task, enum moment moment)
{
    for (int steps = 0; async_step(task); steps++) {
        tell("step", steps);
        if (moment == QUEUED && steps == 1) async_cancel(task);
    }
}

/* What a caller does is heard, and how it ends. */
static async void listen(int way, int caller, enum moment moment)
{
    async_task(int) task;

    which = way;
    heard[way][0] = 0;
    task = way ? start_found(caller, moment) : start_written(caller, moment);
    if (caller >= BY_HAND) {
        by_hand(task, moment);
    } else {
        await async_sleep(0);
        if (moment == QUEUED) async_cancel(task);
        if (moment == SHIELDED) {
            async_task(int) waits = async_spawn(shielded(task));
            await async_sleep(0);
            async_cancel(waits);
            tell("shielded", await async_try(*waits));
            async_release(waits);
        }
        await async_try(*task);
    }
    tell("ended", async_status(task));
    if (async_status(task) == 0) tell("with", async_result(task));
    async_release(task);
}

async int main(void)
{
    int same = 0, canceled = 0;

    for (int caller = 0; caller < CALLERS; caller++) {
        for (int moment = 0; moment < MOMENTS; moment++) {
            await listen(0, caller, (enum moment)moment);
            await listen(1, caller, (enum moment)moment);
            if (strcmp(heard[0], heard[1]) == 0) same++;
            else printf("%d at %d: %s\n but %s\n", caller, moment, heard[0], heard[1]);
            canceled += strstr(heard[0], "ended -125") != NULL;
        }
    }
    printf("%d the same, %d cancelled\n", same, canceled);  // expect: 44 the same, 22 cancelled
    return 0;
}
