#include "mini_runtime.h"

enum { BRANCH_CANCELED = 1, BRANCH_QUEUED = 2 };
enum { OPERATION_WAITING = 1, OPERATION_COMPLETED = 2 };

/* C stack that eager calls may use below the trampoline. */
#define STACK_ROOM (256 * 1024)

ASYNC_THREAD_LOCAL async_context_t async__context;

static async_branch_t *ready_head, **ready_tail = &ready_head;
static long blocks_in_use;

/* ------------------------------------------------------------------ pool */

long mini_blocks(void)
{
    async_context_t *cx = async_context();
    long count = blocks_in_use;
    for (int i = 0; i < ASYNC_POOL_CLASSES; i++)
        for (async_pool_block_t *b = cx->pool[i]; b; b = b->next) count--;
    return count;
}

void *async__pool_refill(async_context_t *cx, size_t size)
{
    void *block = malloc((size + ASYNC_POOL_GRAIN - 1) / ASYNC_POOL_GRAIN * ASYNC_POOL_GRAIN);
    (void)cx;
    if (!block) abort();
#if !defined(ASYNC_POOL_OFF)
    cx->pool_classes = ASYNC_POOL_CLASSES;
#endif
    blocks_in_use++;
    return block;
}

void *async__pool_singly(async_context_t *cx, size_t size)
{
    return async__pool_refill(cx, size);
}

/* Over-aligned frames: none of the proofs has one. */
async_frame_t *async__frame_alloc(async_context_t *cx, const async_coroutine_t *coroutine,
                                  size_t head)
{
    (void)cx, (void)coroutine, (void)head;
    abort();
}

void async__frame_free(async_context_t *cx, async_frame_t *frame, size_t head)
{
    (void)cx, (void)frame, (void)head;
    abort();
}

void async__pool_release(async_context_t *cx, void *block, size_t size)
{
    (void)cx, (void)size;
    blocks_in_use--;
    free(block);
}

/* ------------------------------------------------------------------ ramps */

void async__not_awaited(const char *name)
{
    fprintf(stderr, "asyncc: %s was called without await\n", name);
    abort();
}

async_frame_t *async_frame_capture(async_context_t *cx, const async_coroutine_t *coroutine)
{
    async_frame_t *frame = async_frame_new(cx, coroutine, coroutine->size, coroutine->lead);
    *async_pooled(frame, coroutine) = (async_frame_t){ .resume = coroutine->resume };
    if (cx->limit != UINTPTR_MAX) cx->bounced = frame;
    return frame;
}

uintptr_t async_capture(async_context_t *cx)
{
    uintptr_t before = cx->limit;
    cx->limit = UINTPTR_MAX;
    async_expect(cx);
    return before;
}

async_frame_t *async_captured(async_context_t *cx, uintptr_t before)
{
    cx->limit = before;
    return async_adopt(cx);
}

async_step_t async_begin(async_frame_t *frame, async_context_t *cx)
{
    return frame->resume(frame, cx);
}

void async_drop(async_context_t *cx, async_frame_t *child)
{
    const async_coroutine_t *coroutine = ASYNC_FRAME_COROUTINE(child);
    async_frame_free(cx, child, coroutine->size, coroutine->lead);
}

int async_dropped(async_context_t *cx, async_frame_t *child)
{
    int status = child->status;
    async_drop(cx, child);
    return status;
}

/* ------------------------------------------------------------------ branches */

static void make_ready(async_branch_t *branch)
{
    if (branch->flags & BRANCH_QUEUED) return;
    branch->flags |= BRANCH_QUEUED;
    branch->next = NULL;
    *ready_tail = branch;
    ready_tail = &branch->next;
}

static async_branch_t *take_ready(void)
{
    async_branch_t *branch = ready_head;
    if (!branch) return NULL;
    ready_head = branch->next;
    if (!ready_head) ready_tail = &ready_head;
    branch->flags &= (uint32_t)~BRANCH_QUEUED;
    return branch;
}

static void end_task(mini_task_t *task, int status)
{
    task->status = status;
    task->done = true;
}

/* Resumes `frame`, then whoever it leads to, until that suspends or the root has ended. */
static void trampoline(async_frame_t *frame, async_context_t *cx)
{
    for (;;) {
        async_step_t step = frame->resume(frame, cx);
        async_frame_t *ended = frame;
        if (step == ASYNC_SUSPENDED) {
            frame = cx->bounced;
            cx->bounced = NULL;
            if (!frame) return;
            frame->status = 0;
            continue;
        }
        frame = ended->parent;
        if (step == ASYNC_FINISHED) ended->status = 0;
        if (!frame) {
            end_task((mini_task_t *)cx->branch, ended->status);
            return;
        }
    }
}

