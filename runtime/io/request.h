/*
 * request.h - operations that are one request of libuv's to the thread pool (fs.c, folder.c).
 *
 * A request lies in a block of its own, since libuv's types are no part of generated frames. Until
 * it is back the operation's frame stays: a cancellation waits for it, then hands back what came.
 *
 *      io_request_t *request = io_request_open(...);
 *      if (!request) return ASYNC_RAISED;
 *      return io_request_sent(request, uv_fs_...(..., io_request_done));
 */
#ifndef ASYNCC_RUNTIME_IO_REQUEST_H
#define ASYNCC_RUNTIME_IO_REQUEST_H

#include <asyncc/fs.h>
#include <uv.h>

#include "alloc.h"
#include "loop.h"
#include "operation.h"

typedef struct io_request io_request_t;

struct io_request {
    uv_fs_t fs;
    uv_loop_t *loop;
    async_frame_t *op; /* who waits */
    /* Stores what has come at op's `out`, gives op's result. NULL: that is libuv's. */
    ssize_t (*take)(io_request_t *request);
    bool wide;   /* op's result is a ssize_t */
    bool kept;   /* by `take`: the block is not freed */
    bool insist; /* a cancellation does not take it from the pool's queue */
    bool given_up;
};

/* An operation's own part follows its result, wherever that ends. */
_Static_assert(offsetof(struct async_fs_open__frame, fs) ==
                   offsetof(struct async_fs_read__frame, fs),
               "the request follows either kind of result");

static inline struct async__fs *io_request_of(async_frame_t *frame)
{
    return (struct async__fs *)(void *)((char *)frame + offsetof(struct async_fs_open__frame, fs));
}

/**
 * Makes the running branch wait for `frame`, the operation `name` whose result has `size` bytes:
 * the request to be sent; NULL when a pending cancellation has ended it.
 */
io_request_t *io_request_open(async_frame_t *frame, async_context_t *cx, const char *name,
                              size_t size);

/** After the call of libuv that sends the request, which gave `rc`: how the operation's step ends.
 */
async_step_t io_request_sent(io_request_t *request, int rc);

/** libuv's callback. */
void io_request_done(uv_fs_t *fs);

/** Frees a request that its `take` has kept. NULL is fine. */
void io_request_free(io_request_t *request);

/* ------------------------------------------------------------------ defining operations */

/**
 * IO_REQUEST(R, NAME, N, type, name, ...) defines async_fs_NAME, which gives what uv_fs_NAME does
 * with the same parameters.
 */
#define IO_REQUEST(R, NAME, N, ...)                                                             \
    async_step_t async_fs_##NAME##__start(struct async_fs_##NAME##__frame *self,                \
                                          async_context_t *cx, ASYNC__PARAMS_##N(__VA_ARGS__))  \
    {                                                                                           \
        io_request_t *request =                                                                 \
            io_request_open(&self->base, cx, "async_fs_" #NAME, sizeof self->result);           \
        if (!request) return ASYNC_RAISED;                                                      \
        return io_request_sent(request,                                                         \
                               IO_MISSING_##N(__VA_ARGS__)                                      \
                                   ? UV_EFAULT                                                  \
                                   : uv_fs_##NAME(request->loop, &request->fs,                  \
                                                  IO_NAMES_##N(__VA_ARGS__), io_request_done)); \
    }                                                                                           \
    ASYNC__OPERATION(R, async_fs_##NAME, N, __VA_ARGS__)

/** IO_CALL(NAME, path, ...): the call of uv_fs_NAME, which takes it that there is a path. */
#define IO_CALL(NAME, PATH, ...) \
    ((PATH) ? uv_fs_##NAME(request->loop, &request->fs, (PATH), __VA_ARGS__) : UV_EFAULT)

/* Whether a parameter is a path, and NULL. */
#define IO_MISSING_1(T1, A1) (_Generic((A1), const char *: 1, default: 0) && !(A1))
#define IO_MISSING_2(T1, A1, ...) (IO_MISSING_1(T1, A1) || IO_MISSING_1(__VA_ARGS__))
#define IO_MISSING_3(T1, A1, ...) (IO_MISSING_1(T1, A1) || IO_MISSING_2(__VA_ARGS__))
#define IO_MISSING_4(T1, A1, ...) (IO_MISSING_1(T1, A1) || IO_MISSING_3(__VA_ARGS__))

#define IO_NAMES_1(T1, A1) A1
#define IO_NAMES_2(T1, A1, ...) A1, IO_NAMES_1(__VA_ARGS__)
#define IO_NAMES_3(T1, A1, ...) A1, IO_NAMES_2(__VA_ARGS__)
#define IO_NAMES_4(T1, A1, ...) A1, IO_NAMES_3(__VA_ARGS__)

#endif
