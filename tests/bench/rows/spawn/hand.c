/*
 * `n` tasks that all live at once: each is made, waits for one trip through the ready queue, and is
 * awaited by whoever made it, who then frees it.
 */
#include "../bench.h"

struct task {
    struct task *next; /* in the ready queue */
    bool (*step)(struct task *self);
    struct gather *awaited_by;
    int state;
    uint64_t i, result;
};

struct gather {
    uint64_t left;
};

static struct task *ready_first, **ready_last = &ready_first;

static void make_ready(struct task *self)
{
    self->next = NULL;
    *ready_last = self;
    ready_last = &self->next;
}

static bool one_step(struct task *self)
{
    switch (self->state) {
    case 0:
        make_ready(self);
        self->state = 1;
        return false;
    case 1: self->result = bench_mix(self->i, self->i);
    }
    return true;
}

static void run_ready(void)
{
    while (ready_first) {
        struct task *task = ready_first;
        ready_first = task->next;
        if (!ready_first) ready_last = &ready_first;
        if (task->step(task)) task->awaited_by->left--;
    }
}

static struct task *spawn(struct gather *gather, uint64_t i)
{
    struct task *task = malloc(sizeof *task);
    if (!task) abort();
    *task = (struct task){ .step = one_step, .awaited_by = gather, .i = i };
    make_ready(task);
    return task;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct task **tasks = malloc(n * sizeof *tasks);
    struct gather gather = { n };

    (void)m;
    if (!tasks) abort();
    for (uint64_t i = 0; i < n; i++) tasks[i] = spawn(&gather, i);
    run_ready();
    if (gather.left != 0) abort();
    for (uint64_t i = 0; i < n; i++) {
        bench->checksum += tasks[i]->result;
        free(tasks[i]);
    }
    free(tasks);
    bench->operations = n;
}
