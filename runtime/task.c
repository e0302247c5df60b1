/*
 * task.c - tasks: their making, their end, and driving them by hand.
 */
#include "task.h"

#include "alloc.h"
#include "coroutine.h"
#include "observe.h"
#include "operation.h"
#include "remote.h"

/* ------------------------------------------------------------------ the end */

static void unregister(async_handle_rep_t *task)
{
    async_loop_t *loop = task->strand.loop;

    if (!loop) return;
    async__handle_forget(task);
    loop->pending--;
    async__handle_keep(task, loop);
    if (ASYNC_UNLIKELY(loop->observers != NULL)) async__observe_ended(loop, &task->strand.branch);
}

/* The root frame has ended; cx->branch is the task's own. */
static async_step_t end_of_task(async_frame_t *sentinel, async_context_t *cx)
{
    async_handle_rep_t *task = container_of(cx->branch, async_handle_rep_t, strand.branch);

    (void)sentinel;
    cx->branch = NULL;
    unregister(task);
    async__handle_finish(task, async__rep_frame(task)->status);
    if (!async__rep_is(task, ASYNC__BY_HAND)) async__handle_release(task);
    return ASYNC_SUSPENDED;
}

static async_frame_t sentinel = { .resume = end_of_task };

/* ------------------------------------------------------------------ the beginning */

uintptr_t async__task_capture(void)
{
    return async__capture(async_context(), ASYNC__HANDLE_HEAD);
}

async_handle_rep_t *async__task_of(async_frame_t *root, const async_site_t *site, uint32_t owners)
{
    async_handle_rep_t *task = async__rep_of_frame(root);

    if (task->coroutine->flags & ASYNC_COROUTINE_GENERATOR)
        async__die("'%s' is a generator, not a task", task->coroutine->name);
    async__handle_init(task, site, owners);
    task->strand.branch.leaf = root;
    root->parent = &sentinel;
    return task;
}

async_handle_rep_t *async__task_new(uintptr_t before, const async_site_t *site, uint32_t owners)
{
    return async__task_of(async_captured(async_context(), before), site, owners);
}

void async__task_register(async_handle_rep_t *task, async_loop_t *loop)
{
    task->strand.loop = loop;
    task->strand.branch.owners++;
    async__handle_forget(task);
    list_append(&loop->tasks, &task->all);
    loop->pending++;
    async__loop_hold(loop);
    if (ASYNC_UNLIKELY(loop->observers != NULL)) async__observe_spawned(loop, &task->strand.branch);
}

void *async__spawn(uintptr_t before, const async_site_t *site)
{
    async_handle_rep_t *task = async__task_new(before, site, 1);
    async_loop_t *loop = async_context()->loop;

    if (!loop)
        async__die("async_spawn of '%s' outside a running loop (async_run starts one)",
                   task->coroutine->name);
    async__task_register(task, loop);
    async__wake(&task->strand.branch);
    return async__rep_handle(task);
}

void *async_self(void)
{
    async_branch_t *branch = async_context()->branch;
    if (!branch) return NULL;
    return async__rep_handle(container_of(async__strand(branch), async_handle_rep_t, strand));
}

size_t async_all_tasks(async_loop_t *loop, void **tasks, size_t room)
{
    size_t count = 0;

    for (list_t *link = loop->tasks.next; link != &loop->tasks; link = link->next, count++)
        if (count < room) tasks[count] = async__rep_handle(container_of(link, async_handle_rep_t, all));
    return count;
}

/* ------------------------------------------------------------------ cancelling */

/*
 * The tasks that await each other, one by the other, without recursion: the chain may be long. It
 * may lead back to a task that is pursued, by an await or through a group: then one await of those
 * in the circle is given up, since they would never end.
 */
bool async__task_cancel(async_handle_rep_t *task, async_context_t *cx)
{
    async_handle_rep_t *first = task, *last = NULL, *next;
    bool pending = !async__rep_is(task, ASYNC__DONE);

    if (async__rep_is(task, ASYNC__PURSUED)) task->strand.branch.flags |= ASYNC__CANCEL | ASYNC__CIRCLE;
    while (task && !async__rep_is(task, ASYNC__DONE | ASYNC__CANCEL | ASYNC__PURSUED)) {
        async_branch_t *branch = &task->strand.branch;

        last = task;
        task = branch->leaf ? async__awaited_task(branch->leaf) : NULL;
        branch->flags |= ASYNC__CANCEL;
        if (!async__cancel_due(branch)) {
            task = NULL;
        } else if (task) {
            branch->flags |= ASYNC__PURSUED;
        } else {
            async__interrupt(branch, cx);
        }
    }
    if (last && task && async__rep_is(task, ASYNC__PURSUED))
        async__interrupt(&last->strand.branch, cx);
    for (; last && first; first = next) {
        next = first == last ? NULL : async__awaited_task(first->strand.branch.leaf);
        if (async__rep_is(first, ASYNC__CIRCLE)) async__interrupt(&first->strand.branch, cx);
        first->strand.branch.flags &= ~(unsigned)(ASYNC__PURSUED | ASYNC__CIRCLE);
    }
    return pending;
}

bool async_cancel(async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);

    if (async__is_remote(rep)) return async__remote_cancel(rep);
    if (async__is_future(rep)) return async_set_status(handle, ASYNC_ECANCELED);
    return async__task_cancel(rep, async_context());
}
