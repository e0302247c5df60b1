/*
 * trace.c - a timeline in Chrome's trace format: an observer that writes events as they end.
 *
 *      track of a task   [ run ][ awaits async_read (serve, echo.c:9)   ][ run ]
 *                            \ flow: spawned, woke                       ^
 *
 * Each task has a track. A branch of a combinator runs on its task's track; what it waits for is an
 * asynchronous event there, since several overlap. Times are of the system's clock, in
 * microseconds.
 */
#include "trace.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../alloc.h"
#include "../handle.h"
#include "../loop.h"
#include "../observe.h"
#include "inspect/walk.h"
#include "own.h"

enum { TEXT_MAX = 160 };

/* A branch that has been seen. Addresses are used again: a new task's record replaces an old one.
 */
typedef struct seen {
    uint32_t track; /* of its task */
    bool child;
    const char *flow_name;
    uint64_t flow;     /* that ends where it runs next; 0: none */
    double waits_from; /* 0: it does not wait */
    char waits_for[TEXT_MAX];
} seen_t;

typedef struct trace {
    async_observer_t observer;
    async__memory_t memory;
    reader_t reader;
    walk_t walk;
    table_t branches; /* to seen_t */
    FILE *out;
    bool first;
    uint32_t tracks;
    uint64_t flows;
    uint32_t running; /* the track of what runs; 0: the loop itself */
    double began;
} trace_t;

static double now_us(void) { return (double)uv_hrtime() / 1000; }

/* ------------------------------------------------------------------ events */

static void escaped(FILE *out, const char *text)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\') fputc('\\', out);
        if (c >= ' ') fputc(c, out);
    }
}

static void event(trace_t *t, char phase, uint32_t track, double at, const char *category,
                  const char *name)
{
    fprintf(t->out,
            "%s\n{\"ph\": \"%c\", \"pid\": 1, \"tid\": %u, \"ts\": %.3f, \"cat\": \"%s\", "
            "\"name\": \"",
            t->first ? "" : ",", phase, (unsigned)track, at, category);
    escaped(t->out, name);
    fputc('"', t->out);
    t->first = false;
}

static void name_track(trace_t *t, uint32_t track, const char *name)
{
    event(t, 'M', track, 0, "", "thread_name");
    fputs(", \"args\": {\"name\": \"", t->out);
    escaped(t->out, name);
    fputs("\"}}", t->out);
}

static void slice(trace_t *t, uint32_t track, double from, double to, const char *category,
                  const char *name)
{
    event(t, 'X', track, from, category, name);
    fprintf(t->out, ", \"dur\": %.3f}", to - from);
}

/* From the slice that runs now to the next one of another branch. */
static void flow_from(trace_t *t, seen_t *to, const char *name, double at)
{
    if (to->flow || !t->running) return;
    to->flow = ++t->flows;
    to->flow_name = name;
    event(t, 's', t->running, at, name, name);
    fprintf(t->out, ", \"id\": %llu}", (unsigned long long)to->flow);
}

static void flow_to(trace_t *t, seen_t *seen, double at)
{
    if (!seen->flow) return;
    event(t, 'f', seen->track, at, seen->flow_name, seen->flow_name);
    fprintf(t->out, ", \"bp\": \"e\", \"id\": %llu}", (unsigned long long)seen->flow);
    seen->flow = 0;
}

static void end_wait(trace_t *t, seen_t *seen, const void *branch, double at)
{
    if (seen->waits_from == 0) return;
    if (!seen->child) {
        slice(t, seen->track, seen->waits_from, at, "wait", seen->waits_for);
    } else {
        event(t, 'b', seen->track, seen->waits_from, "branch", seen->waits_for);
        fprintf(t->out, ", \"id\": \"%p\"}", branch);
        event(t, 'e', seen->track, at, "branch", seen->waits_for);
        fprintf(t->out, ", \"id\": \"%p\"}", branch);
    }
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
    char name[TEXT_MAX];

    snprintf(name, sizeof name, "%s (%s:%u)", async__handle_name(task), async__rep_site(task)->file,
             (unsigned)async__rep_site(task)->line);
    name_track(t, ++t->tracks, name);
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

/* The innermost frame of the chain from step `i` on, told. */
static void tell_wait(const walk_t *walk, size_t i, char *out)
{
    const step_t *last = NULL;

    for (; i < walk->count && walk->step[i].kind != STEP_CHILD && walk->step[i].kind != STEP_END;
         i++)
        if (walk->step[i].kind == STEP_FRAME && (walk->step[i].line || !last))
            last = &walk->step[i];
        else if (walk->step[i].kind == STEP_OPERATION && !last)
            last = &walk->step[i];
    if (!last)
        snprintf(out, TEXT_MAX, "start");
    else if (last->kind == STEP_OPERATION)
        snprintf(out, TEXT_MAX, "awaits %s", last->of->name);
    else
        snprintf(out, TEXT_MAX, "awaits %s (%s, %s:%u)", last->awaited, last->of->name,
                 last->of->file, (unsigned)last->line);
}

/* After a step of the task's own branch the children of its joint are new; after a child's, only
 * that. */
static void begin_waits(trace_t *t, async_branch_t *branch, double at)
{
    uint32_t track = track_of(t, branch);
    bool own = !(branch->flags & ASYNC__CHILD);

    inspect_walk(&t->reader, (uintptr_t)task_of(branch), &t->walk);
    for (size_t i = 0; i < t->walk.count; i++) {
        const step_t *step = &t->walk.step[i];
        if (i > 0 && step->kind != STEP_CHILD) continue;
        if (i == 0 ? !own : !own && step->branch != (uintptr_t)branch) continue;
        if (i > 0 && t->walk.step[i + 1].kind == STEP_DONE) continue;
        uint64_t of = i == 0 ? (uintptr_t)branch : step->branch;
        seen_t *seen = (seen_t *)inspect_table_get(&t->branches, of);
        if (!seen || seen->child != (i > 0)) seen = record(t, of, track, i > 0);
        if (seen->waits_from != 0) continue;
        seen->track = track;
        seen->waits_from = at;
        tell_wait(&t->walk, i > 0 ? i + 1 : 0, seen->waits_for);
    }
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
    flow_from(t, new_task(t, task), "spawned", now_us());
}

static void before(async_observer_t *observer, async_loop_t *loop, async_branch_t *branch)
{
    trace_t *t = trace_of(observer);

    (void)loop;
    t->began = now_us();
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
    double at = now_us();

    (void)loop, (void)task;
    slice(t, t->running, t->began, at, "run", t->running ? "run" : "callback");
    for (; woken && t->running; woken = woken->next)
        if (!(woken->flags & ASYNC__CALLBACK)) flow_from(t, meet(t, woken), "woken", at);
    if (t->running && !ended) begin_waits(t, branch, at);
    t->running = 0;
}

static void ended(async_observer_t *observer, async_loop_t *loop, async_branch_t *task)
{
    trace_t *t = trace_of(observer);
    seen_t *seen = find(t, task);

    (void)loop;
    if (seen) end_wait(t, seen, task, now_us());
}

static void closed(async_observer_t *observer, async_loop_t *loop)
{
    trace_t *t = trace_of(observer);

    (void)loop;
    for (size_t i = 0; i < t->branches.room; i++) free(t->branches.entry[i].value);
    free(t->branches.entry);
    free(t->walk.step);
    inspect_close(&t->reader);
    fputs("\n]\n", t->out);
    if (fclose(t->out) != 0) async__warn("the timeline is not complete: %s", strerror(errno));
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
    t->out = out;
    t->first = true;
    fputc('[', out);
    name_track(t, 0, "loop");
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
