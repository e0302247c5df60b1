/*
 * loop.h - event loops, time, and calls from them.
 *
 * A loop belongs to the thread that runs it; before its first run and after its last, to whoever
 * holds it. Only what is marked (any thread) may be called from another thread. Nothing here may
 * be called from a signal handler.
 *
 * A turn of a loop: the poll for I/O and timers, which does not wait while something is ready; then
 * what is ready runs, first in, first out. Times are in milliseconds.
 */
#ifndef ASYNCC_LOOP_H
#define ASYNCC_LOOP_H

#include <asyncc/abi.h>
#include <asyncc/keywords.h>
#include <asyncc/operation.h>
#include <asyncc/status.h>

#ifdef __cplusplus
extern "C" {
#endif

struct uv_loop_s;

/** A call that is due later. Owned by its loop. */
typedef struct async_timer async_timer_t;

/** What a loop calls. */
typedef void async_call_fn(void *arg);

/* ------------------------------------------------------------------ loops */

/** A new loop, owned by the caller until async_loop_close. Out of memory or files aborts. */
async_loop_t *async_loop_new(void);

/**
 * Drives tasks on a libuv loop that the program has and runs itself by uv_run. Until it is closed
 * (async_loop_close leaves `uv` open) it is this thread's current loop.
 */
async_loop_t *async_loop_wrap(struct uv_loop_s *uv);

/** The loop that runs on this thread, or NULL. */
async_loop_t *async_loop_current(void);

/** The libuv loop underneath; borrowed. Handles that the program puts on it keep it running. */
struct uv_loop_s *async_loop_uv(async_loop_t *loop);

/**
 * Runs until async_loop_stop, or until nothing is left to do: no task is pending, nothing is due,
 * no libuv handle is active, none is closing. 0; ASYNC_EBUSY when it is running already.
 */
int async_loop_run(async_loop_t *loop);

/** Runs until async_loop_stop. 0; ASYNC_EBUSY when it is running already. */
int async_loop_run_forever(async_loop_t *loop);

/**
 * Runs until a task or future of the loop is done, and its done callbacks have run: its status,
 * which counts as looked at; ASYNC_ECANCELED too when the loop was stopped before.
 */
int async_loop_run_until(async_loop_t *loop, void *handle);

/** Ends the current run, or the next one if none is going on, after its turn. (any thread) */
void async_loop_stop(async_loop_t *loop);

/**
 * Frees a loop that does not run. ASYNC_EBUSY, and nothing is freed, while tasks are pending (each
 * is named on stderr) or handles of the program's own are open on it.
 */
int async_loop_close(async_loop_t *loop);

/* ------------------------------------------------------------------ for tests
 *
 * What environment variables ask of every new loop, for this one.
 */

/** ASYNC_SEED=N: shuffles what is ready, from the next turn on; the same seed gives the same run. */
void async_loop_set_seed(async_loop_t *loop, uint64_t seed);

/**
 * ASYNC_VIRTUAL_TIME=1: from now on, when nothing is ready, the loop's clock jumps to the next
 * timer.
 */
void async_loop_set_virtual_time(async_loop_t *loop);

/* ------------------------------------------------------------------ calls from the loop */

/** Calls fn(arg) from the loop, after what is ready now. */
void async_call_soon(async_loop_t *loop, async_call_fn *fn, void *arg);

/** Calls fn(arg) from the loop in `ms` milliseconds. The timer is freed once it has fired. */
async_timer_t *async_call_later(async_loop_t *loop, uint64_t ms, async_call_fn *fn, void *arg);

/** Stops and frees a timer that has not fired. */
void async_call_cancel(async_timer_t *timer);

/** As async_call_soon, from any thread; wakes the loop. Calls come in the order of posting. */
void async_call_soon_threadsafe(async_loop_t *loop, async_call_fn *fn, void *arg);

/* ------------------------------------------------------------------ time */

/**
 * Milliseconds of a clock that never goes back: the current loop's, which is virtual under
 * ASYNC_VIRTUAL_TIME, otherwise the system's monotonic one. (any thread)
 */
uint64_t async_now(void);

/** A place in a loop's timer wheel. In no wheel: link.next is NULL. */
typedef struct async_tick {
    async_link_t link;
    uint64_t deadline : 63;
    uint64_t is_timer : 1; /* of an async_timer_t; otherwise of an async_sleep__frame */
} async_tick_t;

/**
 * Suspends the caller for `ms` milliseconds. 0: to the back of the ready queue; everything else
 * that is ready runs first. A cancellation ends it at once.
 */
ASYNC_OPERATION _Async void async_sleep(uint64_t ms);

struct async_sleep__frame {
    async_frame_t base;
    async_branch_t *branch;
    async_tick_t tick;
};
async_step_t async_sleep__start(struct async_sleep__frame *self, async_context_t *cx, uint64_t ms);
extern const async_coroutine_t async_sleep__async;

#ifdef __cplusplus
}
#endif

#endif
