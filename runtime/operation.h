/*
 * operation.h - how an operation of the runtime is written (internal; layer 1).
 *
 * An operation's frame holds `base` first, its result next (if it has one), and a member
 * `branch`. Its start function either ends at once (ASYNC_FINISHED with the result stored; or
 * `return async_raised(&self->base, code)`), or sets its request going and then waits:
 *
 *      return async__wait(self, cx, name__interrupt);         last statement of NAME__start
 *
 * A callback of the loop ends it, on the loop's thread, at any later time:
 *
 *      self->result = ...;
 *      async__complete(self, 0);             queues the branch; the awaiter runs in its turn
 *
 * Where a callback of libuv's ends it well, and does nothing behind that, the awaiter may run there
 * and then:
 *
 *      if ((cx = async__runs_now(branch, loop)) != NULL) async__run_now(&self->base, branch, cx);
 *      else async__complete(self, 0);
 *
 * A cancellation calls the interrupt function (its return value means nothing, cx->branch is not
 * the operation's own branch). It finds the operation in one of two states:
 *
 *   waiting     base.status is 0 and stays so until it completes: another would tell the awaiter
 *               that it has raised already.
 *               Give up what was asked for, then async__complete(self, ASYNC_ECANCELED): now, or
 *               later, when a request that cannot be stopped has come back. The frame may vanish
 *               any time after that: nothing of libuv's may point into it then. Completing with 0
 *               later is right as well, when the work was done after all: the result stands, and
 *               the cancellation takes effect at the awaiter's next suspension.
 *   completed   (async__completed(self)) the awaiter has not run yet and never sees the result:
 *               hand back what was got (pass the lock on, close the connection), then
 *               async__complete(self, ASYNC_ECANCELED).
 *
 * A waiting operation may be interrupted more than once: by a limit, then by a cancellation of the
 * task. One that was completed with ASYNC_ECANCELED is not.
 *
 * async__wait may call the interrupt function itself, when a cancellation was pending already.
 */
#ifndef ASYNCC_RUNTIME_OPERATION_H
#define ASYNCC_RUNTIME_OPERATION_H

#include "branch.h"

/**
 * Makes the running branch wait for `op`: SUSPENDED, or RAISED when a pending cancellation ended
 * it at once. Aborts, naming the operation's descriptor, outside any branch.
 */
#define async__wait(op, cx, interrupt)                                                            \
    async__operation_wait(&(op)->base, &(op)->branch, (cx), (interrupt))

/** Ends a waiting operation: 0, or the status that its await raises. */
#define async__complete(op, status) async__operation_complete(&(op)->base, (op)->branch, (status))

/** Whether the operation has completed (its branch is queued, or has it not noticed yet). */
#define async__completed(op) ((op)->base.state == ASYNC__COMPLETED)

void async__operation_complete(async_frame_t *op, async_branch_t *branch, int status);

/**
 * The context where the turn of `branch` would be the next one: its `loop` polls, and nothing is
 * queued. Otherwise NULL.
 */
static inline async_context_t *async__runs_now(async_branch_t *branch, async_loop_t *loop)
{
    bool unusual = (branch->flags & (ASYNC__CHILD | ASYNC__BY_HAND)) != 0;

    if (ASYNC_UNLIKELY(unusual) && async__strand_loop(async__strand(branch)) != loop) return NULL;
    return async__ready_of(loop)->direct;
}

/** Goes on with async__run_now behind a step that is not the last one. */
void async__run_on(async_frame_t *frame, async_step_t step);

/**
 * Ends the waiting operation `op` with status 0 by running its branch. (The context is looked up
 * again behind the first step, most often the last one as well: no register has to keep it.)
 */
static inline void async__run_now(async_frame_t *op, async_branch_t *branch, async_context_t *cx)
{
    async_frame_t *frame = op->parent;
    async_step_t step;

    branch->leaf = NULL;
    cx->branch = branch;
    step = frame->resume(frame, cx);
    cx = async_context();
    if (ASYNC_UNLIKELY(step != ASYNC_SUSPENDED || cx->bounced)) {
        async__run_on(frame, step);
        return;
    }
    cx->branch = NULL;
}

/** The loop that runs on this thread; aborts with a message naming `operation` when there is none. */
async_loop_t *async__need_loop(async_context_t *cx, const char *operation);

