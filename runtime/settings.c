/*
 * settings.c - what the environment asks of a new loop; the shuffled ready queue.
 */
#include "settings.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "loop.h"

bool async__setting(const char *name)
{
    const char *value = getenv(name);
    return value && *value && strcmp(value, "0") != 0;
}

void async__settings_apply(async_loop_t *loop)
{
    const char *seed = getenv("ASYNC_SEED");

    loop->virtual_time = async__setting("ASYNC_VIRTUAL_TIME");
    if (seed && *seed) async_loop_set_seed(loop, strtoull(seed, NULL, 10));
}

void async_loop_set_seed(async_loop_t *loop, uint64_t seed)
{
    /* Mixed, so that neighbouring seeds differ at once; never 0, which means no shuffling. */
    loop->seed = (seed * 0x9E3779B97F4A7C15u) | 1;
    async__loop_interrupt_poll(loop);
}

void async_loop_set_virtual_time(async_loop_t *loop)
{
    if (loop->virtual_time) return;
    loop->virtual_now = async__loop_now(loop);
    loop->virtual_time = true;
    async__loop_interrupt_poll(loop);
}

/* xorshift64* */
static uint64_t draw(async_loop_t *loop)
{
    loop->seed ^= loop->seed >> 12;
    loop->seed ^= loop->seed << 25;
    loop->seed ^= loop->seed >> 27;
    return loop->seed * 0x2545F4914F6CDD1Du;
}

/* The branches that are ready, as an array; `count` of them. Freed by the caller. */
static async_branch_t **ready_array(async_loop_t *loop, size_t *count)
{
    async_branch_t *branch = loop->ready.first, **array;
    size_t n = 0;

    for (; branch; branch = branch->next) n++;
    array = (async_branch_t **)async__zalloc(n * sizeof *array);
    *count = n;
    n = 0;
    for (branch = async__ready_take(&loop->ready); branch; branch = branch->next) array[n++] = branch;
    return array;
}

/*
 * A round is what is ready when the one before it has run: each branch runs once before any runs a
 * second time, as without shuffling.
 */
void async__loop_shuffle(async_loop_t *loop)
{
    async_branch_t **array;

    if (loop->round > 0) {
        loop->round--;
        return;
    }
    array = ready_array(loop, &loop->round);
    for (size_t left = loop->round; left > 0; left--) {
        size_t chosen = draw(loop) % left;
        async__ready_push(&loop->ready, array[chosen]);
        array[chosen] = array[left - 1];
    }
    free(array);
    loop->round--;
}
