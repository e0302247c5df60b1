/*
 * watch.c - what ASYNC_DEBUG reports of a running loop: what held it, and what was never released.
 *
 * The loop keeps handles that are done in a list of its own (`kept`) while it is watched.
 */
#include <stdio.h>
#include <stdlib.h>

#include <asyncc/debug.h>

#include "../alloc.h"
#include "../handle.h"
#include "../loop.h"
#include "../observe.h"

/* From how long on a step is reported. */
static const uint64_t long_ns = 100 * 1000 * 1000;

/* A place in the program. */
typedef struct place {
    const char *file;
    unsigned line;
} place_t;

typedef struct watch {
    async_observer_t observer;
    uint64_t began;           /* the step that is under way */
    async_handle_rep_t *task; /* that runs; NULL: a call of the loop's */
    char name[64];            /* of it, copied: the task may be gone after its step */
    async_site_t site;
    place_t from;             /* where it went on */
} watch_t;

/* ------------------------------------------------------------------ where a task stands */

/* The frame that `frame` is suspended on; NULL: an operation, or branches. */
static async_frame_t *callee_of(async_frame_t *frame, const async_point_t *point,
                                const async_coroutine_t **coroutine)
{
    if (point->kind == ASYNC_POINT_EMBEDDED) {
        *coroutine = point->callee;
        frame = (async_frame_t *)(void *)((char *)frame + point->child);
    } else if (point->kind == ASYNC_POINT_POOLED) {
        frame = *(async_frame_t **)(void *)((char *)frame + point->child);
        *coroutine = frame ? ASYNC_FRAME_COROUTINE(frame) : NULL;
    } else {
        return NULL;
    }
    if (!frame || !*coroutine || !(*coroutine)->point_count) return NULL;
    return (*coroutine)->flags & ASYNC_COROUTINE_OPERATION ? NULL : frame;
}

/* Where the innermost function of the program's own stands, or begins. */
static place_t place_of(async_handle_rep_t *task)
{
    const async_coroutine_t *coroutine = task->coroutine;
    async_frame_t *frame = async__rep_frame(task);
    place_t place = { coroutine->file, coroutine->line };

    while (frame && frame->state > 0 && frame->state <= coroutine->point_count) {
        const async_point_t *point = &coroutine->points[frame->state - 1];

        if (point->line == 0) break;
        place = (place_t){ coroutine->file, point->line };
        frame = callee_of(frame, point, &coroutine);
    }
    return place;
}

/* ------------------------------------------------------------------ steps */

static void before(async_observer_t *self, async_loop_t *loop, async_branch_t *branch)
{
    watch_t *watch = container_of(self, watch_t, observer);

    (void)loop;
    watch->task = NULL;
    if (!(branch->flags & ASYNC__CALLBACK)) {
        watch->task = container_of(async__strand(branch), async_handle_rep_t, strand);
        watch->site = *async__rep_site(watch->task);
        snprintf(watch->name, sizeof watch->name, "%s", async__handle_name(watch->task));
        watch->from = place_of(watch->task);
    }
    watch->began = uv_hrtime();
}

static void report_long(const watch_t *watch, unsigned ms, bool ended)
{
    char until[256] = "";
    place_t to;

    if (!watch->task) {
        async__warn("a callback held the loop for %u ms", ms);
        return;
    }
    if (!ended) {
        to = place_of(watch->task);
        snprintf(until, sizeof until, " until %s:%u", to.file, to.line);
    }
    async__warn("task '%s' (%s:%u) held the loop for %u ms%s (spawned at %s:%u)", watch->name,
                watch->from.file, watch->from.line, ms, until, watch->site.file,
                (unsigned)watch->site.line);
}

static void after(async_observer_t *self, async_loop_t *loop, async_branch_t *branch, bool ended,
                  bool task, async_branch_t *woken)
{
    watch_t *watch = container_of(self, watch_t, observer);
    uint64_t took = uv_hrtime() - watch->began;

    (void)loop;
    (void)branch;
    (void)task;
    (void)woken;
    if (took >= long_ns) report_long(watch, (unsigned)(took / 1000000), ended);
}

/* ------------------------------------------------------------------ the end of the loop */

static void closed(async_observer_t *self, async_loop_t *loop)
{
    while (!list_empty(&loop->kept)) {
        async_handle_rep_t *rep = container_of(loop->kept.next, async_handle_rep_t, all);

        async__warn("%s '%s' was never released (spawned at %s:%u)",
                    async__is_future(rep) ? "future" : "task", async__handle_name(rep),
                    async__rep_site(rep)->file, (unsigned)async__rep_site(rep)->line);
        async__handle_forget(rep);
    }
    free(container_of(self, watch_t, observer));
}

void async_debug_watch(async_loop_t *loop)
{
    watch_t *watch;

    if (loop->debug) return;
    loop->debug = true;
    watch = (watch_t *)async__zalloc(sizeof *watch);
    watch->observer.before = before;
    watch->observer.after = after;
    watch->observer.closed = closed;
    async__observe(loop, &watch->observer);
}
