/*
 * branch.c - branches: waking, running and cancelling them; operations.
 */
#include "alloc.h"
#include "coroutine.h"
#include "operation.h"
#include "scope.h"

_Thread_local async_ready_t async__by_hand;

/* ------------------------------------------------------------------ waking */

void async__wake_by_hand(async_branch_t *branch)
{
    if (!async__by_hand.last) async__ready_init(&async__by_hand);
    async__ready_push(&async__by_hand, branch);
}

/* ------------------------------------------------------------------ cancelling */

bool async__cancel_due(const async_branch_t *branch)
{
    if ((branch->flags & ASYNC__CANCEL) && branch->shields == 0) return true;
    return (branch->flags & ASYNC__SCOPED) && async__scope_due(branch);
}

/* The cancellations that are due have left the await where the branch stood. */
static void deliver(async_branch_t *branch)
{
    if (branch->shields == 0 && (branch->flags & ASYNC__CANCEL)) branch->flags |= ASYNC__DELIVERED;
    if (branch->flags & ASYNC__SCOPED) async__scope_deliver(branch);
}

/* Interrupts the operation `leaf`, on which nothing that it waits for may wait in turn. */
static void pursue(async_branch_t *branch, async_frame_t *leaf, async_context_t *cx)
{
    async_branch_t *task = &async__strand(branch)->branch;
    unsigned before = task->flags & ASYNC__PURSUED;

    task->flags |= ASYNC__PURSUED;
    leaf->resume(leaf, cx);
    if (!before) task->flags &= ~(unsigned)(ASYNC__PURSUED | ASYNC__CIRCLE);
}

/* It was given up by an earlier cancellation, of a scope say, and has nothing left to hand back. */
static bool is_given_up(const async_frame_t *leaf)
{
    return leaf->state == ASYNC__COMPLETED && leaf->status == ASYNC_ECANCELED;
}

void async__interrupt(async_branch_t *branch, async_context_t *cx)
{
    async_frame_t *leaf = branch->leaf;

    if (!leaf || !async__cancel_due(branch)) return;
    if (async__gave_way(branch)) {
        async__leaf(branch)->status = ASYNC_ECANCELED;
        deliver(branch);
        return;
    }
    if (leaf->state == ASYNC__NEVER) return;
    if (is_given_up(leaf)) {
        deliver(branch);
        return;
    }
    if (leaf->state != 0) {
        pursue(branch, leaf, cx);
        return;
    }
    /* It is queued to start, and never will: whoever awaits it finds that it raised. */
    leaf->state = ASYNC__NEVER;
    leaf->status = ASYNC_ECANCELED;
    deliver(branch);
}

void async__interrupt_again(async_branch_t *branch, async_context_t *cx)
{
    if (async__is_waiting(branch)) async__interrupt(branch, cx);
}

void async__cancel(async_branch_t *branch, async_context_t *cx)
{
    bool again = (branch->flags & ASYNC__CANCEL) != 0;

    branch->flags |= ASYNC__CANCEL;
    if (again) async__interrupt_again(branch, cx);
    else async__interrupt(branch, cx);
}

/* How deep interrupts nest on this thread, and the branches whose turn comes when they are over. */
enum { SPREAD_DEPTH = 64 };
static _Thread_local unsigned spread_depth;
static _Thread_local async_ready_t spread_later;

bool async__spread_enter(async_branch_t *branch)
{
    if (spread_depth < SPREAD_DEPTH) {
        spread_depth++;
        return true;
    }
    if (branch->flags & ASYNC__PUT_OFF) return false;
    if (!spread_later.last) async__ready_init(&spread_later);
    branch->flags |= ASYNC__PUT_OFF;
    async__ready_push(&spread_later, branch);
    return false;
}

/* What waits for other branches is completed by none of the interrupts: its branch is not queued. */
void async__spread_leave(async_context_t *cx)
{
    async_branch_t *branch;

    while (spread_depth == 1 && (branch = spread_later.first) != NULL) {
        spread_later.first = branch->next;
        if (!branch->next) async__ready_init(&spread_later);
        branch->flags &= ~(unsigned)ASYNC__PUT_OFF;
        pursue(branch, branch->leaf, cx);
    }
    spread_depth--;
}

bool async_canceling(const async_context_t *cx)
{
    const async_branch_t *branch = cx->branch;

    if (!branch || !(branch->flags & (ASYNC__CANCEL | ASYNC__SCOPED))) return false;
    if ((branch->flags & ASYNC__DELIVERED) && branch->shields == 0) return true;
    return (branch->flags & ASYNC__SCOPED) && async__scope_canceling(branch);
}

int async_shield_leave(async_context_t *cx, int raised)
{
    async_branch_t *branch = cx->branch;

    if (!branch) return raised;
    branch->shields--;
    if (ASYNC_LIKELY(!(branch->flags & (ASYNC__CANCEL | ASYNC__SCOPED)))) return raised;
    bool before = async_canceling(cx); /* it is what the branch is unwound for */
    deliver(branch);
    return !before && async_canceling(cx) ? ASYNC_ECANCELED : raised;
}

/* ------------------------------------------------------------------ operations */

void async__run_on(async_frame_t *frame, async_step_t step)
{
    async_context_t *cx = async_context();

    if (step == ASYNC_YIELDED) {
        frame = async__generator_stepped(cx);
    } else if (step == ASYNC_SUSPENDED) {
        frame = cx->bounced;
        cx->bounced = NULL;
    } else {
        frame = frame->parent;
    }
    async__trampoline(frame, cx);
    cx->branch = NULL;
}

/*
 * A cancellation may be pending when the branch comes to wait. The interrupt function may complete
 * the operation at once: then the branch is not woken, but has raised.
 */
async_step_t async__operation_refused(async_frame_t *op, async_context_t *cx)
{
    async_branch_t *branch = cx->branch;

    if (!async__cancel_due(branch)) return ASYNC_SUSPENDED;
    branch->flags |= ASYNC__REFUSING;
    pursue(branch, op, cx);
    branch->flags &= ~(unsigned)ASYNC__REFUSING;
    if (op->state != ASYNC__COMPLETED) return ASYNC_SUSPENDED;
    branch->leaf = NULL;
    return op->status ? ASYNC_RAISED : ASYNC_FINISHED;
}

void async__operation_stray(void)
{
    async__die("an operation of the runtime was awaited outside any coroutine");
}

async_step_t async__give_way(async_frame_t *frame, async_resume_fn *resume, uint32_t state,
                             async_context_t *cx)
{
    async_branch_t *branch = cx->branch;

    if (!branch) async__operation_stray();
    if (async__cancel_due(branch)) {
        deliver(branch);
        return async_raised(frame, ASYNC_ECANCELED);
    }
    frame->resume = resume;
    frame->state = state;
    frame->status = 0;
    branch->leaf = async__given_way(frame);
    return async__ready_queue(cx->ready, branch);
}

void async__operation_complete(async_frame_t *op, async_branch_t *branch, int status)
{
    bool completed = op->state == ASYNC__COMPLETED;

    op->state = ASYNC__COMPLETED;
    op->status = status;
    if (ASYNC_UNLIKELY(branch->flags & (ASYNC__CANCEL | ASYNC__SCOPED))) {
        if (status == ASYNC_ECANCELED) deliver(branch);
        if (branch->flags & ASYNC__REFUSING) return;
    }
    if (!completed) async__wake(branch);
}

async_loop_t *async__need_loop(async_context_t *cx, const char *operation)
{
    if (ASYNC_UNLIKELY(!cx->loop)) async__die("%s needs a running loop", operation);
    return cx->loop;
}
