/*
 * trace.c - a timeline in Chrome's trace format: an observer that writes events as they end.
 *
 *      track of a task   [ run ][ awaits async_read (serve, echo.c:9)   ][ run ]
 *                            \ flow: spawned, woke                       ^
 *
 * Each task has a track. A branch of a combinator runs on its task's track; what it waits for is an
 * asynchronous event there, since several overlap. Times are of the system's clock.
 */
#include "trace.h"

#include <asyncc/combine.h>
#include <asyncc/coroutine.h>

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../alloc.h"
#include "../handle.h"
#include "../loop.h"
#include "../observe.h"
#include "events.h"
#include "inspect/walk.h"
#include "own.h"

enum { TEXT_MAX = 512 };

/* A branch that has been seen. Addresses are used again: a new record replaces an old one. */
typedef struct seen {
    uint32_t track; /* of its task */
    bool child;
    const char *flow_name;
    uint64_t flow;         /* that ends where it runs next; 0: none */
    uint64_t waits_from;   /* 0: it does not wait */
    const char *waits_for; /* one of the trace's texts */
} seen_t;

typedef struct trace {
    async_observer_t observer;
    async__memory_t memory;
    reader_t reader;
    walk_t walk;
    table_t branches; /* to seen_t */
    table_t texts;    /* from points and descriptors to what is said of a wait there */
    events_t events;
    uint32_t tracks;
    uint64_t flows;
    uint32_t running; /* the track of what runs; 0: the loop itself */
    uint64_t began;
} trace_t;

/* ------------------------------------------------------------------ waits, flows */

/* From the slice that runs now to the next one of another branch. */
static void flow_from(trace_t *t, seen_t *to, const char *name, uint64_t at)
{
    if (to->flow || !t->running) return;
    to->flow = ++t->flows;
    to->flow_name = name;
    events_flow(&t->events, true, t->running, at, name, to->flow);
}

static void flow_to(trace_t *t, seen_t *seen, uint64_t at)
{
    if (!seen->flow) return;
    events_flow(&t->events, false, seen->track, at, seen->flow_name, seen->flow);
    seen->flow = 0;
}

static void end_wait(trace_t *t, seen_t *seen, const void *branch, uint64_t at)
{
    if (seen->waits_from == 0) return;
    if (seen->child)
        events_span(&t->events, seen->track, seen->waits_from, at, "branch", seen->waits_for,
                    branch);
    else
        events_slice(&t->events, seen->track, seen->waits_from, at, "wait", seen->waits_for);
    seen->waits_from = 0;
}

/* ------------------------------------------------------------------ branches */

static seen_t *find(trace_t *t, const async_branch_t *branch)
{
    return (seen_t *)inspect_table_get(&t->branches, (uintptr_t)branch);
}

static seen_t *record(trace_t *t, uint64_t branch, uint32_t track, bool child)
{
    seen_t *seen = (seen_t *)inspect_table_get(&t->branches, branch);

    if (!seen) {
        seen = (seen_t *)async__zalloc(sizeof *seen);
        inspect_table_put(&t->branches, branch, seen);
    }
    memset(seen, 0, sizeof *seen);
    seen->track = track;
    seen->child = child;
    return seen;
}

static async_handle_rep_t *task_of(async_branch_t *branch)
{
    return container_of(async__strand(branch), async_handle_rep_t, strand);
}

static uint32_t track_of(trace_t *t, async_branch_t *branch)
{
    const seen_t *seen = find(t, &task_of(branch)->strand.branch);
    return seen ? seen->track : 0;
}

static seen_t *new_task(trace_t *t, async_branch_t *branch)
{
    const async_handle_rep_t *task = task_of(branch);
    char name[TEXT_MAX], *quoted;

    snprintf(name, sizeof name, "%s (%s:%u)", async__handle_name(task), async__rep_site(task)->file,
             (unsigned)async__rep_site(task)->line);
    quoted = events_quoted(name);
    events_track(&t->events, ++t->tracks, quoted);
    free(quoted);
    return record(t, (uintptr_t)branch, t->tracks, false);
}

static seen_t *meet(trace_t *t, async_branch_t *branch)
{
    seen_t *seen = find(t, branch);

    if (seen) return seen;
    if (branch->flags & ASYNC__CHILD)
        return record(t, (uintptr_t)branch, track_of(t, branch), true);
    return new_task(t, branch);
}

