/*
 * Recursion of machines: every call has a frame of its own from a simple free list. A call below
 * `lowest` suspends; none does, but the compiler cannot know.
 */
#include "../bench.h"

enum status { DONE, PENDING };

struct fib {
    struct fib *next; /* in the free list */
    int state;
    int n;
    uint64_t a, result;
    struct fib *child;
};

static struct fib *free_list;
static int lowest;

static struct fib *fib_new(int n)
{
    struct fib *self = free_list;
    if (self) free_list = self->next;
    else if (!(self = malloc(sizeof *self))) abort();
    self->state = 0;
    self->n = n;
    return self;
}

static void fib_free(struct fib *self)
{
    self->next = free_list;
    free_list = self;
}

static enum status fib_step(struct fib *self)
{
    switch (self->state) {
    case 0:
        if (self->n < lowest) return PENDING;
        if (self->n < 2) {
            self->result = (uint64_t)self->n;
            return DONE;
        }
        self->child = fib_new(self->n - 1);
        self->state = 1;
        /* fall through */
    case 1:
        if (fib_step(self->child) != DONE) return PENDING;
        self->a = self->child->result;
        fib_free(self->child);
        self->child = fib_new(self->n - 2);
        self->state = 2;
        /* fall through */
    case 2:
        if (fib_step(self->child) != DONE) return PENDING;
        self->result = self->a + self->child->result;
        fib_free(self->child);
    }
    return DONE;
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct fib *fib = fib_new((int)n);
    lowest = (int)m;
    if (fib_step(fib) != DONE) abort();
    bench->checksum = fib->result;
    bench->operations = fib_calls(n);
    fib_free(fib);
}
