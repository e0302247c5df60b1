/*
 * condition.c - conditions.
 *
 * One who waits goes from the condition's line to the lock's, and completes when it has the lock:
 *
 *      HELD  ->  WAITING  ->  NOTIFIED  ->  completed with 0
 *        |          |             |
 *        |          +-->  LEAVING <+  ->  completed with ASYNC_ECANCELED
 *        +-->  completed with ASYNC_ECANCELED, the lock never released
 *
 * A notification that its receiver does not live to see goes to the next in line who was waiting
 * when it was given.
 */
#include "list.h"
#include "lock.h"

enum {
    HELD,     /* it is about to wait, and still has the lock */
    WAITING,  /* in the condition's line */
    NOTIFIED, /* in the lock's line, or it has the lock */
    LEAVING   /* the same, cancelled */
};

typedef struct async_condition_wait__frame wait_t;

static wait_t *wait_of(async_waiter_t *waiter)
{
    return container_of(waiter, wait_t, waiter);
}

void async_condition_init(async_condition_t *condition, async_lock_t *lock)
{
    *condition = (async_condition_t)ASYNC_CONDITION_INIT(lock);
}

/* ------------------------------------------------------------------ waking */

/* Ends with `status`, as soon as it has the lock. */
static void relock(wait_t *self, int status)
{
    async_lock_t *lock = self->condition->lock;

    if (lock->locked) {
        self->base.status = status;
        waiters_append(&lock->waiters, &self->waiter);
        return;
    }
    lock->locked = true;
    waiter_complete(&self->waiter, status);
}

static void wake_first(async_condition_t *condition, uint32_t serial)
{
    wait_t *first = wait_of(waiters_take(&condition->waiters));

    first->phase = NOTIFIED;
    first->serial = serial;
    relock(first, 0);
}

void async_condition_notify(async_condition_t *condition, size_t n)
{
    uint32_t serial = ++condition->notified;

    for (; n > 0 && condition->waiters.first; n--) wake_first(condition, serial);
}

void async_condition_notify_all(async_condition_t *condition)
{
    async_condition_notify(condition, SIZE_MAX);
}

/* A notification was in vain: it is for the next who had come before it was given. */
static void pass_on(async_condition_t *condition, uint32_t serial)
{
    async_waiter_t *first = condition->waiters.first;

    if (first && (int32_t)(wait_of(first)->serial - serial) < 0) wake_first(condition, serial);
}

/* ------------------------------------------------------------------ waiting */

static void leave_line(wait_t *self)
{
    waiters_remove(&self->condition->waiters, &self->waiter);
}

static async_step_t condition__interrupt(async_frame_t *frame, async_context_t *cx)
{
    wait_t *self = (wait_t *)frame;
    uint32_t phase = self->phase;

    (void)cx;
    self->phase = LEAVING;
    if (phase == WAITING) {
        leave_line(self);
        relock(self, ASYNC_ECANCELED);
        return ASYNC_SUSPENDED;
    }
    if (phase == HELD) leave_line(self);
    if (phase == HELD || async__completed(self)) waiter_complete(&self->waiter, ASYNC_ECANCELED);
    else self->base.status = ASYNC_ECANCELED;
    if (phase == NOTIFIED) pass_on(self->condition, self->serial);
    return ASYNC_SUSPENDED;
}

async_step_t async_condition_wait__start(struct async_condition_wait__frame *self,
                                         async_context_t *cx, async_condition_t *condition)
{
    async_step_t step;

    if (!condition->lock->locked) async__die("async_condition_wait without its lock");
    self->condition = condition;
    self->serial = condition->notified;
    self->phase = HELD;
    step = sync_wait(self, cx, &condition->waiters, condition__interrupt);
    if (step != ASYNC_SUSPENDED) return step;
    self->phase = WAITING;
    sync_lock_pass(condition->lock);
    return ASYNC_SUSPENDED;
}

ASYNC__OPERATION_VOID(async_condition_wait, 1, async_condition_t *, condition)
