/*
 * group.c - task groups. The block waits for its tasks; the first that fails cancels the others and
 * the block itself, where it is suspended, and its status is what the block raises.
 */
#include <asyncc/future.h>
#include <asyncc/group.h>
#include <asyncc/status.h>

#include <stdlib.h>

#include "../alloc.h"
#include "../coroutine.h"
#include "../operation.h"
#include "../scope.h"

enum { FIRST_ROOM = 8 };

void async_group_enter(async_group_t *group, async_context_t *cx)
{
    *group = (async_group_t){0};
    async__scope_enter(&group->scope, cx);
}

void async_group_cancel(async_group_t *group)
{
    group->canceled = true;
    for (size_t i = 0; i < group->count; i++)
        if (group->tasks[i]) async_cancel(group->tasks[i]);
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
    async_group_t *group = arg;
    struct async_group_join__frame *join = (struct async_group_join__frame *)group->joining;
    int status = async_status(task);

    group->running--;
    note_failure(group, task, status);
    if (group->running || !join) return;
    group->joining = NULL;
    async__complete(join, join->outcome);
}

/* ------------------------------------------------------------------ spawning */

static void make_room(async_group_t *group)
{
    if (group->count < group->room) return;
    group->room = group->room ? 2 * group->room : FIRST_ROOM;
    void **more = realloc(group->tasks, group->room * sizeof *more);
    if (!more) async__die("out of memory (a group of %zu tasks)", group->room);
    group->tasks = more;
}

void *async__group_add(async_group_t *group, void *task)
{
    make_room(group);
    group->tasks[group->count++] = task;
    group->running++;
    async_on_done(task, task_done, group);
    if (group->canceled) async_cancel(task);
    return task;
}

/* ------------------------------------------------------------------ the end of the block */

/* Who waits at the end is cancelled: so are the tasks, and it waits for them all the same. */
static async_step_t join__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_group_join__frame *self = (struct async_group_join__frame *)frame;

    self->outcome = ASYNC_ECANCELED;
    if (async__completed(self)) {
        async__complete(self, ASYNC_ECANCELED);
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
    group->joining = &self->base;
    return async__wait(self, cx, join__interrupt);
}

int async_group_leave(async_group_t *group, int raised)
{
    bool delivered = group->scope.expired && group->scope.delivered;

    for (size_t i = 0; i < group->count; i++) async_release(group->tasks[i]);
    free(group->tasks);
    group->tasks = NULL;
    async__scope_leave(&group->scope);
    if (async_canceling(async_context())) return ASYNC_ECANCELED;
    if (raised && !(delivered && raised == ASYNC_ECANCELED)) return raised;
    return group->status;
}

const async_coroutine_t async_group_join__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_group",
    .file = __FILE__, .line = __LINE__, .size = sizeof(struct async_group_join__frame),
    .align = _Alignof(struct async_group_join__frame)};
