/*
 * hand.c - coroutines of async_create, driven by async_step without any loop.
 *
 * They own no reference to themselves: nothing happens to one unless its holder does it. Its
 * branches (its own, and those of combinators in it) queue in a list of the thread.
 */
#include "alloc.h"
#include "coroutine.h"
#include "operation.h"
#include "task.h"

void *async__create(uintptr_t before, const async_site_t *site)
{
    async_handle_rep_t *task = async__task_new(before, site, 1);

    task->strand.branch.flags |= ASYNC__BY_HAND;
    async__handle_keep(task, async_context()->loop);
    async__wake(&task->strand.branch);
    return async__rep_handle(task);
}

/* Takes the branches of `strand` that are ready out of the thread's list; ended by NULL. */
static async_branch_t *take_branches(async_strand_t *strand)
{
    async_branch_t *branch = async__ready_take(&async__by_hand), *next;
    async_ready_t taken;

    async__ready_init(&taken);
    for (; branch; branch = next) {
        next = branch->next;
        async__ready_push(async__strand(branch) == strand ? &taken : &async__by_hand, branch);
    }
    return taken.first;
}

/* Runs what is ready of it. */
static void step(async_handle_rep_t *task)
{
    async_context_t *cx = async_context();
    async_entry_t entry;
    async_branch_t *branch = take_branches(&task->strand), *next;

    async__enter(cx, &entry);
    cx->ready = &async__by_hand;
    cx->loop = NULL;
    for (; branch; branch = next) {
        next = branch->next;
        async__run(branch, cx);
    }
    async__exit(cx, &entry);
}

static async_handle_rep_t *by_hand(async_handle_t handle, const char *what)
{
    async_handle_rep_t *task = async__rep_of(handle);

    if (!async__rep_is(task, ASYNC__BY_HAND | ASYNC__DONE))
        async__die("%s: '%s' is driven by a loop", what, async__handle_name(task));
    return task;
}

bool async_step(async_handle_t created)
{
    async_handle_rep_t *task = by_hand(created, "async_step");
    bool done = async__rep_is(task, ASYNC__DONE);

    if (done) return false;
    if (async_context()->branch == &task->strand.branch) {
        async__warn("'%s' was stepped while it is running", async__handle_name(task));
        return false;
    }
    task->strand.branch.owners++;
    step(task);
    done = async__rep_is(task, ASYNC__DONE);
    async__handle_release(task);
    return !done;
}

void async_start(async_handle_t created)
{
    async_handle_rep_t *task = by_hand(created, "async_start");
    async_loop_t *loop = async__need_loop(async_context(), "async_start");
    async_branch_t *branch, *next;

    if (async__rep_is(task, ASYNC__DONE)) return;
    branch = take_branches(&task->strand);
    task->strand.branch.flags &= ~(unsigned)ASYNC__BY_HAND;
    async__task_register(task, loop);
    for (; branch; branch = next) {
        next = branch->next;
        async__wake(branch);
    }
}

bool async__by_hand_close(async_handle_rep_t *task)
{
    if (async__rep_is(task, ASYNC__DONE)) return true;
    if (task->all.next)
        async__warn("task '%s' was destroyed but it is pending (spawned at %s:%u)",
                    async__handle_name(task), async__rep_site(task)->file,
                    (unsigned)async__rep_site(task)->line);
    task->strand.branch.owners++;
    async__task_cancel(task, async_context());
    step(task);
    if (async__rep_is(task, ASYNC__DONE)) {
        task->strand.branch.owners--;
        return true;
    }
    async__warn("task '%s' (%s:%u) was released while it waits, and did not end when cancelled",
                async__handle_name(task), async__rep_site(task)->file,
                (unsigned)async__rep_site(task)->line);
    return false;
}
