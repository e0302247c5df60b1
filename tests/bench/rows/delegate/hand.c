/*
 * A generator that delegates to another of its kind, `m` deep. The root knows the innermost, which
 * is the one that is stepped; each has a frame of its own, in a free list when it is not in use.
 */
#include "../bench.h"

struct chain {
    int state;
    struct chain *parent; /* in the free list: the next */
    uint64_t depth, n, i, x;
};

struct root {
    struct chain *innermost;
    uint64_t value;
};

static struct chain *free_list;

static struct chain *chain_new(struct chain *parent, uint64_t depth, uint64_t n)
{
    struct chain *self = free_list;
    if (self) free_list = self->parent;
    else if (!(self = malloc(sizeof *self))) abort();
    self->state = 0;
    self->parent = parent;
    self->depth = depth;
    self->n = n;
    return self;
}

static void chain_free(struct chain *self)
{
    self->parent = free_list;
    free_list = self;
}

enum step { YIELDED, DELEGATED, DONE };

static enum step chain_step(struct chain *self, struct root *root)
{
    switch (self->state) {
    case 0:
        if (self->depth > 0) {
            self->state = 1;
            root->innermost = chain_new(self, self->depth - 1, self->n);
            return DELEGATED;
        case 1: break;
        }
        self->x = 0;
        for (self->i = 0; self->i < self->n; self->i++) {
            self->x = bench_mix(self->x, self->i);
            root->value = self->x;
            self->state = 2;
            return YIELDED;
        case 2:;
        }
    }
    return DONE;
}

__attribute__((noinline)) static bool root_next(struct root *root)
{
    while (root->innermost) {
        struct chain *self = root->innermost;
        switch (chain_step(self, root)) {
        case YIELDED: return true;
        case DELEGATED: break;
        case DONE:
            root->innermost = self->parent;
            chain_free(self);
        }
    }
    return false;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct root root = { chain_new(NULL, m, n), 0 };
    while (root_next(&root)) bench->checksum = (bench->checksum >> 3) + root.value;
    bench->operations = n;
}
