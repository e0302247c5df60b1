/*
 * limit.c - deadlines: the clock that async_wait_for races with, and the block of async_timeout.
 */
#include <asyncc/limit.h>
#include <asyncc/status.h>

#include "../coroutine.h"
#include "../operation.h"
#include "../scope.h"

/* ------------------------------------------------------------------ async_wait_for */

static async_step_t deadline__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_deadline__frame *self = (struct async_deadline__frame *)frame;

    (void)cx;
    async__complete(&self->sleep, ASYNC_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_deadline__start(struct async_deadline__frame *self, async_context_t *cx,
                                   int64_t ms)
{
    if (ms == 0) return ASYNC_FINISHED;
    if (ms > 0) return async_sleep__start(&self->sleep, cx, (uint64_t)ms);
    return async__wait(&self->sleep, cx, deadline__interrupt);
}

const async_coroutine_t async_deadline__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_wait_for",
    .file = __FILE__, .line = __LINE__, .size = sizeof(struct async_deadline__frame),
    .align = _Alignof(struct async_deadline__frame)};

/* ------------------------------------------------------------------ async_timeout */

static void timeout_fires(void *arg)
{
    async_timeout_t *timeout = arg;

    timeout->timer = NULL;
    async__scope_expire(&timeout->scope, async_context());
}

void async_timeout_enter(async_timeout_t *timeout, async_context_t *cx, int64_t ms)
{
    async__scope_enter(&timeout->scope, cx);
    timeout->timer = NULL;
    if (ms < 0) return;
    if (ms == 0) {
        async__scope_expire(&timeout->scope, cx);
        return;
    }
    timeout->timer = async_call_later(async__need_loop(cx, "async_timeout"), (uint64_t)ms,
                                      timeout_fires, timeout);
}

/* A cancellation of more than the block that has arrived meanwhile goes on. */
int async_timeout_leave(async_timeout_t *timeout, int raised)
{
    bool delivered;

    if (timeout->timer) async_call_cancel(timeout->timer);
    delivered = timeout->scope.expired && timeout->scope.delivered;
    async__scope_leave(&timeout->scope);
    if (raised != ASYNC_ECANCELED || !delivered || async_canceling(async_context())) return raised;
    return ASYNC_ETIMEDOUT;
}
