/*
 * text.c - tasks as text.
 *
 *      task 'main': waiting, 1.2 s
 *        main (echo.c:20) awaits async_gather
 *          - serve (echo.c:9) awaits async_accept
 *          - ask (echo.c:14) awaits reply
 *              task 'answer(3)' (spawned at echo.c:18): waiting
 *                answer (echo.c:5) awaits async_sleep, 40 ms left
 *
 * A task that another one awaits stands below it. Equal lines are told once, with their number.
 */
#include "tasks.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* Deeper than that, tasks are told from the margin on again. */
enum { DEPTH_MAX = 24, ROOM = 512 };

typedef struct teller {
    tasks_t *tasks;
    FILE *out;
    char line[ROOM], held[ROOM]; /* what is being written; the line before, not yet printed */
    size_t len;
    uint64_t repeated;
    unsigned children; /* of joints, around what is told */
    unsigned indent;   /* of the task */
    bool begins;       /* the next line is a child's first */
} teller_t;

/* ------------------------------------------------------------------ lines */

static void put(teller_t *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(teller_t *t, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    int n = vsnprintf(t->line + t->len, ROOM - t->len, format, arguments);
    va_end(arguments);
    if (n > 0) t->len = t->len + (size_t)n < ROOM ? t->len + (size_t)n : ROOM - 1;
}

static void flush_held(teller_t *t)
{
    if (t->repeated) fputs(t->held, t->out);
    if (t->repeated > 1) fprintf(t->out, " (%llu times)", (unsigned long long)t->repeated);
    if (t->repeated) fputc('\n', t->out);
    t->repeated = 0;
}

static void end_line(teller_t *t)
{
    if (!t->len) return;
    if (t->repeated && !strcmp(t->line, t->held)) {
        t->repeated++;
    } else {
        flush_held(t);
        memcpy(t->held, t->line, t->len + 1);
        t->repeated = 1;
    }
    t->len = 0;
}

static void begin_line(teller_t *t)
{
    unsigned indent = t->indent + 2 + 4 * t->children;

    end_line(t);
    put(t, "%*s", (int)(t->begins ? indent - 2 : indent), "");
    if (t->begins) put(t, "- ");
    t->begins = false;
}

static void put_time(teller_t *t, uint64_t ms)
{
    if (ms < 1000)
        put(t, ", %u ms", (unsigned)ms);
    else
        put(t, ", %.1f s", (double)ms / 1000);
}

/* ------------------------------------------------------------------ steps */

static void tell_task(teller_t *t, task_t *task, unsigned indent);

/* What it is has been told by whoever awaits it, but of a child of a joint. */
static void tell_operation(teller_t *t, const step_t *step, const step_t *before)
{
    if (before->kind == STEP_CHILD) {
        begin_line(t);
        put(t, "%s", strchr(step->of->name, ' ') ? before->awaited : step->of->name);
    }
    if (step->ready)
        put(t, ", which is over");
    else if (step->deadline && t->tasks->now_ms && step->deadline >= t->tasks->now_ms)
        put(t, ", %llu ms left", (unsigned long long)(step->deadline - t->tasks->now_ms));
}

static void put_site(teller_t *t, const task_t *task)
{
    put(t, "'%s'", task->name);
    if (task->line) put(t, " (spawned at %s:%u)", task->file, task->line);
}

static void tell_handle(teller_t *t, const step_t *step, size_t awaiter)
{
    size_t index = inspect_task_of(t->tasks, step->at);
    task_t *task = index == INSPECT_NOBODY ? NULL : &t->tasks->task[index];
    task_t other;

    if (task && !task->shown && task->awaiter == awaiter && t->indent < 4 * DEPTH_MAX) {
        teller_t outer = *t;
        end_line(t);
        t->children = 0;
        tell_task(t, task, outer.indent + 4 + 4 * outer.children);
        end_line(t);
        t->children = outer.children;
        t->indent = outer.indent;
        return;
    }
    other = task ? *task : inspect_handle(t->tasks, step->at);
    begin_line(t);
    if (!task) {
        put(t, "  '%s'", other.name);
        if (other.line) put(t, " (made at %s:%u)", other.file, other.line);
        return;
    }
    put(t, "  task ");
    put_site(t, &other);
    if (task->showing)
        put(t, ", which waits for this one: a deadlock");
    else
        put(t, task->shown ? ", told above" : ", told below");
}

static void tell_step(teller_t *t, const walk_t *walk, size_t i, size_t task)
{
    const step_t *step = &walk->step[i];
    bool named = i > 0 && walk->step[i - 1].kind == STEP_FRAME;

    switch (step->kind) {
    case STEP_FRAME:
        if (named && !step->line) break; /* around an operation that is called by a pointer */
        begin_line(t);
        put(t, "%s", step->of->name);
        if (step->line) put(t, " (%s:%u) awaits %s", step->of->file, step->line, step->awaited);
        break;
    case STEP_FRESH:
    case STEP_NEVER:
    case STEP_RUNNING:
        begin_line(t);
        put(t, "%s (%s:%u) %s", step->of->name, step->of->file, step->of->line,
            step->kind == STEP_RUNNING ? "runs"
            : step->kind == STEP_FRESH ? "has not started"
                                       : "will not start");
        break;
    case STEP_OPERATION: tell_operation(t, step, &walk->step[i ? i - 1 : 0]); break;
    case STEP_HANDLE: tell_handle(t, step, task); break;
    case STEP_CHILD:
        t->children++;
        t->begins = true;
        break;
    case STEP_DONE: /* nothing to tell: what is left of the joint is what it waits for */
        t->begins = false;
        break;
    case STEP_END:
        t->children--;
        t->begins = false;
        break;
    case STEP_LOST:
        begin_line(t);
        put(t, "(cannot be read)");
        break;
    }
}

/* ------------------------------------------------------------------ tasks */

static void tell_task(teller_t *t, task_t *task, unsigned indent)
{
    walk_t walk = {.count = 0};
    size_t index = (size_t)(task - t->tasks->task);
    uint64_t ms;

    task->shown = task->showing = true;
    t->indent = indent;
    inspect_walk(t->tasks->r, task->at, &walk);
    end_line(t);
    flush_held(t);
    put(t, "%*stask ", (int)indent, "");
    put_site(t, task);
    put(t, ": %s", inspect_state(task, &walk));
    if (task->flags & t->tasks->r->layout.flag_cancel) put(t, ", being cancelled");
    if (inspect_waited(t->tasks, task->at + t->tasks->r->layout.task_branch, &ms)) put_time(t, ms);
    for (size_t i = 0; i < walk.count; i++) tell_step(t, &walk, i, index);
    end_line(t);
    free(walk.step);
    task->showing = false;
}

void inspect_text(tasks_t *tasks, FILE *out)
{
    teller_t t = {.tasks = tasks, .out = out};

    fprintf(out, "%zu task%s\n", tasks->count, tasks->count == 1 ? "" : "s");
    for (size_t i = 0; i < tasks->count; i++)
        if (tasks->task[i].awaiter == INSPECT_NOBODY) tell_task(&t, &tasks->task[i], 0);
    /* Those that are left await each other, or stand too deep. */
    for (size_t i = 0; i < tasks->count; i++)
        if (!tasks->task[i].shown) tell_task(&t, &tasks->task[i], 0);
    flush_held(&t);
}
