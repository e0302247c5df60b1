/* A generator as a state machine: a struct and a function that gives the next value. */
#include "../bench.h"

struct mixes {
    int state;
    uint64_t n, i, x, value;
};

__attribute__((noinline)) static bool mixes_next(struct mixes *self)
{
    switch (self->state) {
    case 0:
        self->x = 0;
        for (self->i = 0; self->i < self->n; self->i++) {
            self->x = bench_mix(self->x, self->i);
            self->value = self->x;
            self->state = 1;
            return true;
        case 1:;
        }
        self->state = 2;
    }
    return false;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct mixes mixes = { .n = n };
    (void)m;
    while (mixes_next(&mixes)) bench->checksum = (bench->checksum >> 3) + mixes.value;
    bench->operations = n;
}
