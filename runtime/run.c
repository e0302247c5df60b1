/*
 * run.c - running a loop for a task, and closing it.
 */
#include <stdlib.h>

#include "alloc.h"
#include "coroutine.h"
#include "observe.h"
#include "remote.h"
#include "task.h"

/* ------------------------------------------------------------------ until something is done */

void async__loop_turn_until(async_loop_t *loop, async_context_t *cx, void *handle)
{
    while (!async_done(handle)) {
        async__loop_turn(loop, cx, true);
        if (async__loop_stopped(loop)) break;
    }
    /* Its done callbacks were queued when it ended: they run before the loop returns. */
    async__loop_run_ready(loop, cx);
}

int async_loop_run_until(async_loop_t *loop, void *handle)
{
    async_context_t *cx = async_context();
    async_entry_t entry;

    if (!async__loop_enter(loop, cx, &entry)) return ASYNC_EBUSY;
    async__loop_turn_until(loop, cx, handle);
    async__loop_leave(loop, cx, &entry);
    return async_done(handle) ? async_status(handle) : ASYNC_ECANCELED;
}

/* Oldest first. Tasks that came after an earlier call are at the end of the list. */
static void cancel_all(async_loop_t *loop, async_context_t *cx)
{
    list_t *link = loop->tasks.prev;

    while (link != &loop->tasks &&
           !async__rep_is(container_of(link, async_handle_rep_t, all), ASYNC__CANCEL))
        link = link->prev;
    async__walk_enter();
    for (link = link->next; link != &loop->tasks; link = link->next)
        async__task_cancel(container_of(link, async_handle_rep_t, all), cx);
    async__walk_leave();
}

void async__loop_finish(async_loop_t *loop, async_context_t *cx)
{
    do {
        cancel_all(loop, cx);
        async__loop_turn(loop, cx, loop->pending > 0);
    } while (loop->pending || loop->ready.first);
}

/* ------------------------------------------------------------------ closing */

static void name_pending(const async_loop_t *loop)
{
    for (const list_t *link = loop->tasks.next; link != &loop->tasks; link = link->next) {
        const async_handle_rep_t *task = container_of(link, async_handle_rep_t, all);
        async__warn("task '%s' was destroyed but it is pending (spawned at %s:%u)",
                    async__handle_name(task), async__rep_site(task)->file,
                    (unsigned)async__rep_site(task)->line);
    }
}

static bool is_own(const async_loop_t *loop, const uv_handle_t *handle)
{
    const void *own[] = { &loop->wake, &loop->timer, &loop->prepare, &loop->dump };
    return handle == own[0] || handle == own[1] || handle == own[2] || handle == own[3];
}

/* The program's own handles on the loop: counted, and closed where nobody else will. */
typedef struct foreign {
    const async_loop_t *loop;
    size_t open;
    bool close;
} foreign_t;

static void visit(uv_handle_t *handle, void *arg)
{
    foreign_t *foreign = (foreign_t *)arg;

    if (is_own(foreign->loop, handle)) return;
    foreign->open++;
    if (foreign->close && !uv_is_closing(handle)) uv_close(handle, NULL);
}

static size_t foreign_handles(async_loop_t *loop, bool close)
{
    foreign_t foreign = { loop, 0, close };
    uv_walk(loop->uv, visit, &foreign);
    return foreign.open;
}

static void drop_queue(async_ready_t *queue)
{
    async_branch_t *branch = async__ready_take(queue), *next;

    for (; branch; branch = next) {
        async_call_t *call = container_of(branch, async_call_t, branch);
        next = branch->next;
        async__remote_call_dropped(call->fn, call->arg);
        free(call);
    }
}

/* Calls that will not be made. */
static void drop_calls(async_loop_t *loop)
{
    list_t due;

    drop_queue(&loop->ready);
    drop_queue(&loop->posted);
    wheel_expire(&loop->wheel, UINT64_MAX / 2, &due);
    while (!list_empty(&due)) {
        async_tick_t *tick = container_of(due.next, async_tick_t, link);
        list_remove(&tick->link);
        free(container_of(tick, async_timer_t, tick));
    }
}

/* Frees the loop itself once its handles are closed; uv_close callbacks take turns of uv's loop. */
static void free_loop(async_loop_t *loop)
{
    async__observe_closed(loop);
    async__loop_close_handles(loop);
    if (!loop->owned) async__wrap_close(loop);
    while (loop->open > 0) uv_run(loop->uv, UV_RUN_NOWAIT);
    drop_calls(loop);
    uv_mutex_destroy(&loop->posting);
    if (loop->owned) {
        if (uv_loop_close(loop->uv) != 0) async__die("a libuv loop did not close");
        free(loop->uv);
    }
    free(loop);
}

int async_loop_close(async_loop_t *loop)
{
    async_context_t *cx = async_context();

    if (loop->running) return ASYNC_EBUSY;
    /* What was closed just now only waits for its callbacks; what was posted comes in. */
    uv_ref((uv_handle_t *)&loop->wake);
    uv_run(loop->uv, UV_RUN_NOWAIT);
    uv_unref((uv_handle_t *)&loop->wake);
    if (loop->pending) {
        name_pending(loop);
        return ASYNC_EBUSY;
    }
    if (loop->owned && foreign_handles(loop, false) > 0) return ASYNC_EBUSY;
    if (cx->loop == loop) cx->loop = NULL;
    free_loop(loop);
    return 0;
}

/* ------------------------------------------------------------------ async_run */

/* The program has ended: nobody will close them. */
static void close_resources(async_loop_t *loop)
{
    while (!list_empty(&loop->resources)) {
        async_resource_t *resource = container_of(loop->resources.next, async_resource_t, link);
        resource->close(resource);
    }
}

int async__loop_run_task(async_loop_t *loop, async_handle_rep_t *task)
{
    async_context_t *cx = async_context();
    void *handle = async__rep_handle(task);
    async_entry_t entry;
    int status;

    async__loop_enter(loop, cx, &entry);
    async__task_register(task, loop);
    async__wake(&task->strand.branch);
    async__loop_turn_until(loop, cx, handle);
    if (loop->debug) name_pending(loop);
    async__loop_finish(loop, cx);
    status = async_status(handle);
    close_resources(loop);
    foreign_handles(loop, true);
    while (uv_loop_alive(loop->uv)) async__loop_turn(loop, cx, false);
    async__loop_leave(loop, cx, &entry);
    return status;
}

int async__run_new(uintptr_t before, const async_site_t *site)
{
    async_handle_rep_t *task = async__task_new(before, site, 1);
    async_loop_t *loop = async_loop_new();
    int status = async__loop_run_task(loop, task);

    async__handle_release(task);
    async_loop_close(loop);
    return status;
}
