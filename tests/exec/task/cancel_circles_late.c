/*
 * tasks that wait for each other in a circle, through groups and gathers, and are cancelled one
 * after the other, or while a shield holds the cancellation off: whatever the order, all end
 */
// env: ASYNC_VIRTUAL_TIME=1
// timeout: 60
#include <asyncc.h>
#include <stdio.h>

enum { DEPTH = 3 };

/* How a task waits for the one below it. */
enum link { BY_GROUP, BY_BREAK, BY_GATHER, BY_LIMIT, BY_AWAIT, BY_RACE, LINKS };

typedef struct circle {
    async_task(int) task[DEPTH];
    enum link link[DEPTH];
    int back;               /* the innermost awaits this one */
    unsigned shielded;      /* bit i: task i stays in a shield for a while */
    int ended;
} circle_t;

static async int level(circle_t *c, int i);

static async void hold(void) { await async_sleep(25); }

/* Waits for the task below in the way that was chosen. */
static async void down(circle_t *c, int i)
{
    switch (c->link[i]) {
    case BY_GROUP:
    case BY_BREAK:
        async_group (g) {
            c->task[i + 1] = async_spawn_in(g, level(c, i + 1));
            async_retain(c->task[i + 1]);
            if (c->shielded & (1u << i)) await async_shield(hold());
            if (c->link[i] == BY_BREAK) {
                await async_sleep(15);
                break;
            }
        }
        return;
    case BY_GATHER:
        c->task[i + 1] = async_spawn(level(c, i + 1));
        if (c->shielded & (1u << i)) await async_shield(hold());
        await async_gather(*c->task[i + 1], async_sleep(1));
        return;
    case BY_LIMIT:
        c->task[i + 1] = async_spawn(level(c, i + 1));
        if (c->shielded & (1u << i)) await async_shield(hold());
        if (await async_wait_for(20, *c->task[i + 1])) async_raise(ASYNC_ETIMEDOUT);
        return;
    case BY_RACE:
        c->task[i + 1] = async_spawn(level(c, i + 1));
        if (c->shielded & (1u << i)) await async_shield(hold());
        await async_race(async_sleep(5), *c->task[i + 1]);
        return;
    default:
        c->task[i + 1] = async_spawn(level(c, i + 1));
        if (c->shielded & (1u << i)) await async_shield(hold());
        await *c->task[i + 1];
    }
}

static async int level(circle_t *c, int i)
{
    defer c->ended++;
    if (i + 1 < DEPTH) await down(c, i);
    else await *c->task[c->back];
    return 0;
}

/* The tasks are cancelled in the order of `order`, 10 ms apart. */
static async void cancel_all(circle_t *c, const int *order)
{
    for (int i = 0; i < DEPTH; i++) {
        await async_sleep(10);
        if (c->task[order[i]]) async_cancel(c->task[order[i]]);
    }
}

static async int run(circle_t c, const int *order)
{
    c.task[0] = async_spawn(level(&c, 0));
    await async_sleep(1);
    await cancel_all(&c, order);
    size_t done = await async_wait(c.task, DEPTH, ASYNC_ALL_COMPLETED, 1000);
    if (done < DEPTH) return 1;
    for (int i = 0; i < DEPTH; i++) async_release(c.task[i]);
    return c.ended != DEPTH;
}

async int main(void)
{
    static const int orders[][DEPTH] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                        {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    int circles = 0, stuck = 0;

    for (int first = 0; first < LINKS; first++)
        for (int second = 0; second < LINKS; second++)
            for (int back = 0; back < DEPTH - 1; back++)
                for (unsigned shielded = 0; shielded < 4; shielded++)
                    for (int k = 0; k < 6; k++) {
                        circle_t c = {.link = {first, second}, .back = back, .shielded = shielded};
                        int bad = await run(c, orders[k]);
                        circles++;
                        stuck += bad;
                        if (bad)
                            fprintf(stderr, "stuck: links %d %d back %d shielded %u order %d\n",
                                    first, second, back, shielded, k);
                    }
    printf("%d circles, %d stuck\n", circles, stuck);      // expect: 1728 circles, 0 stuck
    return 0;
}
