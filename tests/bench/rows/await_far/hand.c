/* As await/hand.c; the callee is in hand_far.c. */
#include "far.h"
#include "../bench.h"

struct sum {
    int state;
    uint64_t n, i, x, result;
    struct add add;
};

static enum status sum_step(struct sum *self)
{
    switch (self->state) {
    case 0:
        self->x = 0;
        for (self->i = 0; self->i < self->n; self->i++) {
            self->add.state = 0;
            self->add.a = self->x;
            self->add.b = self->i;
            self->state = 1;
            /* fall through */
        case 1:
            if (add_step(&self->add) != DONE) return PENDING;
            self->x = self->add.result;
        }
        self->result = self->x;
    }
    return DONE;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct sum sum = { .n = n };
    (void)m;
    if (sum_step(&sum) != DONE) abort();
    bench->operations = n;
    bench->checksum = sum.result;
}
