/*
 * clock.c - when tasks came to wait: a table by their branches, kept by an observer of the loop.
 */
#include <asyncc/debug.h>

#include <stdlib.h>

#include "../alloc.h"
#include "../loop.h"
#include "../observe.h"
#include "inspect/inspect.h"

enum { FIRST_ROOM = 64 };

typedef struct watch {
    async_observer_t observer;
    async__clock_t clock;
} watch_t;

static uint64_t now_of(const async_loop_t *loop)
{
    return loop->virtual_time ? loop->virtual_now : uv_hrtime() / 1000000;
}

/* ------------------------------------------------------------------ the table */

/* Where `branch` is, or the free place where it would be. */
static uint64_t place_of(const async__clock_t *clock, uint64_t branch)
{
    uint64_t i = async__clock_slot(branch, clock->room);

    while (clock->moment[i].branch && clock->moment[i].branch != branch)
        i = (i + 1) & (clock->room - 1);
    return i;
}

static void make_room(async__clock_t *clock)
{
    async__clock_t larger = {.room = clock->room ? 2 * clock->room : FIRST_ROOM,
                             .used = clock->used};

    if (2 * (clock->used + 1) < clock->room) return;
    larger.moment = (async__moment_t *)async__zalloc(larger.room * sizeof *larger.moment);
    for (uint64_t i = 0; i < clock->room; i++)
        if (clock->moment[i].branch)
            larger.moment[place_of(&larger, clock->moment[i].branch)] = clock->moment[i];
    free(clock->moment);
    *clock = larger;
}

static void note(async__clock_t *clock, async_branch_t *branch, uint64_t ms)
{
    uint64_t i;

    make_room(clock);
    i = place_of(clock, (uintptr_t)branch);
    if (!clock->moment[i].branch) clock->used++;
    clock->moment[i] = (async__moment_t){(uintptr_t)branch, ms};
}

/* Those behind it move up, as long as they are not where they belong. */
static void forget(async__clock_t *clock, async_branch_t *branch)
{
    uint64_t mask = clock->room - 1, hole, i;

    if (!clock->room) return;
    hole = place_of(clock, (uintptr_t)branch);
    if (!clock->moment[hole].branch) return;
    clock->used--;
    for (i = (hole + 1) & mask; clock->moment[i].branch; i = (i + 1) & mask) {
        uint64_t home = async__clock_slot(clock->moment[i].branch, clock->room);
        if (((i - home) & mask) < ((i - hole) & mask)) continue;
        clock->moment[hole] = clock->moment[i];
        hole = i;
    }
    clock->moment[hole].branch = 0;
}

/* ------------------------------------------------------------------ the observer */

static async__clock_t *clock_of(async_observer_t *observer)
{
    return &container_of(observer, watch_t, observer)->clock;
}

static void spawned(async_observer_t *observer, async_loop_t *loop, async_branch_t *task)
{
    note(clock_of(observer), task, now_of(loop));
}

static void after(async_observer_t *observer, async_loop_t *loop, async_branch_t *branch,
                  bool ended, bool is_task, async_branch_t *woken)
{
    (void)woken;
    if (is_task && !ended) note(clock_of(observer), branch, now_of(loop));
}

static void ended(async_observer_t *observer, async_loop_t *loop, async_branch_t *task)
{
    (void)loop;
    forget(clock_of(observer), task);
}

static void closed(async_observer_t *observer, async_loop_t *loop)
{
    watch_t *watch = container_of(observer, watch_t, observer);

    loop->clock = NULL;
    free(watch->clock.moment);
    free(watch);
}

void async_debug_clock(async_loop_t *loop)
{
    watch_t *watch;

    if (loop->clock) return;
    watch = (watch_t *)async__zalloc(sizeof *watch);
    watch->observer.spawned = spawned;
    watch->observer.after = after;
    watch->observer.ended = ended;
    watch->observer.closed = closed;
    loop->clock = &watch->clock;
    async__observe(loop, &watch->observer);
}
