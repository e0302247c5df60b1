/*
 * json.c - tasks as JSON:
 *
 *      { "loops": [ { "tasks": [ { "id": 1, "name": "main", "file": "a.c", "line": 3,
 *          "state": "waiting", "cancelled": false, "waited_ms": 120, "awaited_by": null,
 *          "awaits": [ { "function": "main", "file": "a.c", "line": 20, "column": 5,
 *                        "awaits": "async_gather" },
 *                      { "branch": "f(1)", "awaits": [ ... ] } ] } ] } ] }
 *
 * A chain of awaits is a list, outermost first; the children of a combinator are lists in the list
 * of whoever waits for them. docs/dump.schema.json is its schema.
 */
#include "tasks.h"

#include <stdlib.h>

typedef struct teller {
    const tasks_t *tasks;
    FILE *out;
    bool first; /* of a list */
} teller_t;

static void string(FILE *out, const char *text)
{
    fputc('"', out);
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c == '"' || c == '\\')
            fprintf(out, "\\%c", c);
        else if (c < ' ')
            fprintf(out, "\\u%04x", c);
        else
            fputc(c, out);
    }
    fputc('"', out);
}

static void item(teller_t *t)
{
    if (!t->first) fputs(", ", t->out);
    t->first = false;
}

static void key(teller_t *t, const char *name, const char *value)
{
    fprintf(t->out, "\"%s\": ", name);
    string(t->out, value);
}

static void frame(teller_t *t, const step_t *step, const char *state)
{
    item(t);
    fputc('{', t->out);
    key(t, "function", step->of->name);
    fputs(", ", t->out);
    key(t, "file", step->of->file);
    fprintf(t->out, ", \"line\": %u", state ? step->of->line : step->line);
    if (!state) fprintf(t->out, ", \"column\": %u", step->column);
    fputs(", ", t->out);
    key(t, state ? "state" : "awaits", state ? state : step->awaited);
    fputc('}', t->out);
}

static void operation(teller_t *t, const step_t *step)
{
    uint64_t now = t->tasks->now_ms;

    item(t);
    fputc('{', t->out);
    key(t, "operation", step->of->name);
    fprintf(t->out, ", \"over\": %s", step->ready ? "true" : "false");
    if (step->deadline && now && !step->ready)
        fprintf(t->out, ", \"left_ms\": %llu",
                (unsigned long long)(step->deadline > now ? step->deadline - now : 0));
    fputc('}', t->out);
}

static void handle(teller_t *t, const step_t *step)
{
    size_t index = inspect_task_of(t->tasks, step->at);

    item(t);
    if (index != INSPECT_NOBODY) {
        fprintf(t->out, "{\"task\": %zu}", index + 1);
        return;
    }
    task_t other = inspect_handle(t->tasks, step->at);
    fputc('{', t->out);
    key(t, "handle", other.name);
    fputs(", ", t->out);
    key(t, "file", other.file);
    fprintf(t->out, ", \"line\": %u}", other.line);
}

static void step(teller_t *t, const step_t *step)
{
    switch (step->kind) {
    case STEP_FRAME: frame(t, step, NULL); break;
    case STEP_FRESH: frame(t, step, "not started"); break;
    case STEP_NEVER: frame(t, step, "cancelled before it started"); break;
    case STEP_RUNNING: frame(t, step, "running"); break;
    case STEP_OPERATION: operation(t, step); break;
    case STEP_HANDLE: handle(t, step); break;
    case STEP_CHILD:
        item(t);
        fputc('{', t->out);
        key(t, "branch", step->awaited);
        fputs(", \"awaits\": [", t->out);
        t->first = true;
        break;
    case STEP_DONE:
        item(t);
        fputs("{\"state\": \"done\"}", t->out);
        break;
    case STEP_END:
        fputs("]}", t->out);
        t->first = false;
        break;
    case STEP_LOST:
        item(t);
        fputs("{\"state\": \"cannot be read\"}", t->out);
        break;
    }
}

static void tell_task(teller_t *t, size_t index, walk_t *walk)
{
    const task_t *task = &t->tasks->task[index];
    uint64_t ms;

    inspect_walk(t->tasks->r, task->at, walk);
    fprintf(t->out, "%s\n  {\"id\": %zu, ", index ? "," : "", index + 1);
    key(t, "name", task->name);
    fputs(", ", t->out);
    key(t, "file", task->file);
    fprintf(t->out, ", \"line\": %u, ", task->line);
    key(t, "state", inspect_state(task, walk));
    fprintf(t->out, ", \"cancelled\": %s",
            task->flags & t->tasks->r->layout.flag_cancel ? "true" : "false");
    if (inspect_waited(t->tasks, task->at + t->tasks->r->layout.task_branch, &ms))
        fprintf(t->out, ", \"waited_ms\": %llu", (unsigned long long)ms);
    if (task->awaiter == INSPECT_NOBODY)
        fputs(", \"awaited_by\": null", t->out);
    else
        fprintf(t->out, ", \"awaited_by\": %zu", task->awaiter + 1);
    fputs(", \"awaits\": [", t->out);
    t->first = true;
    for (size_t i = 0; i < walk->count; i++) step(t, &walk->step[i]);
    fputs("]}", t->out);
}

void inspect_json(tasks_t *tasks, FILE *out)
{
    teller_t t = {.tasks = tasks, .out = out};
    walk_t walk = {.count = 0};

    fputs("{\"tasks\": [", out);
    for (size_t i = 0; i < tasks->count; i++) tell_task(&t, i, &walk);
    fputs("]}", out);
    free(walk.step);
}