bool mini_turn(async_context_t *cx)
{
    async_branch_t *branch = take_ready();
    async_frame_t *leaf;

    if (!branch) return false;
    leaf = branch->leaf;
    cx->branch = branch;
    cx->limit = (uintptr_t)__builtin_frame_address(0) - STACK_ROOM;
    trampoline(leaf->state == 0 ? leaf : leaf->parent, cx);
    cx->branch = NULL;
    return true;
}

void mini_drain(async_context_t *cx)
{
    while (mini_turn(cx)) {
    }
}

void mini_spawn(mini_task_t *task, async_context_t *cx, async_frame_t *root)
{
    (void)cx;
    *task = (mini_task_t){ .root = root };
    root->parent = NULL;
    task->branch.leaf = root;
    make_ready(&task->branch);
}

void mini_release(mini_task_t *task, async_context_t *cx)
{
    async_drop(cx, task->root);
}

/* Hands a cancellation to the leaf, unless a deferred statement holds it off. */
static void deliver(async_branch_t *branch, async_context_t *cx)
{
    if (branch->shields == 0) branch->leaf->resume(branch->leaf, cx);
}

void mini_cancel(mini_task_t *task, async_context_t *cx)
{
    if (task->done) return;
    task->branch.flags |= BRANCH_CANCELED;
    deliver(&task->branch, cx);
}

static bool must_cancel(const async_branch_t *branch)
{
    return (branch->flags & BRANCH_CANCELED) && branch->shields == 0;
}

bool async_canceling(const async_context_t *cx)
{
    return cx->branch && must_cancel(cx->branch);
}

int async_shield_leave(async_context_t *cx, int raised)
{
    if (cx->branch) cx->branch->shields--;
    return async_canceling(cx) ? MINI_ECANCELED : raised;
}

/* ------------------------------------------------------------------ operations */

static async_step_t wait_for(async_frame_t *op, async_branch_t **branch, async_context_t *cx,
                             async_resume_fn *interrupt)
{
    if (must_cancel(cx->branch)) return async_raised(op, MINI_ECANCELED);
    *branch = cx->branch;
    cx->branch->leaf = op;
    op->resume = interrupt;
    op->state = OPERATION_WAITING;
    op->status = 0;
    return ASYNC_SUSPENDED;
}

static void complete(async_frame_t *op, async_branch_t *branch, int status)
{
    op->state = OPERATION_COMPLETED;
    op->status = status;
    make_ready(branch);
}

static async_step_t pause__interrupt(async_frame_t *frame, async_context_t *cx)
{
    (void)cx;
    complete(frame, ((struct pause__frame *)frame)->branch, MINI_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t pause__start(struct pause__frame *self, async_context_t *cx)
{
    async_step_t step = wait_for(&self->base, &self->branch, cx, pause__interrupt);
    if (step == ASYNC_SUSPENDED) complete(&self->base, self->branch, 0);
    return step;
}

static async_step_t gate__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct gate__frame *self = (struct gate__frame *)frame;
    (void)cx;
    self->gate->waiter = NULL;
    complete(frame, self->branch, MINI_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t gate__start(struct gate__frame *self, async_context_t *cx, gate_t *gate)
{
    async_step_t step;

    if (gate->open) return ASYNC_FINISHED;
    self->gate = gate;
    step = wait_for(&self->base, &self->branch, cx, gate__interrupt);
    if (step == ASYNC_SUSPENDED) gate->waiter = self;
    return step;
}

void gate_open(gate_t *gate, async_context_t *cx)
{
    struct gate__frame *waiter = gate->waiter;
    (void)cx;
    gate->open = true;
    gate->waiter = NULL;
    if (waiter) complete(&waiter->base, waiter->branch, 0);
}

/* ------------------------------------------------------------------ generators */

bool async__generator_climb(async_frame_t *root, async_frame_t *frame, async_step_t step,
                            async_context_t *cx)
{
    while (step != ASYNC_YIELDED) {
        if (step == ASYNC_SUSPENDED) {
            frame = cx->bounced;
            cx->bounced = NULL;
        } else if (frame == root) {
            return false;
        } else {
            if (step == ASYNC_FINISHED) frame->status = 0; /* what was thrown, and caught */
            frame = frame->parent;
        }
        step = frame->resume(frame, cx);
    }
    return true;
}

/* As in the runtime, without its care for generators that are over or resume themselves. */
static bool step(async_frame_t *root, async_context_t *cx, int status)
{
    async_frame_t *frame = root->parent;

    frame->status = status;
    root->parent = NULL;
    return async__generator_climb(root, frame, frame->resume(frame, cx), cx);
}

bool async__generator_next(async_frame_t *root, async_context_t *cx)
{
    return step(root, cx, 0);
}

bool mini_throw(async_frame_t *root, async_context_t *cx, int code)
{
    return step(root, cx, code);
}

void async__generator_stop(async_frame_t *root, async_context_t *cx)
{
    while (step(root, cx, ASYNC_CLOSING)) {
    }
}
