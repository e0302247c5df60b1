/*
 * task.c - tasks: their making, their end, and driving them by hand.
 */
#include "task.h"

#include <stdlib.h>

#include "alloc.h"
#include "coroutine.h"
#include "observe.h"
#include "operation.h"
#include "remote.h"

/* ------------------------------------------------------------------ the end */

static void unregister(async_handle_rep_t *task)
{
    async_loop_t *loop = async__strand_loop(&task->strand);

    if (!loop) return;
    async__handle_forget(task);
    loop->pending--;
    if (ASYNC_UNLIKELY(loop->debug)) async__handle_keep(task, loop);
    if (ASYNC_UNLIKELY(loop->observers != NULL)) async__observe_ended(loop, &task->strand.branch);
}

/* The root frame has ended; cx->branch is the task's own. */
async_step_t async__end_of_task(async_frame_t *end, async_context_t *cx)
{
    async_handle_rep_t *task = container_of(cx->branch, async_handle_rep_t, strand.branch);

    (void)end;
    cx->branch = NULL;
    unregister(task);
    async__handle_finish(task, async__rep_frame(task)->status);
    if (!async__rep_is(task, ASYNC__BY_HAND)) async__handle_release(task);
    return ASYNC_SUSPENDED;
}

/* Of those that run on no loop. */
static async_frame_t end_by_hand = { .resume = async__end_of_task };

/* ------------------------------------------------------------------ the beginning */

uintptr_t async__task_capture(void)
{
    return async__capture(async_context(), ASYNC__HANDLE_HEAD);
}

/* Makes a task of a frame that was captured; `end`: what ends it. */
static inline async_handle_rep_t *make(async_frame_t *root, async_frame_t *end,
                                       const async_site_t *site, uint32_t owners)
{
    async_handle_rep_t *task = async__rep_of_frame(root);

    if (ASYNC_UNLIKELY(task->coroutine->flags & ASYNC_COROUTINE_GENERATOR))
        async__die("'%s' is a generator, not a task", task->coroutine->name);
    async__handle_init(task, site, owners);
    task->strand.branch.leaf = root;
    root->parent = end;
    return task;
}

async_handle_rep_t *async__task_of(async_frame_t *root, const async_site_t *site, uint32_t owners)
{
    return make(root, &end_by_hand, site, owners);
}

async_handle_rep_t *async__task_new(uintptr_t before, const async_site_t *site, uint32_t owners)
{
    return async__task_of(async__captured(async_context(), before), site, owners);
}

static inline void enlist(async_handle_rep_t *task, async_loop_t *loop)
{
    list_append(&loop->tasks, &task->all);
    loop->pending++;
    async__loop_hold(loop);
    if (ASYNC_UNLIKELY(loop->observers != NULL)) async__observe_spawned(loop, &task->strand.branch);
}

void async__task_register(async_handle_rep_t *task, async_loop_t *loop)
{
    async__rep_frame(task)->parent = &loop->end;
    task->strand.branch.owners++;
    async__handle_forget(task);
    enlist(task, loop);
}

static __attribute__((noreturn)) void no_loop(const async_frame_t *root)
{
    async__die("async_spawn of '%s' outside a running loop (async_run starts one)",
               ASYNC_FRAME_COROUTINE(root)->name);
}

