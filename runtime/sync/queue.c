/*
 * queue.c - queues: who waits for items and places, and what they are promised.
 *
 * A put and a get take two steps: the operation ends with a promise (of a place, of an item), and
 * its awaiter redeems it when it runs. So an item stays in the store until somebody has it, and a
 * task that is cancelled between the two steps loses nothing: its promise goes on.
 *
 *      count              items in the store, `claims` of them promised to getters
 *      count + grants     places taken, `grants` of them promised to putters
 *
 * A getter waits only while every item is promised, a putter only while there is no place or the
 * promises before it were not redeemed.
 */
#include <stdlib.h>

#include "store.h"
#include "waiters.h"

typedef struct async__queue {
    sync_store_t store;
    size_t capacity; /* 0: unbounded */
    size_t claims, grants;
    size_t unfinished; /* items that were put and not reported done */
    async_waiters_t getters, putters, joiners;
    bool closed;
    bool freed; /* by the program; it stays until the last promise is redeemed */
} queue_t;

static queue_t *queue_of(async_any_queue_t queue)
{
    return (queue_t *)(uintptr_t)queue;
}

static bool has_item(const queue_t *queue)
{
    return queue->store.count > queue->claims;
}

static bool has_place(const queue_t *queue)
{
    return queue->capacity == 0 || queue->store.count + queue->grants < queue->capacity;
}

/* Nothing is in it, and nothing will come. */
static bool is_drained(const queue_t *queue)
{
    return queue->closed && queue->store.count == 0 && queue->grants == 0;
}

/* ------------------------------------------------------------------ serving */

/* After any change: promises what there is to who waits for it. `queue` may be gone then. */
static void serve(queue_t *queue)
{
    while (queue->getters.first && has_item(queue)) {
        queue->claims++;
        waiter_complete(waiters_take(&queue->getters), 0);
    }
    while (queue->putters.first && has_place(queue)) {
        queue->grants++;
        waiter_complete(waiters_take(&queue->putters), 0);
    }
    if (is_drained(queue)) waiters_complete(&queue->getters, ASYNC_EOF);
    if (queue->freed && queue->claims == 0 && queue->grants == 0) {
        sync_store_free(&queue->store);
        free(queue);
    }
}

/* An item for one who takes it at once: the first that is promised to nobody. */
static void claim(queue_t *queue)
{
    sync_store_advance(&queue->store, queue->claims);
    queue->claims++;
}

void async__queue_take(async_any_queue_t any, void *out)
{
    queue_t *queue = queue_of(any);

    queue->claims--;
    sync_store_pop(&queue->store, out);
    serve(queue);
}

void async__queue_add(async_any_queue_t any, const void *item)
{
    queue_t *queue = queue_of(any);

    queue->grants--;
    queue->unfinished++;
    sync_store_push(&queue->store, item);
    serve(queue);
}

/* ------------------------------------------------------------------ async_get */

static async_step_t get__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_queue_get__frame *self = (struct async_queue_get__frame *)frame;

    (void)cx;
    if (sync_cancelled(frame, &self->waiter, &self->queue->getters)) {
        self->queue->claims--;
        serve(self->queue);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_queue_get__start(struct async_queue_get__frame *self, async_context_t *cx,
                                    async_any_queue_t any)
{
    queue_t *queue = queue_of(any);

    if (has_item(queue)) {
        claim(queue);
        return ASYNC_FINISHED;
    }
    if (is_drained(queue)) return async_raised(&self->base, ASYNC_EOF);
    self->queue = queue;
    return sync_wait(self, cx, &queue->getters, get__interrupt);
}

const async_coroutine_t async_queue_get__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_get",
    .file = "asyncc", .size = sizeof(struct async_queue_get__frame),
    .align = _Alignof(struct async_queue_get__frame),
};

bool async__queue_try_get(async_any_queue_t any, void *out)
{
    queue_t *queue = queue_of(any);

    if (!has_item(queue)) return false;
    claim(queue);
    async__queue_take(queue, out);
    return true;
}

/* ------------------------------------------------------------------ async_put */

static async_step_t put__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_queue_put__frame *self = (struct async_queue_put__frame *)frame;

    (void)cx;
    if (sync_cancelled(frame, &self->waiter, &self->queue->putters)) {
        self->queue->grants--;
        serve(self->queue);
    }
    return ASYNC_SUSPENDED;
}

/* Where others have been promised places, it queues behind them: items keep the order of the puts. */
async_step_t async_queue_put__start(struct async_queue_put__frame *self, async_context_t *cx,
                                    async_any_queue_t any)
{
    queue_t *queue = queue_of(any);
    async_step_t step;

    if (queue->closed) return async_raised(&self->base, ASYNC_EPIPE);
    if (queue->grants == 0 && has_place(queue)) {
        queue->grants++;
        return ASYNC_FINISHED;
    }
    self->queue = queue;
    step = sync_wait(self, cx, &queue->putters, put__interrupt);
    if (step == ASYNC_SUSPENDED) serve(queue);
    return step;
}

const async_coroutine_t async_queue_put__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_put",
    .file = "asyncc", .size = sizeof(struct async_queue_put__frame),
    .align = _Alignof(struct async_queue_put__frame),
};

bool async__queue_try_put(async_any_queue_t any, const void *item)
{
    queue_t *queue = queue_of(any);

    if (queue->closed || !has_place(queue)) return false;
    queue->grants++;
    async__queue_add(queue, item);
    return true;
}

/* ------------------------------------------------------------------ async_queue_join */

void async_task_done(async_any_queue_t any)
{
    queue_t *queue = queue_of(any);

    if (queue->unfinished == 0) async__die("async_task_done called too many times");
    if (--queue->unfinished == 0) waiters_complete(&queue->joiners, 0);
}

static async_step_t join__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_queue_join__frame *self = (struct async_queue_join__frame *)frame;

    (void)cx;
    sync_cancelled(frame, &self->waiter, &self->queue->joiners);
    return ASYNC_SUSPENDED;
}

async_step_t async_queue_join__start(struct async_queue_join__frame *self, async_context_t *cx,
                                     async_any_queue_t any)
{
    queue_t *queue = queue_of(any);

    if (queue->unfinished == 0) return ASYNC_FINISHED;
    self->queue = queue;
    return sync_wait(self, cx, &queue->joiners, join__interrupt);
}

ASYNC__OPERATION_VOID(async_queue_join, 1, async_any_queue_t, queue)

/* ------------------------------------------------------------------ a queue's life */

void *async__queue_new(size_t item_size, size_t capacity, enum async__queue_kind kind,
                       async__compare_fn *compare)
{
    queue_t *queue = async__zalloc(sizeof *queue);

    queue->capacity = capacity;
    sync_store_init(&queue->store, item_size, kind, compare);
    return queue;
}

size_t async_queue_len(async_any_queue_t queue)
{
    return queue_of(queue)->store.count;
}

void async_queue_close(async_any_queue_t any)
{
    queue_t *queue = queue_of(any);

    queue->closed = true;
    waiters_complete(&queue->putters, ASYNC_EPIPE);
    serve(queue);
}

void async_queue_free(async_any_queue_t any)
{
    queue_t *queue = queue_of(any);

    if (!queue) return;
    queue->closed = queue->freed = true;
    waiters_complete(&queue->putters, ASYNC_EPIPE);
    waiters_complete(&queue->getters, ASYNC_EOF);
    waiters_complete(&queue->joiners, ASYNC_EOF);
    serve(queue);
}