/* ------------------------------------------------------------------ what is waited for */

/* Where a coroutine stands: at a suspension point; or it is an operation, and has none. */
typedef struct place {
    const async_coroutine_t *of; /* NULL: nothing has started */
    const async_point_t *point;
} place_t;

/* What is said of a wait there; made once. */
static const char *text_of(trace_t *t, place_t place)
{
    uintptr_t key = place.point ? (uintptr_t)place.point : (uintptr_t)place.of;
    char text[TEXT_MAX], *quoted;

    if (!place.of) return "start";
    quoted = (char *)inspect_table_get(&t->texts, key);
    if (quoted) return quoted;
    if (place.point)
        snprintf(text, sizeof text, "awaits %s (%s, %s:%u)", place.point->awaited, place.of->name,
                 place.of->file, (unsigned)place.point->line);
    else
        snprintf(text, sizeof text, "awaits %s", place.of->name);
    quoted = events_quoted(text);
    inspect_table_put(&t->texts, key, quoted);
    return quoted;
}

/* The innermost place counts that has a line. */
static void pass(place_t *innermost, place_t place)
{
    if (!innermost->of || (place.point && place.point->line)) *innermost = place;
}

/* The innermost place of the chain of a walk from step `i` on. */
static place_t place_in(const walk_t *walk, size_t i)
{
    place_t innermost = { NULL, NULL };

    for (; i < walk->count; i++) {
        const step_t *step = &walk->step[i];
        if (step->kind == STEP_CHILD || step->kind == STEP_END) break;
        if (step->kind != STEP_FRAME && step->kind != STEP_OPERATION) continue;
        const async_coroutine_t *of = (const async_coroutine_t *)(uintptr_t)step->of->at;
        const async_frame_t *frame = (const async_frame_t *)(uintptr_t)step->at;
        bool stands = step->kind == STEP_FRAME;
        pass(&innermost, (place_t){ of, stands ? &of->points[frame->state - 1] : NULL });
    }
    return innermost;
}

/* The next frame inward; NULL: the last one is suspended by itself, or at what has branches. */
static async_frame_t *inward(async_frame_t *frame, place_t place, const async_coroutine_t **of)
{
    char *child = (char *)frame + (place.point ? place.point->child : 0);

    if (!place.point) {
        if (strncmp(place.of->name, "async_generator_", 16) != 0) return NULL;
        frame = ((struct async_generator_step__frame *)frame)->root;
        *of = ASYNC_FRAME_COROUTINE(frame);
        return frame;
    }
    if (place.point->kind == ASYNC_POINT_POOLED) {
        frame = *(async_frame_t **)(void *)child;
        *of = ASYNC_FRAME_COROUTINE(frame);
        return frame;
    }
    *of = place.point->callee;
    if (place.point->kind != ASYNC_POINT_EMBEDDED) return NULL;
    return (*of)->flags & ASYNC_COROUTINE_JOINT ? NULL : (async_frame_t *)(void *)child;
}

/*
 * Where a task's own branch waits: as the walk tells it, without its cost. `branches`: it waits for
 * branches of its own.
 */
static place_t place_of_task(async_handle_rep_t *task, bool *branches)
{
    const async_coroutine_t *of = task->coroutine;
    place_t innermost = { NULL, NULL }, place = innermost;

    for (async_frame_t *frame = async__rep_frame(task); frame; frame = inward(frame, place, &of)) {
        bool operation = (of->flags & ASYNC_COROUTINE_OPERATION) != 0;
        if (!operation && (frame->state == 0 || frame->state > of->point_count)) break;
        place = (place_t){ of, operation ? NULL : &of->points[frame->state - 1] };
        pass(&innermost, place);
    }
    *branches = of && (of->flags & ASYNC_COROUTINE_JOINT || of == &async_map__async);
    return innermost;
}

static void begin_wait(trace_t *t, seen_t *seen, uint32_t track, place_t place, uint64_t at)
{
    if (seen->waits_from != 0) return;
    seen->track = track;
    seen->waits_from = at;
    seen->waits_for = text_of(t, place);
}

