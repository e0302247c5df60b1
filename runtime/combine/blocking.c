/*
 * blocking.c - plain calls on libuv's thread pool.
 *
 * The work lies in a block of its own, since libuv's types are no part of generated frames. Until
 * it is back the frame stays: a cancellation waits for it.
 */
#include <asyncc/combine.h>

#include <errno.h>
#include <uv.h>

#include "../alloc.h"
#include "../loop.h"
#include "../operation.h"

typedef struct work {
    uv_work_t request;
    struct async_blocking__frame *self;
    void (*call)(void *packed);
    void *packed;
} work_t;

static void on_thread(uv_work_t *request)
{
    work_t *work = container_of(request, work_t, request);

    errno = work->self->error;
    work->call(work->packed);
    work->self->error = errno;
}

static void on_back(uv_work_t *request, int status)
{
    work_t *work = container_of(request, work_t, request);
    struct async__blocking *waiting = &work->self->waiting;

    async__give(async_context(), work, sizeof *work);
    waiting->work = NULL;
    async__complete(waiting, status || waiting->given_up ? ASYNC_ECANCELED : 0);
}

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async__blocking *waiting = (struct async__blocking *)(void *)frame;

    (void)cx;
    if (!waiting->work) { /* it is back, or was not sent out yet */
        async__complete(waiting, ASYNC_ECANCELED);
        return ASYNC_SUSPENDED;
    }
    waiting->given_up = true;
    uv_cancel((uv_req_t *)waiting->work);
    return ASYNC_SUSPENDED;
}

/* The awaiter runs next: it finds errno as the call left it. */
static async_step_t blocking__resume(async_frame_t *frame, async_context_t *cx)
{
    struct async_blocking__frame *self = (struct async_blocking__frame *)(void *)frame;

    (void)cx;
    if (self->waiting.base.status) return async_raised(frame, self->waiting.base.status);
    errno = self->error;
    return ASYNC_FINISHED;
}

static void send_out(struct async_blocking__frame *self, async_context_t *cx,
                     void (*call)(void *packed), void *packed)
{
    work_t *work = (work_t *)async__take(cx, sizeof *work);

    work->self = self;
    work->call = call;
    work->packed = packed;
    self->error = errno;
    self->waiting.work = work;
    uv_queue_work(async_loop_uv(cx->loop), &work->request, on_thread, on_back);
}

async_step_t async_blocking__start(struct async_blocking__frame *self, async_context_t *cx,
                                   void (*call)(void *packed), void *packed)
{
    async__need_loop(cx, "async_blocking");
    self->waiting.work = NULL;
    self->waiting.given_up = false;
    if (async__wait(&self->waiting, cx, interrupt) == ASYNC_SUSPENDED)
        send_out(self, cx, call, packed);
    if (async_suspend(&self->base, blocking__resume, 1, &self->waiting.base))
        return ASYNC_SUSPENDED;
    return async_raised(&self->base, self->waiting.base.status);
}

const async_coroutine_t async_blocking__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_blocking",
    .file = "asyncc", .size = sizeof(struct async_blocking__frame),
    .align = _Alignof(struct async_blocking__frame),
};
