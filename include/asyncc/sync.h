/*
 * sync.h - locks, events, semaphores, conditions, barriers, queues: for tasks of one loop.
 *
 * Nothing here blocks a thread, and nothing is thread-safe: an object may be used on any loop, but
 * on one at a time. Everything is fair: who waits is served in the order of arrival, and a newcomer
 * never overtakes one who was made ready and has not run yet.
 *
 * An awaited function raises ASYNC_ECANCELED when its task is cancelled, nothing else unless said.
 * A cancellation loses nothing: what a waiter had been given, and had not run yet to see, goes to
 * the next in line. docs/sync.md says so for each of them.
 *
 * All but queues are plain structs without an allocation behind them: initialized by a constant or
 * by a call, never destroyed, not to be moved or to vanish while somebody waits. Their members are
 * not for the program.
 */
#ifndef ASYNCC_SYNC_H
#define ASYNCC_SYNC_H

#include <asyncc/operation.h>
#include <asyncc/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/** One who waits, in the frame of the operation that it waits by. */
typedef struct async_waiter {
    struct async_waiter *next, *prev;
    async_branch_t *branch;
} async_waiter_t;

/** A line of waiters, who came first in front. Empty: all zero. */
typedef struct async_waiters {
    async_waiter_t *first, *last;
} async_waiters_t;

#define ASYNC__NOBODY { NULL, NULL }

/* ------------------------------------------------------------------ locks */

/** A mutual exclusion of tasks. It has no owner: any task may release it. */
typedef struct async_lock {
    async_waiters_t waiters;
    bool locked;
} async_lock_t;

#define ASYNC_LOCK_INIT { ASYNC__NOBODY, false }

void async_lock_init(async_lock_t *lock);

/** Takes the lock; not recursive. */
ASYNC_OPERATION _Async void async_lock(async_lock_t *lock);

/** Releases it: the next in line has it at once. Aborts with a message when it is not locked. */
void async_unlock(async_lock_t *lock);

/** Whether somebody has it; true while it is handed over, too. */
bool async_is_locked(const async_lock_t *lock);

struct async_lock__frame {
    async_frame_t base;
    async_waiter_t waiter;
    async_lock_t *lock;
};
async_step_t async_lock__start(struct async_lock__frame *self, async_context_t *cx,
                               async_lock_t *lock);
extern const async_coroutine_t async_lock__async;

/* ------------------------------------------------------------------ events */

/** A flag that tasks wait for. */
typedef struct async_event {
    async_waiters_t waiters;
    bool set;
} async_event_t;

#define ASYNC_EVENT_INIT { ASYNC__NOBODY, false }

void async_event_init(async_event_t *event);

/** Returns once the event is set: at once if it is now. Clearing it does not hold back the woken. */
ASYNC_OPERATION _Async void async_event_wait(async_event_t *event);

/** Sets it, and wakes all who wait. */
void async_event_set(async_event_t *event);
void async_event_clear(async_event_t *event);
bool async_event_is_set(const async_event_t *event);

struct async_event_wait__frame {
    async_frame_t base;
    async_waiter_t waiter;
    async_event_t *event;
};
async_step_t async_event_wait__start(struct async_event_wait__frame *self, async_context_t *cx,
                                     async_event_t *event);
extern const async_coroutine_t async_event_wait__async;

/* ------------------------------------------------------------------ semaphores */

/** A number of permits. */
typedef struct async_semaphore {
    async_waiters_t waiters;
    unsigned value;
} async_semaphore_t;

#define ASYNC_SEMAPHORE_INIT(n) { ASYNC__NOBODY, (n) }

void async_semaphore_init(async_semaphore_t *semaphore, unsigned n);

/** Takes a permit. */
ASYNC_OPERATION _Async void async_semaphore_acquire(async_semaphore_t *semaphore);

/** Takes a permit if nobody has to wait for one; false otherwise. */
bool async_semaphore_try_acquire(async_semaphore_t *semaphore);

/** Gives a permit back, or a new one: the next in line has it at once. */
void async_semaphore_release(async_semaphore_t *semaphore);

/** Permits that are free: those promised to somebody do not count. */
unsigned async_semaphore_value(const async_semaphore_t *semaphore);

