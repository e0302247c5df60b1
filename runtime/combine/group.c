/*
 * group.c - task groups. The block waits for its tasks; the first that fails cancels the others and
 * the block itself, where it is suspended, and its status is what the block raises.
 */
#include <asyncc/future.h>
#include <asyncc/group.h>
#include <asyncc/status.h>

#include "../alloc.h"
#include "../coroutine.h"
#include "../list.h"
#include "../operation.h"
#include "../scope.h"
#include "../task.h"

void async_group_enter(async_group_t *group, async_context_t *cx)
{
    *group = (async_group_t){0};
    list_init(&group->children);
    async__scope_enter(&group->scope, cx);
}

void async_group_cancel(async_group_t *group)
{
    group->canceled = true;
    async__walk_enter();
    for (list_t *link = group->children.next; link != &group->children; link = link->next) {
        async__group_child_t *child = container_of(link, async__group_child_t, link);
        if (!child->ended) async_cancel(child->task);
    }
    async__walk_leave();
}

static void drop_child(async__group_child_t *child)
{
    list_remove(&child->link);
    async_release(child->task);
    async__give(async_context(), child, sizeof *child);
}

/* ------------------------------------------------------------------ the end of a task */

/* A task that was cancelled by hand does not fail its group. */
static void note_failure(async_group_t *group, void *task, int status)
{
    if (!status || group->canceled || async_state(task) == ASYNC_CANCELED) return;
    group->status = status;
    async_group_cancel(group);
    async__scope_expire(&group->scope, async_context());
}

static void task_done(void *task, void *arg)
{
    async__group_child_t *child = arg;
    async_group_t *group = child->group;
    struct async_group_join__frame *join = (struct async_group_join__frame *)group->joining;
    int status = async_status(task);

    group->running--;
    child->ended = true;
    note_failure(group, task, status);
    if (!child->kept) drop_child(child);
    if (group->running || !join) return;
    group->joining = NULL;
    async__complete(join, join->outcome);
}

/* ------------------------------------------------------------------ spawning */

void *async__group_add(async_group_t *group, void *task, bool kept)
{
    async__group_child_t *child = async__take(async_context(), sizeof *child);

    *child = (async__group_child_t){.group = group, .task = task, .kept = kept};
    list_append(&group->children, &child->link);
    group->running++;
    async_on_done(task, task_done, child);
    if (group->canceled) async_cancel(task);
    return task;
}

/* ------------------------------------------------------------------ the end of the block */

/* Who waits at the end is cancelled: so are the tasks, and it waits for them all the same. */
static async_step_t join__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_group_join__frame *self = (struct async_group_join__frame *)frame;

    if (!self->unwinds) self->outcome = ASYNC_ECANCELED;
    if (async__completed(self)) {
        async__complete(self, self->outcome);
    } else if (async__spread_enter(self->branch)) {
        async_group_cancel(self->group);
        async__spread_leave(cx);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_group_join__start(struct async_group_join__frame *self, async_context_t *cx,
                                     async_group_t *group)
{
    if (group->running == 0) return ASYNC_FINISHED;
    self->group = group;
    self->outcome = 0;
    self->unwinds = async_canceling(cx);
    group->joining = &self->base;
    return async__wait(self, cx, join__interrupt);
}

int async_group_leave(async_group_t *group, int raised)
{
    bool delivered = group->scope.expired && group->scope.delivered;

    while (!list_empty(&group->children))
        drop_child(container_of(group->children.next, async__group_child_t, link));
    async__scope_leave(&group->scope);
    if (async_canceling(async_context())) return raised ? raised : ASYNC_ECANCELED;
    if (raised && !(delivered && raised == ASYNC_ECANCELED)) return raised;
    return group->status;
}

const async_coroutine_t async_group_join__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_group",
    .file = __FILE__, .line = __LINE__, .size = sizeof(struct async_group_join__frame),
    .align = _Alignof(struct async_group_join__frame)};
