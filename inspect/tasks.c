#include "tasks.h"

#include <asyncc/future.h>

#include <stdlib.h>
#include <string.h>

enum { TASKS_MAX = 100000000 };

/* ------------------------------------------------------------------ one task */

/* The word is the site's, or leads to it by who watches the task: see runtime/handle.h. */
static uint64_t site_of(reader_t *r, uint64_t at)
{
    uint64_t told = inspect_word(r, at + r->layout.task_site), newest;

    if (!(told & 1)) return told;
    newest = inspect_word(r, told - 1 + offsetof(async_watcher_t, link.prev));
    return inspect_word(r, newest + offsetof(async_link_t, next));
}

static task_t read_task(reader_t *r, uint64_t at)
{
    task_t task = {
        .at = at, .awaiter = INSPECT_NOBODY, .handle = at + r->layout.task_size + ASYNC_FRAME_HEAD};
    const described_t *of = inspect_describe(r, inspect_word(r, at + r->layout.task_coroutine));
    async_branch_t branch = {.flags = 0};
    async_site_t site = {.line = 0};

    inspect_read(r, at + r->layout.task_branch, &branch, sizeof branch);
    inspect_read(r, site_of(r, at), &site, sizeof site);
    task.flags = branch.flags;
    task.line = site.line;
    task.file = inspect_string(r, (uintptr_t)site.file);
    if (of && !(branch.flags & r->layout.flag_named))
        task.name = of->name;
    else
        task.name = inspect_string(r, (uintptr_t)site.what);
    return task;
}

task_t inspect_handle(const tasks_t *tasks, uint64_t handle)
{
    return read_task(tasks->r, handle - ASYNC_FRAME_HEAD - tasks->r->layout.task_size);
}

const char *inspect_state(const task_t *task, const walk_t *walk)
{
    const step_t *last = walk->count ? &walk->step[walk->count - 1] : NULL;

    (void)task;
    if (!last) return "waiting";
    switch (walk->step[0].kind) {
    case STEP_FRESH: return "not started";
    case STEP_NEVER: return "cancelled before it started";
    case STEP_RUNNING: return "running";
    default: break;
    }
    for (size_t i = 0; i < walk->count && walk->step[i].kind != STEP_CHILD; i++)
        if (walk->step[i].ready || walk->step[i].kind == STEP_FRESH) return "ready";
    return "waiting";
}

/* ------------------------------------------------------------------ the list */

static void read_list(tasks_t *tasks)
{
    reader_t *r = tasks->r;
    uint64_t head = tasks->loop + r->layout.loop_tasks, link = inspect_word(r, head);

    while (link && link != head && tasks->count < TASKS_MAX) {
        tasks->task = inspect_grow(tasks->task, tasks->count, &tasks->room, sizeof *tasks->task);
        tasks->task[tasks->count++] = read_task(r, link - r->layout.task_link);
        link = inspect_word(r, link);
    }
}

static void index_tasks(tasks_t *tasks)
{
    for (size_t i = 0; i < tasks->count; i++)
        inspect_table_put(&tasks->by_handle, tasks->task[i].handle, &tasks->task[i]);
}

size_t inspect_task_of(const tasks_t *tasks, uint64_t handle)
{
    const task_t *task = inspect_table_get(&tasks->by_handle, handle);
    return task ? (size_t)(task - tasks->task) : INSPECT_NOBODY;
}

/* ------------------------------------------------------------------ who awaits whom */

static void find_awaiters(tasks_t *tasks)
{
    walk_t walk = {.count = 0};

    for (size_t i = 0; i < tasks->count; i++) {
        inspect_walk(tasks->r, tasks->task[i].at, &walk);
        for (size_t k = 0; k < walk.count; k++) {
            if (walk.step[k].kind != STEP_HANDLE) continue;
            size_t awaited = inspect_task_of(tasks, walk.step[k].at);
            if (awaited != INSPECT_NOBODY && tasks->task[awaited].awaiter == INSPECT_NOBODY)
                tasks->task[awaited].awaiter = i;
        }
    }
    free(walk.step);
}