struct async_semaphore_acquire__frame {
    async_frame_t base;
    async_waiter_t waiter;
    async_semaphore_t *semaphore;
};
async_step_t async_semaphore_acquire__start(struct async_semaphore_acquire__frame *self,
                                            async_context_t *cx, async_semaphore_t *semaphore);
extern const async_coroutine_t async_semaphore_acquire__async;

/* ------------------------------------------------------------------ conditions */

/** Where tasks that hold `lock` wait for a change of what the lock protects. */
typedef struct async_condition {
    async_waiters_t waiters;
    async_lock_t *lock;
    uint32_t notified; /* how often; tells who waited when */
} async_condition_t;

#define ASYNC_CONDITION_INIT(lock) { ASYNC__NOBODY, (lock), 0 }

/** The lock stays the caller's; several conditions may share it. */
void async_condition_init(async_condition_t *condition, async_lock_t *lock);

/**
 * Releases the lock, waits to be notified, takes the lock again. It has the lock again when it
 * raises, too. Aborts with a message when the lock is not locked.
 */
ASYNC_OPERATION _Async void async_condition_wait(async_condition_t *condition);

/** Wakes the `n` who have waited longest, or all when there are fewer. They then need the lock. */
void async_condition_notify(async_condition_t *condition, size_t n);
void async_condition_notify_all(async_condition_t *condition);

struct async_condition_wait__frame {
    async_frame_t base;
    async_waiter_t waiter; /* in the condition's line, then in the lock's */
    async_condition_t *condition;
    uint32_t phase;
    uint32_t serial; /* of the last notification when it came; then of the one that woke it */
};
async_step_t async_condition_wait__start(struct async_condition_wait__frame *self,
                                         async_context_t *cx, async_condition_t *condition);
extern const async_coroutine_t async_condition_wait__async;

/* ------------------------------------------------------------------ barriers */

/** A place where `parties` tasks wait for each other, again and again. */
typedef struct async_barrier {
    async_waiters_t waiters;
    unsigned parties, waiting;
} async_barrier_t;

#define ASYNC_BARRIER_INIT(n) { ASYNC__NOBODY, (n), 0 }

void async_barrier_init(async_barrier_t *barrier, unsigned n);

/**
 * Waits until as many tasks as the barrier's number have come. Gives the place in which it came,
 * from 0; the last one goes on at once. A task that is cancelled meanwhile has not come.
 */
ASYNC_OPERATION _Async int async_barrier_wait(async_barrier_t *barrier);

struct async_barrier_wait__frame {
    async_frame_t base;
    int result;
    async_waiter_t waiter;
    async_barrier_t *barrier;
};
async_step_t async_barrier_wait__start(struct async_barrier_wait__frame *self, async_context_t *cx,
                                       async_barrier_t *barrier);
extern const async_coroutine_t async_barrier_wait__async;

/* ------------------------------------------------------------------ queues
 *
 * A queue of type async_queue(T) holds copies of T (aligned to 16 at most). It is made by
 *
 *      async_queue(T) async_queue_new(T, capacity)             first in, first out
 *      async_queue(T) async_lifo_queue_new(T, capacity)        last in, first out
 *      async_queue(T) async_priority_queue_new(T, capacity, int (*compare)(const T *, const T *))
 *                                          smallest first; of equal ones the first that came
 *
 * (capacity 0: unbounded) and owned by its maker until async_queue_free. Beside the functions:
 *
 *      await async_put(q, v)       puts a copy of v, when there is a place; raises ASYNC_EPIPE
 *                                  once the queue is closed
 *      T v = await async_get(q)    takes the next one, when there is one; raises ASYNC_EOF once
 *                                  the queue is closed and drained
 *      bool async_try_put(q, v)    false when it would have to wait, or the queue is closed
 *      bool async_try_get(q, &v)   false, and v is left alone, when it would have to wait
 *
 * A place or an item is promised to one who waits, and taken by him when he runs: so the length
 * counts an item until then.
 */

/** Any queue. */
typedef const volatile void *async_any_queue_t;

/** How many items are in it. */
size_t async_queue_len(async_any_queue_t queue);

