/*
 * future.h - handles: of tasks, and of futures, which the program completes itself.
 *
 * A handle of type async_task(T) or async_future(T) is a pointer to the T that will be there once
 * it is done. Functions that take any handle take a void pointer. A handle is counted: whoever
 * made it owns one reference, async_release gives one up. Nothing here is thread-safe but for
 * handles of async_spawn_on, see task.h.
 */
#ifndef ASYNCC_FUTURE_H
#define ASYNCC_FUTURE_H

#include <asyncc/abi.h>
#include <asyncc/keywords.h>
#include <asyncc/operation.h>
#include <asyncc/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Any handle. */
typedef const volatile void *async_handle_t;

/** Where a task was spawned or a future made; constant, in the program's own data. */
typedef struct async_site {
    const char *what, *file;
    uint32_t line;
} async_site_t;

/** What has become of a task or future. */
enum async_state {
    ASYNC_PENDING,  /* not started (a future: not done) */
    ASYNC_RUNNING,  /* started, suspended or not */
    ASYNC_DONE,     /* ended, by a return or a raised status */
    ASYNC_CANCELED  /* ended with ASYNC_ECANCELED */
};

/* ------------------------------------------------------------------ asking */

bool async_done(async_handle_t handle);
enum async_state async_state(async_handle_t handle);

/**
 * The status with which it ended, which then counts as looked at; 0 while it has not ended. Of a
 * generator too.
 */
int async_status(async_handle_t handle);

/** Its name: the one it was given, or the function's. Borrowed until it is renamed or freed. */
const char *async_name(async_handle_t handle);
/** Names it; the string is copied. */
void async_set_name(async_handle_t handle, const char *name);

/** What async_result calls: `handle` itself; aborts unless it is done with status 0. */
void *async__result(async_handle_t handle);

/* ------------------------------------------------------------------ owning */

/** Adds a reference. */
void async_retain(async_handle_t handle);
/**
 * Gives one up; with the last one a handle that is done is freed (a task that still runs is freed
 * when it ends). A raised status that nobody looked at is then reported on stderr. NULL is allowed.
 */
void async_release(async_handle_t handle);

/* ------------------------------------------------------------------ completing */

/** What async_future_new calls. Owned by the caller. */
void *async__future_new(size_t size, const async_site_t *site);

/** Completes a future with `status` (0: with the value it holds). False when it was done. */
bool async_set_status(async_handle_t future, int status);

/**
 * Calls callback(handle, arg) from the loop once `handle` is done: never inside this call or the
 * one that completes it. The handle is kept alive until then. Needs a running loop, unless the
 * handle is a task's.
 */
void async_on_done(async_handle_t handle, void (*callback)(void *handle, void *arg), void *arg);

/* ------------------------------------------------------------------ awaiting */

/** Who is told when a handle is done. */
typedef struct async_watcher {
    async_link_t link;
    void (*notify)(struct async_watcher *watcher, void *handle);
} async_watcher_t;

/*
 * `await *handle`: RAISED with its status, or FINISHED: then its value is there where the handle
 * points to. A cancellation cancels an awaited task and waits for its end, and leaves a future.
 */
struct async_handle__frame {
    async_frame_t base;
    async_branch_t *branch;
    void *handle;
    async_watcher_t watcher;
};
async_step_t async_handle__start(struct async_handle__frame *self, async_context_t *cx,
                                 async_handle_t handle);
extern const async_coroutine_t async_handle__async;

/*
 * `await async_join(handle)`: the same, and the handle is released in every outcome: by this when
 * it raises, by the awaiter when it has taken the value.
 */
struct async_join__frame {
    async_frame_t base;
    async_branch_t *branch;
    void *handle;
    async_watcher_t watcher;
};
async_step_t async_join__start(struct async_join__frame *self, async_context_t *cx,
                               async_handle_t handle);
extern const async_coroutine_t async_join__async;

#ifdef __cplusplus
}
#endif

#ifndef ASYNC_PARSE

/** The type of a handle of a future of T. */
#define async_future(...) __typeof__(__typeof__(__VA_ARGS__) *)

#define ASYNC__SITE(call)                                                                          \
    static const async_site_t async__site = { call, __FILE__, __LINE__ }

/** A new future of T, pending; owned by the caller. T is aligned to 16 at most. */
#define async_future_new(...)                                                                      \
    ((__typeof__(__VA_ARGS__) *)__extension__({                                                    \
        ASYNC__SITE("future");                                                                     \
        async__future_new(sizeof(__VA_ARGS__), &async__site);                                      \
    }))

/** Completes a future with a value; false, and nothing changes, when it was done already. */
#define async_set_result(future, ...)                                                              \
    __extension__({                                                                                \
        __typeof__(future) async__handle = (future);                                               \
        __typeof__(*async__handle) async__value = (__VA_ARGS__);                                   \
        bool async__open = !async_done(async__handle);                                             \
        if (async__open) {                                                                         \
            *async__handle = async__value;                                                         \
            async_set_status(async__handle, 0);                                                    \
        }                                                                                          \
        async__open;                                                                               \
    })

/** The value of a handle that is done with status 0; aborts with a message otherwise. */
#define async_result(handle) (*(__typeof__(handle))async__result(handle))

#endif /* ASYNC_PARSE */

#endif