/* ------------------------------------------------------------------ time */

static void read_clock(tasks_t *tasks)
{
    const async__layout_t *layout = &tasks->r->layout;
    async__clock_t clock;
    bool is_virtual = false;

    inspect_read(tasks->r, tasks->loop + layout->loop_virtual, &is_virtual, sizeof is_virtual);
    tasks->now_ms = tasks->r->memory->now_ms;
    if (is_virtual)
        inspect_read(tasks->r, tasks->loop + layout->loop_virtual_now, &tasks->now_ms,
                     sizeof tasks->now_ms);
    if (!inspect_read(tasks->r, inspect_word(tasks->r, tasks->loop + layout->loop_clock), &clock,
                      sizeof clock) ||
        !clock.room || clock.room > TASKS_MAX)
        return;
    tasks->moment = malloc(clock.room * sizeof *tasks->moment);
    if (tasks->moment && inspect_read(tasks->r, (uintptr_t)clock.moment, tasks->moment,
                                      clock.room * sizeof *tasks->moment))
        tasks->moments = clock.room;
}

bool inspect_waited(const tasks_t *tasks, uint64_t branch, uint64_t *ms)
{
    uint64_t i = async__clock_slot(branch, tasks->moments), tried = 0;

    if (!tasks->moments || !tasks->now_ms) return false;
    for (; tasks->moment[i].branch != branch; i = (i + 1) & (tasks->moments - 1))
        if (!tasks->moment[i].branch || ++tried == tasks->moments) return false;
    *ms = tasks->now_ms > tasks->moment[i].ms ? tasks->now_ms - tasks->moment[i].ms : 0;
    return true;
}

/* ------------------------------------------------------------------ all of it */

void inspect_tasks(reader_t *r, uint64_t loop, tasks_t *tasks)
{
    *tasks = (tasks_t){.r = r, .loop = loop};
    read_clock(tasks);
    read_list(tasks);
    index_tasks(tasks);
    find_awaiters(tasks);
}

void inspect_tasks_free(tasks_t *tasks)
{
    free(tasks->task);
    free(tasks->by_handle.entry);
    free(tasks->moment);
}

static void tell(reader_t *r, uint64_t loop, enum async__inspect_format format, FILE *out)
{
    tasks_t tasks;

    inspect_tasks(r, loop, &tasks);
    if (format == ASYNC__INSPECT_JSON)
        inspect_json(&tasks, out);
    else
        inspect_text(&tasks, out);
    inspect_tasks_free(&tasks);
}

const char *async__inspect(const async__memory_t *memory, uint64_t layout, uint64_t loop,
                           enum async__inspect_format format, FILE *out)
{
    reader_t r = {.memory = memory};
    bool json = format == ASYNC__INSPECT_JSON;

    if (!inspect_read(&r, layout, &r.layout, sizeof r.layout) ||
        strncmp(r.layout.magic, ASYNC__LAYOUT_MAGIC, sizeof r.layout.magic) != 0)
        return "its runtime is of another version";
    if (r.layout.abi != ASYNC_ABI_VERSION || r.layout.pointer_size != sizeof(void *))
        return "its runtime is of another version, or of another kind of machine";
    if (json) fputs("{\"loops\": [", out);
    if (loop) tell(&r, loop, format, out);
    uint64_t next = loop ? 0 : inspect_word(&r, (uintptr_t)r.layout.loops);
    if (!loop && !next && !json) fputs("no loop\n", out);
    for (bool first = true; next; first = false) {
        if (json && !first) fputs(",", out);
        tell(&r, next, format, out);
        next = inspect_word(&r, next + r.layout.loop_next);
    }
    if (json) fputs("]}\n", out);
    inspect_close(&r);
    return NULL;
}