/**
 * To be called once for each item that was taken, when it has been dealt with. One call too many
 * aborts with a message.
 */
void async_task_done(async_any_queue_t queue);

/** Waits until async_task_done was called for every item that was put. */
ASYNC_OPERATION _Async void async_queue_join(async_any_queue_t queue);

/**
 * Nothing more can be put: who waits to put gets ASYNC_EPIPE. What is in the queue can still be
 * taken; then getters, waiting ones too, get ASYNC_EOF.
 */
void async_queue_close(async_any_queue_t queue);

/**
 * Frees the queue and what is in it; NULL is allowed. Who still waits is ended as by
 * async_queue_close, one who joins with ASYNC_EOF; who was promised an item still gets it.
 */
void async_queue_free(async_any_queue_t queue);

struct async_queue_join__frame {
    async_frame_t base;
    async_waiter_t waiter;
    struct async__queue *queue;
};
async_step_t async_queue_join__start(struct async_queue_join__frame *self, async_context_t *cx,
                                     async_any_queue_t queue);
extern const async_coroutine_t async_queue_join__async;

/*
 * What async_get and async_put are translated to: the operation ends with the promise of an item
 * or a place, and its awaiter redeems that by async__queue_take or async__queue_add before anything
 * else.
 */
struct async_queue_get__frame {
    async_frame_t base;
    async_waiter_t waiter;
    struct async__queue *queue;
};
#define async_queue_put__frame async_queue_get__frame
async_step_t async_queue_get__start(struct async_queue_get__frame *self, async_context_t *cx,
                                    async_any_queue_t queue);
async_step_t async_queue_put__start(struct async_queue_put__frame *self, async_context_t *cx,
                                    async_any_queue_t queue);
extern const async_coroutine_t async_queue_get__async, async_queue_put__async;
void async__queue_take(async_any_queue_t queue, void *out);
void async__queue_add(async_any_queue_t queue, const void *item);

/* What the macros below call. */
enum async__queue_kind { ASYNC__QUEUE_FIFO, ASYNC__QUEUE_LIFO, ASYNC__QUEUE_PRIORITY };
typedef int async__compare_fn(const void *, const void *);
void *async__queue_new(size_t item_size, size_t capacity, enum async__queue_kind kind,
                       async__compare_fn *compare);
bool async__queue_try_put(async_any_queue_t queue, const void *item);
bool async__queue_try_get(async_any_queue_t queue, void *out);

#ifdef __cplusplus
}
#endif

#ifndef ASYNC_PARSE

#define async_queue(...) __typeof__(__typeof__(__VA_ARGS__) *)

#define ASYNC__QUEUE(T, capacity, kind, compare)                                                   \
    ((__typeof__(T) *)async__queue_new(sizeof(T), (capacity), kind, compare))

#define async_queue_new(T, capacity) ASYNC__QUEUE(T, capacity, ASYNC__QUEUE_FIFO, NULL)
#define async_lifo_queue_new(T, capacity) ASYNC__QUEUE(T, capacity, ASYNC__QUEUE_LIFO, NULL)
#define async_priority_queue_new(T, capacity, compare)                                             \
    __extension__({                                                                                \
        int (*async__compare)(const __typeof__(T) *, const __typeof__(T) *) = (compare);           \
        ASYNC__QUEUE(T, capacity, ASYNC__QUEUE_PRIORITY,                                           \
                     (async__compare_fn *)(void (*)(void))async__compare);                         \
    })

#define async_try_put(queue, ...)                                                                  \
    __extension__({                                                                                \
        __typeof__(queue) async__to = (queue);                                                     \
        __typeof__(*async__to) async__value = (__VA_ARGS__);                                       \
        async__queue_try_put(async__to, &async__value);                                            \
    })

#define async_try_get(queue, out)                                                                  \
    __extension__({                                                                                \
        __typeof__(queue) async__from = (queue);                                                   \
        __typeof__(out) async__out = (out);                                                        \
        __typeof__(*async__from) async__item;                                                      \
        bool async__got = async__queue_try_get(async__from, &async__item);                         \
        if (async__got) *async__out = async__item;                                                 \
        async__got;                                                                                \
    })

#endif /* ASYNC_PARSE */

#endif
