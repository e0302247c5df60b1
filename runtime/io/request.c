/*
 * request.c - the life of a request on the thread pool.
 */
#include "io/request.h"

/* ------------------------------------------------------------------ the answer */

static void store(async_frame_t *op, ssize_t result, bool wide)
{
    if (wide)
        *(ssize_t *)async_value(op) = result;
    else
        *(int *)async_value(op) = (int)result;
}

void io_request_free(io_request_t *request)
{
    if (!request) return;
    uv_fs_req_cleanup(&request->fs);
    async__give(async_context(), request, sizeof *request);
}

static void finish(io_request_t *request, ssize_t result)
{
    async_frame_t *op = request->op;
    struct async__fs *self = io_request_of(op);

    if (result >= 0 && request->take) result = request->take(request);
    store(op, result, request->wide);
    self->request = NULL;
    if (result < 0) self->undo = NULL;
    if (request->given_up && self->undo) self->undo(op);
    async__operation_complete(op, self->branch, request->given_up ? UV_ECANCELED : 0);
    if (!request->kept) io_request_free(request);
}

void io_request_done(uv_fs_t *fs) { finish(container_of(fs, io_request_t, fs), fs->result); }

/* ------------------------------------------------------------------ asking */

/*
 * Not sent out: nothing has happened. On the pool: it is waited for, unless it has not begun. Back:
 * nobody sees what it brought.
 */
static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async__fs *self = io_request_of(frame);
    io_request_t *request = (io_request_t *)self->request;

    (void)cx;
    if (request) {
        request->given_up = true;
        if (!request->insist) uv_cancel((uv_req_t *)&request->fs);
        return ASYNC_SUSPENDED;
    }
    if (self->undo) self->undo(frame);
    async__operation_complete(frame, self->branch, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

io_request_t *io_request_open(async_frame_t *frame, async_context_t *cx, const char *name,
                              size_t size)
{
    uv_loop_t *loop = async_loop_uv(async__need_loop(cx, name));
    struct async__fs *self = io_request_of(frame);
    io_request_t *request;

    self->request = NULL;
    self->undo = NULL;
    if (async__operation_wait(frame, &self->branch, cx, interrupt) != ASYNC_SUSPENDED) return NULL;
    request = (io_request_t *)async__take(cx, sizeof *request);
    *request = (io_request_t){.loop = loop, .op = frame, .wide = size == sizeof(ssize_t)};
    self->request = request;
    return request;
}

async_step_t io_request_sent(io_request_t *request, int rc)
{
    if (rc < 0) finish(request, rc);
    return ASYNC_SUSPENDED;
}
