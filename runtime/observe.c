/*
 * observe.c - telling those who look on.
 */
#include "observe.h"

#include "loop.h"

void async__observe(async_loop_t *loop, async_observer_t *observer)
{
    async_observer_t **last = &loop->observers;

    while (*last) last = &(*last)->next;
    observer->next = NULL;
    *last = observer;
    async__loop_interrupt_poll(loop);
}

void async__observe_spawned(async_loop_t *loop, async_branch_t *task)
{
    for (async_observer_t *o = loop->observers; o; o = o->next)
        if (o->spawned) o->spawned(o, loop, task);
}

void async__observe_ended(async_loop_t *loop, async_branch_t *task)
{
    if (task == loop->observed) loop->observed = NULL;
    for (async_observer_t *o = loop->observers; o; o = o->next)
        if (o->ended) o->ended(o, loop, task);
}

void async__observe_closed(async_loop_t *loop)
{
    async_observer_t *observer = loop->observers, *next;

    loop->observers = NULL;
    for (; observer; observer = next) {
        next = observer->next;
        if (observer->closed) observer->closed(observer, loop);
    }
}

/* What a step wakes goes to the end of the queue, so it is found there after the step. */
void async__observe_run(async_loop_t *loop, async_branch_t *branch, async_context_t *cx)
{
    async_branch_t **end = loop->ready.last;
    bool task = !(branch->flags & (ASYNC__CHILD | ASYNC__CALLBACK)), ended;

    loop->observed = branch;
    for (async_observer_t *o = loop->observers; o; o = o->next)
        if (o->before) o->before(o, loop, branch);
    async__run(branch, cx);
    ended = loop->observed == NULL;
    loop->observed = NULL;
    for (async_observer_t *o = loop->observers; o; o = o->next)
        if (o->after) o->after(o, loop, branch, ended, task, *end);
}
