/*
 * joint.c - the wait for the branches of a gather or a race.
 *
 * A joint is an operation of its owner, the branch that runs the combinator. Each child ends in a
 * sentinel, the parent of its root frame; the last one completes the joint.
 */
#include "../alloc.h"
#include "../coroutine.h"
#include "../operation.h"

/* ------------------------------------------------------------------ outcome */

/* The index of a child is its place in the order of starting. */
static int index_of(const async_joint_t *joint, const async_child_t *child)
{
    int index = 0;
    for (const async_child_t *c = joint->children; c != child; c = c->sibling) index++;
    return index;
}

static void cancel_children(async_joint_t *joint, async_context_t *cx)
{
    for (async_child_t *child = joint->children; child; child = child->sibling)
        if (!(child->branch.flags & ASYNC__DONE)) async__cancel(&child->branch, cx);
}

/* The first child of a race decides it, the first failure a gather. */
static void child_done(async_joint_t *joint, async_child_t *child, int status, async_context_t *cx)
{
    child->branch.flags |= ASYNC__DONE;
    child->finished = status == 0;
    joint->running--;
    if (joint->decided) return;
    if (joint->mode != ASYNC_JOINT_GATHER) joint->first = index_of(joint, child);
    else if (status == 0) return;
    joint->decided = true;
    joint->outcome = status;
    if (!joint->interrupted) cancel_children(joint, cx); /* otherwise they have been */
}

/*
 * What the joint raises. When its owner was cancelled, that wins over what the children raised; if
 * they all ended well in spite of it, the owner goes on, to its next suspension.
 */
static int outcome(const async_joint_t *joint)
{
    return joint->outcome != 0 && joint->interrupted ? ASYNC_ECANCELED : joint->outcome;
}

static async_step_t end_of_child(async_frame_t *frame, async_context_t *cx)
{
    async_child_t *child = (async_child_t *)cx->branch;
    async_joint_t *joint = child->joint;

    (void)frame;
    cx->branch = NULL;
    child_done(joint, child, child->root->status, cx);
    if (joint->running == 0 && joint->base.state == ASYNC__WAITING)
        async__operation_complete(&joint->base, joint->owner, outcome(joint));
    return ASYNC_SUSPENDED;
}

static async_frame_t sentinel = { .resume = end_of_child };

/* ------------------------------------------------------------------ the calls of abi.h */

void async_joint_open(async_joint_t *joint, async_context_t *cx, enum async_joint_mode mode)
{
    if (!cx->branch) async__operation_stray();
    *joint = (async_joint_t){ .mode = mode, .first = -1, .owner = cx->branch };
}

bool async_joint_enter(async_joint_t *joint, async_child_t *child, async_context_t *cx)
{
    *child = (async_child_t){ .branch = { .flags = ASYNC__CHILD },
                              .joint = joint,
                              .strand = async__strand(joint->owner) };
    if (joint->decided) return false;
    if (joint->newest) joint->newest->sibling = child;
    else joint->children = child;
    joint->newest = child;
    joint->running++;
    cx->branch = &child->branch;
    return true;
}

void async_joint_leave(async_joint_t *joint, async_context_t *cx, async_step_t step,
                       async_frame_t *root)
{
    async_child_t *child = joint->newest;

    cx->branch = joint->owner;
    if (step != ASYNC_SUSPENDED) {
        child_done(joint, child, step == ASYNC_RAISED ? root->status : 0, cx);
        return;
    }
    child->root = root;
    root->parent = &sentinel;
    if (!cx->bounced) return;
    /* The C stack is used up: the child goes on from the loop. */
    child->branch.leaf = cx->bounced;
    cx->bounced = NULL;
    async__wake(&child->branch);
}

/* It has ended well, or will: all children of a gather, the first of a race, the operand of a limit. */
static bool stands(const async_joint_t *joint)
{
    if (joint->outcome != 0) return false;
    if (joint->mode == ASYNC_JOINT_GATHER) return joint->running == 0;
    return joint->decided && (joint->mode == ASYNC_JOINT_RACE || joint->first == 0);
}

/*
 * A joint that has its results keeps them, so that an item that a child got is not lost: the
 * cancellation takes effect at the owner's next suspension. Everything else gives way.
 */
static async_step_t joint__interrupt(async_frame_t *frame, async_context_t *cx)
{
    async_joint_t *joint = (async_joint_t *)frame;

    joint->interrupted = true;
    if (joint->decided && !stands(joint)) joint->outcome = ASYNC_ECANCELED; /* it gives way */
    if (frame->state == ASYNC__COMPLETED) {
        if (!stands(joint)) async__operation_complete(frame, joint->owner, ASYNC_ECANCELED);
    } else if (async__spread_enter(joint->owner)) {
        cancel_children(joint, cx);
        async__spread_leave(cx);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_joint_wait(async_joint_t *joint, async_context_t *cx)
{
    async_branch_t *owner;

    if (joint->running > 0)
        return async__operation_wait(&joint->base, &owner, cx, joint__interrupt);
    if (joint->outcome) return async_raised(&joint->base, joint->outcome);
    return ASYNC_FINISHED;
}