void *async__spawn(uintptr_t before, const async_site_t *site)
{
    async_context_t *cx = async_context();
    async_frame_t *root = async__captured(cx, before);
    async_loop_t *loop = cx->loop;
    async_handle_rep_t *task;

    if (ASYNC_UNLIKELY(!loop)) no_loop(root);
    task = make(root, &loop->end, site, 2);
    enlist(task, loop);
    (void)async__ready_queue(&loop->ready, &task->strand.branch);
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

/* The walk that is going on on this thread, and the tasks with ASYNC__PASSED, which it retains. */
static _Thread_local struct {
    unsigned depth, circles;
    size_t count, room;
    async_handle_rep_t **passed;
} walk;

unsigned async__walk_enter(void)
{
    walk.depth++;
    return walk.circles;
}

bool async__walk_opens(unsigned before)
{
    bool opens = walk.circles > before;

    walk.circles = before;
    return opens;
}

void async__walk_leave(void)
{
    async_handle_rep_t **passed = walk.passed;
    size_t count = walk.count;

    if (--walk.depth > 0) return;
    walk.circles = 0;
    if (!passed) return;
    walk.passed = NULL;
    walk.count = walk.room = 0;
    for (size_t i = 0; i < count; i++) {
        passed[i]->strand.branch.flags &= ~(unsigned)ASYNC__PASSED;
        async__handle_release(passed[i]);
    }
    free(passed);
}

static void note_passed(async_handle_rep_t *task)
{
    if (walk.count == walk.room) {
        walk.room = walk.room ? 2 * walk.room : 16;
        void *grown = realloc(walk.passed, walk.room * sizeof(async_handle_rep_t *));
        if (!grown) async__die("out of memory (a cancellation of %zu tasks)", walk.room);
        walk.passed = (async_handle_rep_t **)grown;
    }
    task->strand.branch.flags |= ASYNC__PASSED;
    task->strand.branch.owners++;
    walk.passed[walk.count++] = task;
}

/*
 * Whether the walk goes on to `task`. One that was cancelled before waits for others, perhaps: for
 * one that was shielded then, and now waits for it. So the walk goes through it again.
 */
static bool walks_to(async_handle_rep_t *task)
{
    if (!task || async__rep_is(task, ASYNC__DONE | ASYNC__PURSUED | ASYNC__PASSED)) return false;
    if (async__rep_is(task, ASYNC__CANCEL)) note_passed(task);
    return true;
}

/* Cancels one task of a chain; gives the next one, which it awaits; NULL at the end. */
static async_handle_rep_t *cancel_one(async_handle_rep_t *task, async_context_t *cx)
{
    async_branch_t *branch = &task->strand.branch;
    async_handle_rep_t *next = async__is_waiting(branch) ? async__awaited_task(branch->leaf) : NULL;
    bool again = (branch->flags & ASYNC__CANCEL) != 0;

    branch->flags |= ASYNC__CANCEL;
    if (!async__cancel_due(branch)) return NULL;
    if (next) branch->flags |= ASYNC__PURSUED;
    else if (again) async__interrupt_again(branch, cx);
    else async__interrupt(branch, cx);
    return next;
}

/* The end of a chain; gives up the await of `opened` in it, if that is one. */
static void end_chain(async_handle_rep_t *first, const async_handle_rep_t *last,
                      const async_handle_rep_t *opened, async_context_t *cx)
{
    async_handle_rep_t *next;

    for (; first; first = next) {
        async_branch_t *branch = &first->strand.branch;
        next = first == last ? NULL : async__awaited_task(branch->leaf);
        if (first == opened) {
            branch->flags |= ASYNC__CIRCLE;
            async__interrupt(branch, cx);
        }
        branch->flags &= ~(unsigned)(ASYNC__PURSUED | ASYNC__CIRCLE);
    }
}

/*
 * Whose await opens the circles that were closed behind a chain: the last one that was come to
 * again; where that was one before the chain, any; NULL where nobody in the chain awaits.
 */
static const async_handle_rep_t *opening(const async_handle_rep_t *first,
                                         const async_handle_rep_t *last)
{
    const async_handle_rep_t *opened = first == last ? NULL : first;

    for (; first != last; first = async__awaited_task(first->strand.branch.leaf))
        if (async__rep_is(first, ASYNC__CIRCLE)) opened = first;
    return opened;
}

/*
 * The tasks that await each other, one by the other, without recursion: the chain may be long. It
 * may lead back to a task that is pursued, by an await or through a group: then one await of those
 * in the circle is given up, since they would never end.
 */
bool async__task_cancel(async_handle_rep_t *task, async_context_t *cx)
{
    async_handle_rep_t *first = task, *last = NULL;
    const async_handle_rep_t *opened = NULL;
    bool pending = !async__rep_is(task, ASYNC__DONE);
    unsigned before = async__walk_enter();

    if (async__rep_is(task, ASYNC__PURSUED)) {
        task->strand.branch.flags |= ASYNC__CANCEL | ASYNC__CIRCLE;
        walk.circles++;
    }
    for (; walks_to(task); task = cancel_one(last, cx)) last = task;
    if (last) {
        if (task && async__rep_is(task, ASYNC__PURSUED)) async__interrupt(&last->strand.branch, cx);
        if (walk.circles > before) opened = opening(first, last);
        if (opened) async__walk_opens(before);
        end_chain(first, last, opened, cx);
    }
    async__walk_leave();
    return pending;
}

bool async_cancel(async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);

    if (async__is_remote(rep)) return async__remote_cancel(rep);
    if (async__is_future(rep)) return async_set_status(handle, ASYNC_ECANCELED);
    return async__task_cancel(rep, async_context());
}
