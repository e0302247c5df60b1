/*
 * combine.h - waiting for several handles at once, and calls on other threads.
 *
 * Handles (async_task, async_future) are given in arrays of any handle type. The array is borrowed
 * until the operation is over; the handles are retained meanwhile, and stay the caller's. Nothing
 * here cancels what it waits for, not even when its caller is cancelled. A task that is to wait
 * for itself is refused: ASYNC_EINVAL is raised.
 *
 * The combinators over start expressions (async_gather, async_race, ...) are forms of the language.
 */
#ifndef ASYNCC_COMBINE_H
#define ASYNCC_COMBINE_H

#include <asyncc/coroutine.h>
#include <asyncc/future.h>
#include <asyncc/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ a call for each index */

/* What asyncc makes of the operand of an async_map: an async function, called with an index. */
typedef void async_map_fn(void *up, int64_t index);

/*
 * What `await async_map(limit, int i, n, P)` becomes: item(up, i) for each i below `count`, in
 * order, each on a branch of its own, at most `limit` at once (0 or less: all). The first that
 * raises stops it: the others are cancelled and waited for, and that status is raised.
 */
struct async_map__frame {
    async_frame_t base;
    async_branch_t *branch;
    async_map_fn *item;
    void *up; /* borrowed until the last one has ended */
    int64_t limit, count, next, running;
    async_link_t items; /* those that run, the oldest first */
    int status;
    bool stopped;     /* no other one starts */
    bool interrupted; /* by a cancellation of the caller */
};
async_step_t async_map__start(struct async_map__frame *self, async_context_t *cx, int64_t limit,
                              int64_t count, async_map_fn *item, void *up);
extern const async_coroutine_t async_map__async;

/* ------------------------------------------------------------------ arrays of handles */

/** When a wait is over. */
enum async_when {
    ASYNC_ALL_COMPLETED,   /* every handle is done */
    ASYNC_FIRST_COMPLETED, /* any is done */
    ASYNC_FIRST_FAILED     /* any has a status other than 0 and ASYNC_ECANCELED, or all are done */
};

/* One handle that is waited for. */
typedef struct async__watched {
    async_watcher_t watcher; /* notify is NULL while it is in no list */
    struct async__watching *watching;
    struct async__watched *next; /* done after this one */
    void *handle;
} async__watched_t;

/* The wait itself: a leaf, which lies in the frame of whoever waits. */
struct async__watching {
    async_frame_t base;
    async_branch_t *branch;
    async__watched_t *item;
    size_t count, pending;          /* of the items; of those that are not done */
    async__watched_t *first, *last; /* those that are done, in the order of their ends */
    enum async_when when;
    bool failed;           /* a handle has ended by a failure */
    async_timer_t *timer;
};

/**
 * Waits until what `when` says, or for `timeout_ms` (negative: without limit; 0: for one trip
 * through the loop). Partitions the array in place, those that are done first, order kept, and
 * gives how many are done; their statuses count as looked at. Without handles it is over at once.
 */
ASYNC_OPERATION _Async size_t async_wait(void *handles, size_t count, enum async_when when,
                                         int64_t timeout_ms);

struct async_wait__frame {
    async_frame_t base;
    size_t result;
    void *handles;
    struct async__watching watching;
};
async_step_t async_wait__start(struct async_wait__frame *self, async_context_t *cx, void *handles,
                               size_t count, enum async_when when, int64_t timeout_ms);
extern const async_coroutine_t async_wait__async;

/**
 * Waits until all are done, then raises the first failure, in the order of the array
 * (ASYNC_ECANCELED of a cancelled one included). All statuses count as looked at.
 */
ASYNC_OPERATION _Async void async_gather_tasks(const volatile void *handles, size_t count);

struct async_gather_tasks__frame {
    async_frame_t base;
    struct async__watching watching;
};
async_step_t async_gather_tasks__start(struct async_gather_tasks__frame *self, async_context_t *cx,
                                       const volatile void *handles, size_t count);