/* ------------------------------------------------------------------ declaring descriptor and ramp
 *
 *      ASYNC__OPERATION(ssize_t, async_read, 3, async_stream_t *, s, void *, buf, size_t, len)
 *      ASYNC__OPERATION_VOID(async_sleep, 1, uint64_t, ms)
 *
 * define NAME__async and the ramp NAME in the file that defines NAME__start. The number is that
 * of the parameters, each then given as type, name (a typedef for pointers to functions and
 * arrays); 0 to 6 of them.
 */
#define ASYNC__OPERATION(R, NAME, N, ...)                                                          \
    ASYNC__DESCRIBE(NAME, sizeof(R), offsetof(struct NAME##__frame, result))                       \
    ASYNC__CALL(R result;, NAME, N, self->result = self->op.result, sizeof(R), __VA_ARGS__)        \
    R NAME(ASYNC__PARAMS_##N(__VA_ARGS__))                                                         \
    {                                                                                              \
        static R nothing;                                                                          \
        ASYNC__RAMP_BODY(NAME, N, R value = self->result, return value, __VA_ARGS__)               \
        return nothing;                                                                            \
    }

#define ASYNC__OPERATION_VOID(NAME, N, ...)                                                        \
    ASYNC__DESCRIBE(NAME, 0, 0)                                                                    \
    ASYNC__CALL(, NAME, N, (void)self, 0, __VA_ARGS__)                                             \
    void NAME(ASYNC__PARAMS_##N(__VA_ARGS__))                                                      \
    {                                                                                              \
        ASYNC__RAMP_BODY(NAME, N, (void)0, return, __VA_ARGS__)                                    \
    }

/* The operation's own descriptor, for the debugger: it has no resume function to call. */
#define ASYNC__DESCRIBE(NAME, RESULT_SIZE, RESULT)                                                 \
    const async_coroutine_t NAME##__async = {                                                      \
        .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = #NAME,               \
        .file = "asyncc", .size = sizeof(struct NAME##__frame),                                    \
        .align = _Alignof(struct NAME##__frame), .result = RESULT, .result_size = RESULT_SIZE,     \
    };

/*
 * The coroutine behind the ramp: it keeps the arguments until it starts, and awaits the operation,
 * whose frame lies in its own.
 */
#define ASYNC__CALL(RESULT_FIELD, NAME, N, COPY, RESULT_SIZE, ...)                                 \
    struct NAME##__call {                                                                          \
        async_frame_t base;                                                                        \
        RESULT_FIELD                                                                               \
        ASYNC__FIELDS_##N(__VA_ARGS__)                                                             \
        struct NAME##__frame op;                                                                   \
    };                                                                                             \
    static async_step_t NAME##__call_resume(async_frame_t *frame, async_context_t *cx)             \
    {                                                                                              \
        struct NAME##__call *self = (struct NAME##__call *)frame;                                  \
        if (frame->state == 0 &&                                                                   \
            NAME##__start(&self->op, cx ASYNC__ARGS_##N(__VA_ARGS__)) != ASYNC_FINISHED) {         \
            if (async_suspend(frame, NAME##__call_resume, 1, &self->op.base))                      \
                return ASYNC_SUSPENDED;                                                            \
            return async_raised(frame, self->op.base.status);                                      \
        }                                                                                          \
        if (frame->state != 0 && self->op.base.status != 0)                                        \
            return async_raised(frame, self->op.base.status);                                      \
        COPY;                                                                                      \
        return ASYNC_FINISHED;                                                                     \
    }                                                                                              \
    static const async_point_t NAME##__call_points[] = {                                           \
        { #NAME, 0, 0, ASYNC_POINT_EMBEDDED, offsetof(struct NAME##__call, op), &NAME##__async },  \
    };                                                                                             \
    static const async_coroutine_t NAME##__call_async = {                                          \
        .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_ASYNC, .name = #NAME,                   \
        .file = "asyncc", .size = sizeof(struct NAME##__call),                                     \
        .align = _Alignof(struct NAME##__call), .result = ASYNC_FRAME_HEAD,                        \
        .result_size = RESULT_SIZE, .resume = NAME##__call_resume,                                 \
        .points = NAME##__call_points, .point_count = 1,                                           \
    };

#define ASYNC__RAMP_BODY(NAME, N, TAKE, GIVE, ...)                                                 \
    async_context_t *cx = async_context();                                                         \
    struct NAME##__call *self;                                                                     \
    bool eager = async_eager(cx);                                                                  \
    async_ramp(cx, #NAME);                                                                         \
    self = (struct NAME##__call *)(eager                                                           \
        ? async_frame_new(cx, &NAME##__call_async, sizeof *self, 0)                                \
        : async_frame_capture(cx, &NAME##__call_async));                                           \
    ASYNC__STORE_##N(__VA_ARGS__)                                                                  \
    self->base.state = 0;                                                                          \
    if (eager && NAME##__call_resume(&self->base, cx) == ASYNC_FINISHED) {                         \
        TAKE;                                                                                      \
        async_frame_free(cx, &self->base, sizeof *self, 0);                                        \
        GIVE;                                                                                      \
    }                                                                                              \
    async_leave(cx, &NAME##__call_async, &self->base);

#define ASYNC__PARAMS_0(X) void
#define ASYNC__PARAMS_1(T1, A1) T1 A1
#define ASYNC__PARAMS_2(T1, A1, ...) T1 A1, ASYNC__PARAMS_1(__VA_ARGS__)
#define ASYNC__PARAMS_3(T1, A1, ...) T1 A1, ASYNC__PARAMS_2(__VA_ARGS__)
#define ASYNC__PARAMS_4(T1, A1, ...) T1 A1, ASYNC__PARAMS_3(__VA_ARGS__)
#define ASYNC__PARAMS_5(T1, A1, ...) T1 A1, ASYNC__PARAMS_4(__VA_ARGS__)
#define ASYNC__PARAMS_6(T1, A1, ...) T1 A1, ASYNC__PARAMS_5(__VA_ARGS__)

#define ASYNC__FIELDS_0(X)
#define ASYNC__FIELDS_1(T1, A1) T1 A1;
#define ASYNC__FIELDS_2(T1, A1, ...) T1 A1; ASYNC__FIELDS_1(__VA_ARGS__)
#define ASYNC__FIELDS_3(T1, A1, ...) T1 A1; ASYNC__FIELDS_2(__VA_ARGS__)
#define ASYNC__FIELDS_4(T1, A1, ...) T1 A1; ASYNC__FIELDS_3(__VA_ARGS__)
#define ASYNC__FIELDS_5(T1, A1, ...) T1 A1; ASYNC__FIELDS_4(__VA_ARGS__)
#define ASYNC__FIELDS_6(T1, A1, ...) T1 A1; ASYNC__FIELDS_5(__VA_ARGS__)

#define ASYNC__ARGS_0(X)
#define ASYNC__ARGS_1(T1, A1) , self->A1
#define ASYNC__ARGS_2(T1, A1, ...) , self->A1 ASYNC__ARGS_1(__VA_ARGS__)
#define ASYNC__ARGS_3(T1, A1, ...) , self->A1 ASYNC__ARGS_2(__VA_ARGS__)
#define ASYNC__ARGS_4(T1, A1, ...) , self->A1 ASYNC__ARGS_3(__VA_ARGS__)
#define ASYNC__ARGS_5(T1, A1, ...) , self->A1 ASYNC__ARGS_4(__VA_ARGS__)
#define ASYNC__ARGS_6(T1, A1, ...) , self->A1 ASYNC__ARGS_5(__VA_ARGS__)

#define ASYNC__STORE_0(X)
#define ASYNC__STORE_1(T1, A1) self->A1 = A1;
#define ASYNC__STORE_2(T1, A1, ...) self->A1 = A1; ASYNC__STORE_1(__VA_ARGS__)
#define ASYNC__STORE_3(T1, A1, ...) self->A1 = A1; ASYNC__STORE_2(__VA_ARGS__)
#define ASYNC__STORE_4(T1, A1, ...) self->A1 = A1; ASYNC__STORE_3(__VA_ARGS__)
#define ASYNC__STORE_5(T1, A1, ...) self->A1 = A1; ASYNC__STORE_4(__VA_ARGS__)
#define ASYNC__STORE_6(T1, A1, ...) self->A1 = A1; ASYNC__STORE_5(__VA_ARGS__)

#endif
