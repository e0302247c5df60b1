/*
 * await.c - awaiting a handle, and joining a task.
 */
#include "alloc.h"
#include "operation.h"
#include "remote.h"
#include "task.h"

/*
 * How an awaiter that may be cancelled sees the end of what it awaited: a task that was cancelled
 * along with it may have ended by some other status, raised on its way out.
 */
static int seen_status(const async_branch_t *branch, int status)
{
    return status != 0 && async__cancel_due(branch) ? ASYNC_ECANCELED : status;
}

/* What is wrong with awaiting `rep` here; 0: nothing. */
static int refusal(async_context_t *cx, const async_handle_rep_t *rep)
{
    if (async__is_remote(rep)) return ASYNC_EINVAL;
    return cx->branch && async__strand(cx->branch) == &rep->strand ? ASYNC_EINVAL : 0;
}

static async_step_t outcome(async_frame_t *frame, int status)
{
    return status ? async_raised(frame, status) : ASYNC_FINISHED;
}

/* ------------------------------------------------------------------ await *handle */

static void handle__notify(async_watcher_t *watcher, void *handle)
{
    struct async_handle__frame *self = container_of(watcher, struct async_handle__frame, watcher);
    async_handle_rep_t *rep = async__rep_of(handle);

    rep->strand.branch.flags |= ASYNC__SEEN;
    async__complete(self, seen_status(self->branch, async__rep_frame(rep)->status));
    async__handle_release(rep);
}

/* Whether the task of `branch` is to open a circle of tasks that wait for each other. Asked once. */
static bool in_circle(async_branch_t *branch)
{
    async_branch_t *task = &async__strand(branch)->branch;
    bool circle = (task->flags & ASYNC__CIRCLE) != 0;

    task->flags &= ~(unsigned)ASYNC__CIRCLE;
    return circle;
}

/*
 * asyncio's rule: a task is cancelled with its awaiter, which waits for it; a future is left. So is
 * a task that waits for the awaiter. Whether the await goes on.
 */
static bool passes_on(async_handle_rep_t *awaited, async_branch_t *branch, async_context_t *cx)
{
    unsigned circles;
    bool opens;

    if (async__is_future(awaited) || in_circle(branch)) return false;
    if (async__rep_is(awaited, ASYNC__PURSUED)) return false;
    circles = async__walk_enter();
    async__task_cancel(awaited, cx);
    opens = async__walk_opens(circles);
    async__walk_leave();
    return !opens;
}

static async_step_t handle__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_handle__frame *self = (struct async_handle__frame *)frame;
    async_handle_rep_t *rep = async__rep_of(self->handle);

    if (async__completed(self)) {
        async__complete(self, ASYNC_ECANCELED);
    } else if (!passes_on(rep, self->branch, cx)) {
        async__unwatch(rep, &self->watcher);
        async__handle_release(rep);
        async__complete(self, ASYNC_ECANCELED);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_handle__start(struct async_handle__frame *self, async_context_t *cx,
                                 async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);
    int refused = refusal(cx, rep);

    if (refused) return async_raised(&self->base, refused);
    if (async__rep_is(rep, ASYNC__DONE)) {
        rep->strand.branch.flags |= ASYNC__SEEN;
        return outcome(&self->base, async__rep_frame(rep)->status);
    }
    self->handle = async__rep_handle(rep);
    self->watcher.notify = handle__notify;
    rep->strand.branch.owners++;
    async__watch(rep, &self->watcher);
    return async__wait(self, cx, handle__interrupt);
}

const async_coroutine_t async_handle__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "await of a handle",
    .file = "asyncc", .size = sizeof(struct async_handle__frame),
    .align = _Alignof(struct async_handle__frame),
};

/* ------------------------------------------------------------------ async_join */

/* Drops the reference that the join was given, once. */
static void join__release(struct async_join__frame *self)
{
    if (self->handle) async__handle_release(async__rep_of(self->handle));
    self->handle = NULL;
}

static void join__notify(async_watcher_t *watcher, void *handle)
{
    struct async_join__frame *self = container_of(watcher, struct async_join__frame, watcher);
    async_handle_rep_t *rep = async__rep_of(handle);
    int status = seen_status(self->branch, async__rep_frame(rep)->status);

    rep->strand.branch.flags |= ASYNC__SEEN;
    if (status != 0) join__release(self);
    async__complete(self, status);
}

static async_step_t join__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_join__frame *self = (struct async_join__frame *)frame;
    async_handle_rep_t *rep = self->handle ? async__rep_of(self->handle) : NULL;

    if (!async__completed(self)) {
        if (passes_on(rep, self->branch, cx)) return ASYNC_SUSPENDED;
        async__unwatch(rep, &self->watcher);
    }
    join__release(self);
    async__complete(self, ASYNC_ECANCELED);
    return ASYNC_SUSPENDED;
}

static async_step_t join__raised(struct async_join__frame *self, int status)
{
    join__release(self);
    return async_raised(&self->base, status);
}

async_step_t async_join__start(struct async_join__frame *self, async_context_t *cx,
                               async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);
    int refused = refusal(cx, rep), status;

    self->handle = async__rep_handle(rep);
    if (refused) return join__raised(self, refused);
    if (async__rep_is(rep, ASYNC__DONE)) {
        rep->strand.branch.flags |= ASYNC__SEEN;
        status = async__rep_frame(rep)->status;
        return status ? join__raised(self, status) : ASYNC_FINISHED;
    }
    self->watcher.notify = join__notify;
    async__watch(rep, &self->watcher);
    return async__wait(self, cx, join__interrupt);
}

const async_coroutine_t async_join__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_join",
    .file = "asyncc", .size = sizeof(struct async_join__frame),
    .align = _Alignof(struct async_join__frame),
};

/* ------------------------------------------------------------------ who awaits whom */

async_handle_rep_t *async__awaited_task(async_frame_t *frame)
{
    async_handle_rep_t *rep;

    if (frame->state != ASYNC__WAITING) return NULL;
    if (frame->resume == handle__interrupt)
        rep = async__rep_of(((struct async_handle__frame *)frame)->handle);
    else if (frame->resume == join__interrupt)
        rep = async__rep_of(((struct async_join__frame *)frame)->handle);
    else
        return NULL;
    return async__is_future(rep) ? NULL : rep;
}