/* After a step of the task's own branch the branches under it are new; after another, only that. */
static void begin_branches(trace_t *t, async_branch_t *branch, bool own, uint64_t at)
{
    uint32_t track = track_of(t, branch);

    inspect_walk(&t->reader, (uintptr_t)task_of(branch), &t->walk);
    for (size_t i = 1; i < t->walk.count; i++) {
        const step_t *step = &t->walk.step[i];
        if (step->kind != STEP_CHILD || (!own && step->branch != (uintptr_t)branch)) continue;
        if (t->walk.step[i + 1].kind == STEP_DONE) continue;
        seen_t *seen = (seen_t *)inspect_table_get(&t->branches, step->branch);
        if (!seen || !seen->child) seen = record(t, step->branch, track, true);
        begin_wait(t, seen, track, place_in(&t->walk, i + 1), at);
    }
}

static void begin_waits(trace_t *t, async_branch_t *branch, uint64_t at)
{
    bool own = !(branch->flags & ASYNC__CHILD), branches = true;

    if (own) {
        place_t place = place_of_task(task_of(branch), &branches);
        begin_wait(t, meet(t, branch), t->running, place, at);
    }
    if (branches) begin_branches(t, branch, own, at);
}

/* ------------------------------------------------------------------ the observer */

static trace_t *trace_of(async_observer_t *observer)
{
    return container_of(observer, trace_t, observer);
}

static void spawned(async_observer_t *observer, async_loop_t *loop, async_branch_t *task)
{
    trace_t *t = trace_of(observer);

    (void)loop;
    flow_from(t, new_task(t, task), "spawned", uv_hrtime());
}

static void before(async_observer_t *observer, async_loop_t *loop, async_branch_t *branch)
{
    trace_t *t = trace_of(observer);

    (void)loop;
    t->began = uv_hrtime();
    t->running = 0;
    if (branch->flags & ASYNC__CALLBACK) return;
    seen_t *seen = meet(t, branch);
    end_wait(t, seen, branch, t->began);
    flow_to(t, seen, t->began);
    t->running = seen->track;
}

static void after(async_observer_t *observer, async_loop_t *loop, async_branch_t *branch,
                  bool ended, bool task, async_branch_t *woken)
{
    trace_t *t = trace_of(observer);
    uint64_t at = uv_hrtime();

    (void)loop, (void)task;
    events_slice(&t->events, t->running, t->began, at, "run", t->running ? "run" : "callback");
    for (; woken && t->running; woken = woken->next)
        if (woken != branch && !(woken->flags & ASYNC__CALLBACK))
            flow_from(t, meet(t, woken), "woken", at);
    if (t->running && !ended) begin_waits(t, branch, at);
    t->running = 0;
    events_write(&t->events);
}

static void ended(async_observer_t *observer, async_loop_t *loop, async_branch_t *task)
{
    trace_t *t = trace_of(observer);
    seen_t *seen = find(t, task);

    (void)loop;
    if (seen) end_wait(t, seen, task, uv_hrtime());
}

static void free_values(table_t *table)
{
    for (size_t i = 0; i < table->room; i++) free(table->entry[i].value);
    free(table->entry);
}

static void closed(async_observer_t *observer, async_loop_t *loop)
{
    trace_t *t = trace_of(observer);
    int error = events_close(&t->events);

    (void)loop;
    if (error) async__warn("the timeline is not complete: %s", strerror(error));
    free_values(&t->branches);
    free_values(&t->texts);
    free(t->walk.step);
    inspect_close(&t->reader);
    free(t);
}

int async_trace(async_loop_t *loop, const char *path)
{
    FILE *out = fopen(path, "w");
    trace_t *t;

    if (!out) return -errno;
    t = (trace_t *)async__zalloc(sizeof *t);
    t->observer = (async_observer_t){NULL, before, after, spawned, ended, closed};
    t->memory = (async__memory_t){async__read_own, NULL, 0};
    t->reader.memory = &t->memory;
    t->reader.layout = async__layout;
    events_open(&t->events, out);
    async__observe(loop, &t->observer);
    return 0;
}

int async__trace_next(async_loop_t *loop, const char *path)
{
    static atomic_uint loops;
    unsigned number = atomic_fetch_add(&loops, 1) + 1;
    char name[4096];

    if (number == 1) return async_trace(loop, path);
    snprintf(name, sizeof name, "%s.%u", path, number);
    return async_trace(loop, name);
}
