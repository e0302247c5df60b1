/*
 * task.h - tasks: coroutines that a loop drives, or the program by hand.
 *
 * CALL is a call of an async function; its arguments are evaluated at once, in place. A task
 * handle is one of <asyncc/future.h>'s, whose functions all apply.
 *
 * The macros are ordinary ones, in plain C too. In a file that is only parsed,
 * <asyncc/keywords_parse.h> has them.
 */
#ifndef ASYNCC_TASK_H
#define ASYNCC_TASK_H

#include <asyncc/future.h>
#include <asyncc/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/** The task that is running, as a handle; borrowed. NULL outside any task. */
void *async_self(void);

/**
 * Asks a task to end: it is left at the await where it is suspended, which is cancelled too. A
 * future is completed with ASYNC_ECANCELED. False when it was done already.
 */
bool async_cancel(async_handle_t handle);

/** Hands a coroutine of async_create to the current loop; queued like a spawned one. */
void async_start(async_handle_t created);

/**
 * Runs a coroutine of async_create to its next suspension; when what it awaits is not there yet,
 * nothing runs. False when it is done.
 */
bool async_step(async_handle_t created);

/**
 * Stores up to `room` handles of the loop's pending tasks, oldest first; borrowed. Gives how many
 * there are.
 */
size_t async_all_tasks(async_loop_t *loop, void **tasks, size_t room);

/* ------------------------------------------------------------------ other threads */

/**
 * Waits on this thread for a task of async_spawn_on, `timeout_ms` at most (negative: without
 * limit): its status, which counts as looked at, or ASYNC_ETIMEDOUT; the task goes on then. ASYNC_EINVAL on
 * the thread of the task's own loop, which it would stop. (any other thread)
 */
int async_block_on(async_handle_t handle, int64_t timeout_ms);

/** What a worker runs; `index` counts from 0. */
typedef _Async int async_worker_fn(int index);

/**
 * Starts `n` threads, each of which runs worker(index) on a loop of its own, and waits until all
 * have ended. 0, or the first of their statuses and results, by index, that is not 0; or a code
 * when a thread could not be started.
 */
int async_workers(int n, async_worker_fn *worker);

/* What the macros below call; `before` is what async__task_capture gave. */
uintptr_t async__task_capture(void);
void *async__spawn(uintptr_t before, const async_site_t *site);
void *async__create(uintptr_t before, const async_site_t *site);
void *async__spawn_on(async_loop_t *loop, uintptr_t before, const async_site_t *site);
int async__run_new(uintptr_t before, const async_site_t *site);

/*
 * What the generated main of a program calls: a frame for its `async int main`, in which it stores
 * the arguments, and then runs. Gives the exit status.
 */
void *async_main_frame(const async_coroutine_t *coroutine);
int async_main(async_frame_t *frame, int argc, char **argv);

#ifdef __cplusplus
}
#endif

#ifndef ASYNC_PARSE

/** The type of a handle of a task whose function returns T. */
#define async_task(...) __typeof__(__typeof__(__VA_ARGS__) *)

#define ASYNC__CAPTURE(function, text, ...)                                                        \
    __extension__({                                                                                \
        ASYNC__SITE(text);                                                                         \
        uintptr_t async__before = async__task_capture();                                           \
        (void)__VA_ARGS__; /* `v = f()` is not lvalue here: such a file has to go through asyncc */ \
        function(async__before, &async__site);                                                     \
    })

/** A task on the current loop, queued to start; the handle is the caller's. */
#define async_spawn(...)                                                                           \
    ((__typeof__(__VA_ARGS__) *)ASYNC__CAPTURE(async__spawn, #__VA_ARGS__, __VA_ARGS__))

/**
 * A task on another loop, or on this thread's: started from there. Its handle may be given to
 * async_done, async_status, async_state, async_result, async_name, async_cancel, async_retain,
 * async_release and async_block_on on any thread; it is not awaited (ASYNC_EINVAL): a coroutine
 * does `await async_blocking(async_block_on(t, -1))`. (any thread)
 */
#define async_spawn_on(loop, ...)                                                                  \
    ((__typeof__(__VA_ARGS__) *)__extension__({                                                    \
        ASYNC__SITE(#__VA_ARGS__);                                                                 \
        async_loop_t *async__on = (loop);                                                          \
        uintptr_t async__before = async__task_capture();                                           \
        (void)__VA_ARGS__;                                                                         \
        async__spawn_on(async__on, async__before, &async__site);                                   \
    }))

/** A coroutine object that nobody drives yet: for async_start or async_step. */
#define async_create(...)                                                                          \
    ((__typeof__(__VA_ARGS__) *)ASYNC__CAPTURE(async__create, #__VA_ARGS__, __VA_ARGS__))

/** A task without a handle. */
#define async_detach(...)                                                                          \
    async_release(ASYNC__CAPTURE(async__spawn, #__VA_ARGS__, __VA_ARGS__))

/**
 * Runs CALL on a new loop to its end; gives its status. Tasks that are still pending then are
 * cancelled and waited for. Not from inside a loop's own tasks.
 */
#define async_run(...) ASYNC__CAPTURE(async__run_new, #__VA_ARGS__, __VA_ARGS__)

#endif /* ASYNC_PARSE */

#endif
