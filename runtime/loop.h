/*
 * loop.h - the event loop's inside (internal; layer 1).
 *
 *      turn:   arm     the one uv timer is set to the next tick's time
 *              poll    uv_run, which waits when nothing is ready: I/O callbacks complete
 *                      operations, which queues branches; due ticks too; calls that other
 *                      threads have posted come in
 *              ready   queued branches and calls run, first in, first out, up to the budget
 *
 * It ends with what is ready, so whoever turns the loop sees what has come of it before it waits.
 * While nothing at all is queued a read that completes runs its branch from the poll, and uv_run
 * goes on: what is queued, a handle that is done or a stop end it. The loop knows branches, not
 * tasks. A call (async_call_soon) is queued as a branch whose leaf is a frame that calls it.
 */
#ifndef ASYNCC_RUNTIME_LOOP_H
#define ASYNCC_RUNTIME_LOOP_H

#include <uv.h>

#include <asyncc/loop.h>

#include "branch.h"
#include "wheel.h"

/* A call that is due. `next` links those that other threads have posted. */
typedef struct async_call {
    async_branch_t branch;
    async_frame_t frame;
    async_call_fn *fn; /* NULL: canceled */
    void *arg;
    async_loop_t *loop;
} async_call_t;

struct async_timer {
    async_call_t call; /* first: queued once the timer is due */
    async_tick_t tick;
};

/*
 * Something of a higher layer that is open on a loop: a stream, a listener. It is in the loop's
 * list until it is closed; what is left when async_run ends is closed then.
 */
typedef struct async_resource {
    list_t link;
    void (*close)(struct async_resource *resource); /* takes it out of the list */
} async_resource_t;

struct async_loop {
    async_ready_t ready; /* first, see async__ready_of */
    async_frame_t end;   /* of the tasks that it runs: the parent of their root frames */
    wheel_t wheel;
    uv_loop_t *uv;
    uv_timer_t timer; /* for the wheel */
    uint64_t armed;   /* the time it is set to; UINT64_MAX: stopped */
    uint64_t due;     /* no tick is due before; as armed, unless ticks have come since */
    list_t tasks;     /* of the task layer: those that are not done */
    size_t pending;   /* how many */
    list_t resources; /* that are open on it */
    list_t kept;      /* of the future layer, while it is watched: handles that are done, futures */
    uint32_t budget;  /* branches that run before the next poll */
    bool owned;       /* uv is the loop's own */
    bool running;
    bool virtual_time;
    bool debug;          /* ASYNC_DEBUG */
    uint64_t virtual_now;
    uint64_t seed;                    /* of the shuffling; 0: none */
    size_t round;                     /* branches left of those that were shuffled last */
    uint64_t trimmed;                 /* when the pool was trimmed last */
    bool worked;                      /* something has run since */
    struct async_observer *observers; /* NULL: nobody looks on, see observe.h */
    uv_signal_t dump;    /* on which it dumps its tasks, where `dumps` is set */
    bool dumps, dumps_json;
    struct async__clock *clock; /* when tasks came to wait; NULL: nobody asked */
    async_loop_t *next;  /* in async__loops */
    async_branch_t *observed; /* the branch that runs, until it is a task that has ended */

    uv_async_t wake;     /* from other threads */
    uv_mutex_t posting;  /* guards `posted` */
    async_ready_t posted;
    _Atomic bool stop;

    uv_prepare_t prepare; /* of a wrapped loop, see wrap.c */
    uv_check_t check;
    uv_idle_t idle;
    uint32_t open;       /* uv handles of the loop's own that are not yet closed */
};

/** What resumes a loop's `end`. (task layer: task.c) */
async_resume_fn async__end_of_task;

/** The process's loops, for those who look from outside; changed under a lock. */
extern async_loop_t *async__loops;

/** The loop's clock; current, not the last poll's. */
uint64_t async__loop_now(async_loop_t *loop);

/** One turn. Waits in the poll only when nothing is ready and `wait` is set. */
void async__loop_turn(async_loop_t *loop, async_context_t *cx, bool wait);

/** The phases of it. */
void async__loop_run_ready(async_loop_t *loop, async_context_t *cx);
void async__loop_arm(async_loop_t *loop);

/** Whether anything is left to do, as async_loop_run sees it. */
bool async__loop_alive(async_loop_t *loop);

/** Marks the loop as running on this thread. False when it runs already. */
typedef struct async_entry async_entry_t;
bool async__loop_enter(async_loop_t *loop, async_context_t *cx, async_entry_t *entry);
void async__loop_leave(async_loop_t *loop, async_context_t *cx, const async_entry_t *entry);

/** Brings the turn that is going on to its end, where it is in its poll. */
static inline void async__loop_interrupt_poll(async_loop_t *loop)
{
    if (loop->ready.polling) async__ready_alarm(&loop->ready);
}

/** Whether a stop was asked for; forgets it. */
bool async__loop_stopped(async_loop_t *loop);

/** Shuffles what is ready, once per round. (settings.c) */
void async__loop_shuffle(async_loop_t *loop);

/** Sets up a call that was zeroed, and queues it. */
void async__call_queue(async_call_t *call);
/** Starts a tick of the loop, `ms` from now. */
void async__tick_start(async_loop_t *loop, async_tick_t *tick, uint64_t ms);
/** Queues what the ticks that are due stand for. */
void async__ticks_expire(async_loop_t *loop, uint64_t now);

/** Opens the loop's uv handles; closing them takes turns of uv's loop, until `open` is 0. */
void async__loop_open(async_loop_t *loop, uv_loop_t *uv);
void async__loop_close_handles(async_loop_t *loop);

/** Opens and closes what a wrapped loop needs beside that. */
void async__wrap_open(async_loop_t *loop);
void async__wrap_close(async_loop_t *loop);
/** Keeps uv_run of a wrapped loop going when it has got something to do. */
void async__wrap_hold(async_loop_t *loop);
static inline void async__loop_hold(async_loop_t *loop)
{
    if (ASYNC_UNLIKELY(!loop->owned)) async__wrap_hold(loop);
}

#endif
