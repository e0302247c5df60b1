/*
 * A machine that calls another one which nearly always completes at once. The callee is a function
 * of its own, as it would be in a program of some size.
 */
#include "../bench.h"

enum status { DONE, PENDING };

struct add {
    int state;
    uint64_t a, b, result;
};

struct sum {
    int state;
    uint64_t n, i, x, result;
    struct add add;
};

__attribute__((noinline)) static enum status add_step(struct add *self)
{
    switch (self->state) {
    case 0:
        if (self->a == UINT64_MAX) {
            self->state = 1;
            return PENDING;
        }
        /* fall through */
    case 1: self->result = bench_mix(self->a, self->b);
    }
    return DONE;
}

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
