/* tasks.h - the tasks of a loop, and who awaits whom. */
#ifndef INSPECT_TASKS_H
#define INSPECT_TASKS_H

#include "walk.h"

#define INSPECT_NOBODY SIZE_MAX

typedef struct task {
    uint64_t at;     /* address of its control block */
    uint64_t handle; /* what handles of it point to */
    const char *name, *file;
    uint32_t line;  /* where it was spawned */
    uint32_t flags; /* of its branch */
    size_t awaiter; /* the index of the first task that awaits it */
    bool shown, showing;
} task_t;

typedef struct tasks {
    reader_t *r;
    uint64_t loop;
    uint64_t now_ms; /* by the loop's clock; 0: not known */
    task_t *task;    /* oldest first */
    size_t count, room;
    table_t by_handle;       /* to task_t */
    async__moment_t *moment; /* when branches came to wait; NULL: nobody noted */
    uint64_t moments;
} tasks_t;

/** Reads them; inspect_tasks_free frees what it holds. */
void inspect_tasks(reader_t *r, uint64_t loop, tasks_t *tasks);
void inspect_tasks_free(tasks_t *tasks);

/** The index of the task that a handle points to; INSPECT_NOBODY: it is none of this loop's. */
size_t inspect_task_of(const tasks_t *tasks, uint64_t handle);

/** What a handle is called that is no pending task of this loop: its name, and where it was made.
 */
task_t inspect_handle(const tasks_t *tasks, uint64_t handle);

/** How long a branch has waited, in ms. False where that is not known. */
bool inspect_waited(const tasks_t *tasks, uint64_t branch, uint64_t *ms);

/** `not started`, `ready`, `running` or `waiting`. */
const char *inspect_state(const task_t *task, const walk_t *walk);

void inspect_text(tasks_t *tasks, FILE *out);
/** The loop as an object. */
void inspect_json(tasks_t *tasks, FILE *out);

#endif
