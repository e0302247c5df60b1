/*
 * Two machines that take turns through a ready queue, as an event loop written by hand has them:
 * a machine that gives way puts itself at the queue's end and returns.
 */
#include "../bench.h"

struct machine {
    struct machine *next; /* in the ready queue */
    bool (*step)(struct machine *self); /* true when it is done */
    int state;
    uint64_t n, i, x;
};

static struct machine *ready_first, **ready_last = &ready_first;

static void make_ready(struct machine *self)
{
    self->next = NULL;
    *ready_last = self;
    ready_last = &self->next;
}

static bool turns_step(struct machine *self)
{
    switch (self->state) {
    case 0:
        self->x = 0;
        for (self->i = 0; self->i < self->n; self->i++) {
            make_ready(self);
            self->state = 1;
            return false;
        case 1: self->x = bench_mix(self->x, self->i);
        }
    }
    return true;
}

static void run_ready(void)
{
    while (ready_first) {
        struct machine *machine = ready_first;
        ready_first = machine->next;
        if (!ready_first) ready_last = &ready_first;
        machine->step(machine);
    }
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct machine a = { .step = turns_step, .n = n }, b = a;
    (void)m;
    make_ready(&a);
    make_ready(&b);
    run_ready();
    bench->checksum = a.x + b.x;
    bench->operations = 2 * n;
}