extern const async_coroutine_t async_gather_tasks__async;

/* ------------------------------------------------------------------ in the order of their ends */

/* What async_as_completed calls: a generator that yields handles. */
void *async__as_completed(const volatile void *handles, size_t count);

/* ------------------------------------------------------------------ several generators as one */

/* What the frame of an async_merge holds behind its value; `handle`: see merge.c. */
typedef struct async__merge {
    size_t count, last, fresh;   /* sources; whose value came last; who is to go on */
    size_t value_at, value_size; /* in what is yielded, and of T */
    int status;                  /* what it ends with */
    struct async__watching watching;
    void *handle[];
} async__merge_t;

void *async__merge(const async_coroutine_t *coroutine, void *const *source, size_t count,
                   size_t value_at, size_t value_size);
async_step_t async__merge_resume(async_frame_t *frame, async_context_t *cx);

/* ------------------------------------------------------------------ other threads */

/*
 * What `await async_blocking(f(x))` becomes: call(packed) on a thread of libuv's pool, where it
 * finds the errno of here, and leaves its own. A cancellation waits for the call to return, if it
 * has begun; `packed` is borrowed until then.
 */
struct async_blocking__frame {
    async_frame_t base;
    int error; /* errno */
    struct async__blocking {
        async_frame_t base;
        async_branch_t *branch;
        void *work;
        bool given_up;
    } waiting;
};
async_step_t async_blocking__start(struct async_blocking__frame *self, async_context_t *cx,
                                   void (*call)(void *packed), void *packed);
extern const async_coroutine_t async_blocking__async;

#ifdef __cplusplus
}
#endif

#ifndef ASYNC_PARSE

/**
 * An async generator over the handles in the order in which they are done; those that are done
 * already come first, in the array's order. What it has yielded counts as looked at. An async_for
 * closes it; otherwise it is the caller's, by async_close. Closed early, it leaves the others be.
 */
#define async_as_completed(handles, count)                                                         \
    ((__typeof__(*(handles)) *)async__as_completed((handles), (count)))

/**
 * An async generator over several async generators of one type: what it yields is
 * { size_t index; T value; }, the index that of the source, in the order in which the values come.
 * It ends when all have ended, or raises what one of them raised. The sources stay the caller's to
 * close, after it. Closed early, it ends the sources that were about to give a value.
 */
#define async_merge(...)                                                                           \
    __extension__({                                                                                \
        void *const async__source[] = {__VA_ARGS__};                                               \
        typedef struct async__merged {                                                             \
            size_t index;                                                                          \
            __typeof__(*(ASYNC__FIRST_SOURCE(__VA_ARGS__, ))) value;                               \
        } async__merged_t;                                                                         \
        struct async__merge__frame {                                                               \
            async_frame_t base;                                                                    \
            async__merged_t value, *slot;                                                          \
            void *sent;                                                                            \
            char state[sizeof(async__merge_t) + 3 * sizeof async__source];                         \
        };                                                                                         \
        static const async_coroutine_t async__merge__async = {                                     \
            .abi = ASYNC_ABI_VERSION,                                                              \
            .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,                            \
            .name = "async_merge",                                                                 \
            .file = __FILE__,                                                                      \
            .line = __LINE__,                                                                      \
            .size = sizeof(struct async__merge__frame),                                            \
            .align = _Alignof(struct async__merge__frame),                                         \
            .value_size = sizeof(async__merged_t),                                                 \
            .sent = offsetof(struct async__merge__frame, sent),                                    \
            .sent_size = sizeof(void *),                                                           \
            .resume = async__merge_resume};                                                        \
        async__merge(&async__merge__async, async__source,                                          \
                     sizeof async__source / sizeof *async__source,                                 \
                     offsetof(async__merged_t, value), sizeof((async__merged_t *)0)->value);       \
    })
#define ASYNC__FIRST_SOURCE(first, ...) first

#endif /* ASYNC_PARSE */

#endif
