/*
 * call.c - calls from the loop: soon, later, from other threads. And the sleep.
 */
#include <stdlib.h>

#include "alloc.h"
#include "loop.h"
#include "operation.h"

/* ------------------------------------------------------------------ soon */

static async_step_t call_run(async_frame_t *frame, async_context_t *cx)
{
    async_call_t *call = container_of(frame, async_call_t, frame);
    async_call_fn *fn = call->fn;
    void *arg = call->arg;

    cx->branch = NULL;
    free(call);
    if (fn) fn(arg);
    return ASYNC_SUSPENDED;
}

static void call_init(async_call_t *call, async_loop_t *loop, async_call_fn *fn, void *arg)
{
    call->frame.resume = call_run;
    call->branch.leaf = &call->frame;
    call->fn = fn;
    call->arg = arg;
    call->loop = loop;
}

static async_call_t *call_new(async_loop_t *loop, async_call_fn *fn, void *arg)
{
    async_call_t *call = (async_call_t *)async__zalloc(sizeof *call);
    call_init(call, loop, fn, arg);
    return call;
}

void async__call_queue(async_call_t *call)
{
    call->branch.flags = ASYNC__CALLBACK;
    async__ready_queue(&call->loop->ready, &call->branch);
}

void async_call_soon(async_loop_t *loop, async_call_fn *fn, void *arg)
{
    async__call_queue(call_new(loop, fn, arg));
    async__loop_hold(loop);
}

/* ------------------------------------------------------------------ from other threads */

void async_call_soon_threadsafe(async_loop_t *loop, async_call_fn *fn, void *arg)
{
    async_call_t *call = call_new(loop, fn, arg);

    uv_mutex_lock(&loop->posting);
    async__ready_push(&loop->posted, &call->branch);
    uv_async_send(&loop->wake);
    uv_mutex_unlock(&loop->posting);
}

/* ------------------------------------------------------------------ later */

void async__tick_start(async_loop_t *loop, async_tick_t *tick, uint64_t ms)
{
    uint64_t now = async__loop_now(loop);

    wheel_insert(&loop->wheel, tick, ms < UINT64_MAX / 2 - now ? now + ms : UINT64_MAX / 2);
    if (tick->deadline >= loop->due) return;
    loop->due = tick->deadline;
    if (loop->ready.polling) async__loop_arm(loop);
}

async_timer_t *async_call_later(async_loop_t *loop, uint64_t ms, async_call_fn *fn, void *arg)
{
    async_timer_t *timer = (async_timer_t *)async__zalloc(sizeof *timer);

    call_init(&timer->call, loop, fn, arg);
    timer->tick.is_timer = 1;
    async__tick_start(loop, &timer->tick, ms);
    async__loop_hold(loop);
    return timer;
}

void async_call_cancel(async_timer_t *timer)
{
    timer->call.fn = NULL;
    if (timer->call.branch.flags & ASYNC__CALLBACK) return; /* freed in its turn */
    wheel_remove(&timer->call.loop->wheel, &timer->tick);
    free(timer);
}

static void fire(async_tick_t *tick)
{
    if (tick->is_timer)
        async__call_queue(&container_of(tick, async_timer_t, tick)->call);
    else
        async__complete(container_of(tick, struct async_sleep__frame, tick), 0);
}

void async__ticks_expire(async_loop_t *loop, uint64_t now)
{
    list_t due;

    wheel_expire(&loop->wheel, now, &due);
    while (!list_empty(&due)) {
        async_tick_t *tick = container_of(due.next, async_tick_t, link);
        list_remove(&tick->link);
        tick->link.next = NULL;
        fire(tick);
    }
}

/* ------------------------------------------------------------------ sleep */

static async_step_t sleep__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_sleep__frame *self = (struct async_sleep__frame *)frame;

    (void)cx;
    if (!async__completed(self) && self->tick.link.next)
        wheel_remove(&async__strand_loop(async__strand(self->branch))->wheel, &self->tick);
    async__complete(self, ASYNC_ECANCELED);
    return ASYNC_SUSPENDED;
}

/*
 * Without a time it is completed at once, and its branch goes to the back of the queue: nobody
 * looks there before the awaiter's links are stored.
 */
async_step_t async_sleep__start(struct async_sleep__frame *self, async_context_t *cx, uint64_t ms)
{
    if (ms > 0) {
        self->tick.is_timer = 0;
        async__tick_start(async__need_loop(cx, "async_sleep"), &self->tick, ms);
        return async__wait(self, cx, sleep__interrupt);
    }
    self->tick.link.next = NULL; /* in no wheel, should it be refused */
    if (async__wait(self, cx, sleep__interrupt) != ASYNC_SUSPENDED) return ASYNC_RAISED;
    self->base.state = ASYNC__COMPLETED;
    async__wake(self->branch);
    return ASYNC_SUSPENDED;
}

ASYNC__OPERATION_VOID(async_sleep, 1, uint64_t, ms)
