#include <asyncc.h>

struct tree {
    int value;
    const struct tree *left, *right;
};

async int get(int x);

/* generator(int) void range(int from, int to) */
struct range__frame {
    async_frame_t base;
    int value; int *slot; /* what it yields, and where to */
    int sent;             /* what async_send brought */
    int from;             /* parameter */
    int to;               /* parameter; lives across yield */
    int i;                /* lives across yield */
};
enum range__state { range__yield = 1 };
ASYNC_DESCRIPTOR(range, ASYNC_GENERATOR(range) ASYNC_RECEIVES(range), "generators.c", 10,
    ASYNC_POINTS(ASYNC_AT_YIELD(12, 37)));
ASYNC_OPEN(range, self, self->from = from; self->to = to, int from, int to)
generator(int) void range(int from, int to)
ASYNC_GENERATOR_RAMP_VOID(range, self, cx, range__start(self, cx, from, to))

static inline async_step_t range__run(struct range__frame *self, async_context_t *cx ASYNC_UNUSED,
                                      uint32_t state)
{
    switch (state) { case range__yield: goto range__yield; }

    for (self->i = self->from; self->i < self->to; self->i++) {
        ASYNC_YIELD(self, range__yield, *self->slot = self->i);
    }
    return ASYNC_FINISHED;
}

/* generator(int) int accumulate(void) */
struct accumulate__frame {
    async_frame_t base;
    int value; int *slot; /* what it yields, and where to */
    int sent;             /* what async_send brought */
    int result;
    int total;            /* lives across yield */
};
enum accumulate__state { accumulate__yield = 1 };
ASYNC_DESCRIPTOR(accumulate, ASYNC_GENERATOR(accumulate) ASYNC_RECEIVES(accumulate)
                 ASYNC_RETURNS(accumulate),
    "generators.c", 15, ASYNC_POINTS(ASYNC_AT_YIELD(20, 17)));
ASYNC_OPEN_VOID(accumulate)
generator(int) int accumulate(void)
ASYNC_GENERATOR_RAMP(accumulate, self, cx, accumulate__start(self, cx))

static inline async_step_t accumulate__run(struct accumulate__frame *self,
                                           async_context_t *cx ASYNC_UNUSED, uint32_t state)
{
    switch (state) { case accumulate__yield: goto accumulate__yield; }

    self->total = 0;

    for (;;) {
        ASYNC_YIELD(self, accumulate__yield, *self->slot = self->total);
        int x = ASYNC_SENT(self);
        if (x == 0) return self->result = self->total, ASYNC_FINISHED;
        self->total += x;
    }
}

/* generator(int) void inorder(const struct tree *t) */
struct inorder__frame {
    async_frame_t base;
    int value; int *slot; /* what it yields, and where to */
    int sent;             /* what async_send brought */
    const struct tree *t; /* parameter; lives across inorder, yield */
    async_frame_t *call;
};
enum inorder__state { inorder__inorder = 1, inorder__yield, inorder__inorder_2 };
ASYNC_DESCRIPTOR(inorder, ASYNC_GENERATOR(inorder) ASYNC_RECEIVES(inorder), "generators.c", 26,
    ASYNC_POINTS(ASYNC_AT_POOLED(29, 16, inorder, call, "inorder"), ASYNC_AT_YIELD(30, 5),
    ASYNC_AT_POOLED(31, 16, inorder, call, "inorder")));
ASYNC_OPEN(inorder, self, self->t = t, const struct tree *t)
generator(int) void inorder(const struct tree *t)
ASYNC_GENERATOR_RAMP_VOID(inorder, self, cx, inorder__start(self, cx, t))

static async_step_t inorder__run(struct inorder__frame *self, async_context_t *cx, uint32_t state)
{
    switch (ASYNC_OFTEN_FRESH(state)) { case 0: break;
                                        case inorder__inorder: goto inorder__inorder;
                                        case inorder__yield: goto inorder__yield;
                                        case inorder__inorder_2: goto inorder__inorder_2;
                                        default: __builtin_unreachable(); }

    if (!self->t) return ASYNC_FINISHED;
    async_expect(cx);
    inorder(self->t->left);
    self->call = async_adopt(async_context());
    async_generator_open(self->call, self->call->resume);
    ((struct inorder__frame *)self->call)->slot = self->slot;
    return async_delegated(&self->base, self->call, inorder__inorder);
    inorder__inorder:
    if (self->call->status) return async_raised(&self->base, async_dropped(cx, self->call));
    async_drop(cx, self->call);
    ASYNC_YIELD(self, inorder__yield, *self->slot = self->t->value);
    async_expect(cx);
    inorder(self->t->right);
    self->call = async_adopt(async_context());
    async_generator_open(self->call, self->call->resume);
    ((struct inorder__frame *)self->call)->slot = self->slot;
    return async_delegated(&self->base, self->call, inorder__inorder_2);
    inorder__inorder_2:
    if (self->call->status) return async_raised(&self->base, async_dropped(cx, self->call));
    async_drop(cx, self->call);
    return ASYNC_FINISHED;
}

