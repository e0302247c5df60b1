/*
 * A walk in order through a complete binary tree of `n` nodes by machines that delegate: one for
 * each node on the way down, from a free list; the root knows the innermost, which is the one
 * stepped.
 */
#include "../bench.h"

struct walk {
    int state;
    struct walk *parent; /* in the free list: the next */
    uint64_t node, n;
};

struct root {
    struct walk *innermost;
    uint64_t value;
};

static struct walk *free_list;

static struct walk *walk_new(struct walk *parent, uint64_t node, uint64_t n)
{
    struct walk *self = free_list;
    if (self)
        free_list = self->parent;
    else if (!(self = malloc(sizeof *self)))
        abort();
    self->state = 0;
    self->parent = parent;
    self->node = node;
    self->n = n;
    return self;
}

static void walk_free(struct walk *self)
{
    self->parent = free_list;
    free_list = self;
}

enum step { YIELDED, DELEGATED, DONE };

static enum step walk_step(struct walk *self, struct root *root)
{
    switch (self->state) {
    case 0:
        if (2 * self->node + 1 < self->n) {
            self->state = 1;
            root->innermost = walk_new(self, 2 * self->node + 1, self->n);
            return DELEGATED;
        }
        /* fall through */
    case 1:
        root->value = bench_mix(self->node, self->node);
        self->state = 2;
        return YIELDED;
    case 2:
        if (2 * self->node + 2 < self->n) {
            self->state = 3;
            root->innermost = walk_new(self, 2 * self->node + 2, self->n);
            return DELEGATED;
        }
    }
    return DONE;
}

__attribute__((noinline)) static bool root_next(struct root *root)
{
    while (root->innermost) {
        struct walk *self = root->innermost;
        switch (walk_step(self, root)) {
        case YIELDED: return true;
        case DELEGATED: break;
        case DONE: root->innermost = self->parent; walk_free(self);
        }
    }
    return false;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct root root = {walk_new(NULL, 0, n), 0};
    (void)m;
    while (root_next(&root)) bench->checksum = (bench->checksum >> 3) + root.value;
    bench->operations = n;
}