/* async generator(int) void slowly(int n) */
struct slowly__frame {
    async_frame_t base;
    int value; int *slot; /* what it yields, and where to */
    int sent;             /* what async_send brought */
    int n;                /* parameter; lives across get, yield */
    int i;                /* lives across get, yield */
    async_frame_t *call;
};
enum slowly__state { slowly__get = 1, slowly__yield };
ASYNC_DESCRIPTOR(slowly, ASYNC_ASYNC_GENERATOR(slowly) ASYNC_RECEIVES(slowly), "generators.c", 34,
    ASYNC_POINTS(ASYNC_AT_POOLED(37, 25, slowly, call, "get"), ASYNC_AT_YIELD(38, 9)));
ASYNC_OPEN(slowly, self, self->n = n, int n)
async generator(int) void slowly(int n)
ASYNC_GENERATOR_RAMP_VOID(slowly, self, cx, slowly__start(self, cx, n))

static inline async_step_t slowly__run(struct slowly__frame *self, async_context_t *cx,
                                       uint32_t state)
{
    switch (state) { case slowly__get: goto slowly__get; case slowly__yield: goto slowly__yield; }

    for (self->i = 0; self->i < self->n; self->i++) {
        int got;
        async_expect(cx), got = get(self->i);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(slowly, self, slowly__get, self->call, cx,
                              ASYNC_VALUE(got, self->call));
        ASYNC_YIELD(self, slowly__yield, *self->slot = got);
    }
    return ASYNC_FINISHED;
}

int total(int n)
{
    struct range__frame range_frame;
    async_context_t *cx = async_context();

    int sum = 0;

    /* async_for (int i, range(0, n)) */
    range__start(&range_frame, cx, 0, n);
    while (ASYNC_STEP(range, &range_frame.base, cx)) {
        int i = range_frame.value;
        if (i == 3) continue;
        sum += i;
    }
    async__generator_stop(&range_frame.base, cx);
    ASYNC_UNSEEN("range", async_generator_status(&range_frame.base));
    return sum;
}

/* async int slow_total(int n) */
struct slow_total__frame {
    async_frame_t base;
    int result;
    int n;      /* parameter */
    int raised; /* lives across close */
    int sum;    /* lives across next, close */
    int *g1;    /* lives across next */
    union {
        struct async_generator_next__frame generator_next;
        struct async_generator_close__frame generator_close;
    };
};
enum slow_total__state { slow_total__next = 1, slow_total__close };
ASYNC_DESCRIPTOR(slow_total, ASYNC_FUNCTION ASYNC_RETURNS(slow_total), "generators.c", 53,
    ASYNC_POINTS(ASYNC_AT_AS("async_next", 57, 5, slow_total, generator_next, async_generator_next),
    ASYNC_AT_AS("async_close", 57, 5, slow_total, generator_close, async_generator_close)));
ASYNC_START(slow_total, (int n), n)
async int slow_total(int n)
ASYNC_RAMP(slow_total, self, cx, slow_total__start(self, cx, n))

static inline async_step_t slow_total__run(struct slow_total__frame *self, async_context_t *cx,
                                           uint32_t state, int n)
{
    switch (state) { case slow_total__next: goto slow_total__next;
                     case slow_total__close: goto slow_total__close; }

    self->sum = 0;

    self->g1 = async_iter(slowly(n));
    for (;;) { /* async_for (int i, slowly(n)) */
        if (async_generator_next__start(&self->generator_next, cx, self->g1))
            ASYNC_WAIT_OR(slow_total, self, slow_total__next, self->generator_next, self->raised,
                          slow_total__defer);
        if (!self->generator_next.result) break;
        int i = *self->g1;
        self->sum += i;
        if (self->sum > 100) break;
    }
    self->raised = async_status(self->g1);
slow_total__defer:;
    async_shield_enter(cx);
    if (async_generator_close__start(&self->generator_close, cx, self->g1))
        ASYNC_WAIT(slow_total, self, slow_total__close, self->generator_close);
    self->raised = async_shield_leave(cx, self->raised);
    if (self->raised) return async_raised(&self->base, self->raised);
    return self->result = self->sum, ASYNC_FINISHED;
}
