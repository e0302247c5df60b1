#include <asyncc.h>

struct pair {
    int a, b;
};

async int get(int x);
async struct pair pair(int x);
async int *at(int x);
int plain(int x);
int sum(int a, int b, int c);

/* async int left(int x) */
struct left__frame {
    async_frame_t base;
    int result;
    int x; /* parameter; lives across get */
    async_frame_t *call;
};
enum left__state { left__get = 1 };
ASYNC_DESCRIPTOR(left, ASYNC_FUNCTION ASYNC_RETURNS(left), "operands.c", 13,
    ASYNC_POINTS(ASYNC_AT_POOLED(15, 18, left, call, "get")));
ASYNC_START(left, (int x), x)
async int left(int x)
ASYNC_RAMP(left, self, cx, left__start(self, cx, x))

static inline async_step_t left__run(struct left__frame *self, async_context_t *cx, uint32_t state,
                                     int x)
{
    switch (state) { case left__get: goto left__get; }

    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(left, self, left__get, self->call, cx, ASYNC_VALUE(t1, self->call));
    return self->result = t1 + plain(x), ASYNC_FINISHED;
}

/* async int right(int x) */
struct right__frame {
    async_frame_t base;
    int result;
    int x;  /* parameter */
    int t1; /* lives across get */
    async_frame_t *call;
};
enum right__state { right__get = 1 };
ASYNC_DESCRIPTOR(right, ASYNC_FUNCTION ASYNC_RETURNS(right), "operands.c", 18,
    ASYNC_POINTS(ASYNC_AT_POOLED(20, 29, right, call, "get")));
ASYNC_START(right, (int x), x)
async int right(int x)
ASYNC_RAMP(right, self, cx, right__start(self, cx, x))

static inline async_step_t right__run(struct right__frame *self, async_context_t *cx,
                                      uint32_t state, int x)
{
    switch (state) { case right__get: goto right__get; }

    self->t1 = plain(x);
    int t2;
    async_expect(cx), t2 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(right, self, right__get, self->call, cx, ASYNC_VALUE(t2, self->call));
    return self->result = self->t1 - t2, ASYNC_FINISHED;
}

/* async int both(int x) */
struct both__frame {
    async_frame_t base;
    int result;
    int x;  /* parameter; lives across get */
    int t1; /* lives across get_2 */
    async_frame_t *call;
};
enum both__state { both__get = 1, both__get_2 };
ASYNC_DESCRIPTOR(both, ASYNC_FUNCTION ASYNC_RETURNS(both), "operands.c", 23,
    ASYNC_POINTS(ASYNC_AT_POOLED(25, 18, both, call, "get"),
    ASYNC_AT_POOLED(25, 33, both, call, "get")));
ASYNC_START(both, (int x), x)
async int both(int x)
ASYNC_RAMP(both, self, cx, both__start(self, cx, x))

static inline async_step_t both__run(struct both__frame *self, async_context_t *cx, uint32_t state,
                                     int x)
{
    switch (state) { case both__get: goto both__get; case both__get_2: goto both__get_2; }

    async_expect(cx), self->t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(both, self, both__get, self->call, cx, ASYNC_VALUE(self->t1, self->call));
    int t2;
    async_expect(cx), t2 = get(x + 1);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(both, self, both__get_2, self->call, cx, ASYNC_VALUE(t2, self->call));
    return self->result = self->t1 * t2, ASYNC_FINISHED;
}

/* async int arguments(int x) */
struct arguments__frame {
    async_frame_t base;
    int result;
    int x;  /* parameter; lives across get */
    int t1; /* lives across get */
    async_frame_t *call;
};
enum arguments__state { arguments__get = 1 };
ASYNC_DESCRIPTOR(arguments, ASYNC_FUNCTION ASYNC_RETURNS(arguments), "operands.c", 28,
    ASYNC_POINTS(ASYNC_AT_POOLED(30, 32, arguments, call, "get")));
ASYNC_START(arguments, (int x), x)
async int arguments(int x)
ASYNC_RAMP(arguments, self, cx, arguments__start(self, cx, x))

static inline async_step_t arguments__run(struct arguments__frame *self, async_context_t *cx,
                                          uint32_t state, int x)
{
    switch (state) { case arguments__get: goto arguments__get; }

    self->t1 = plain(x);
    int t2;
    async_expect(cx), t2 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(arguments, self, arguments__get, self->call, cx,
                          ASYNC_VALUE(t2, self->call));
    return self->result = sum(self->t1, t2, x), ASYNC_FINISHED;
}

/* async int nested(int x) */
struct nested__frame {
    async_frame_t base;
    int result;
    int x; /* parameter */
    async_frame_t *call;
};
enum nested__state { nested__get = 1, nested__get_2 };
ASYNC_DESCRIPTOR(nested, ASYNC_FUNCTION ASYNC_RETURNS(nested), "operands.c", 33,
    ASYNC_POINTS(ASYNC_AT_POOLED(35, 28, nested, call, "get"),
    ASYNC_AT_POOLED(35, 18, nested, call, "get")));
ASYNC_START(nested, (int x), x)
async int nested(int x)
ASYNC_RAMP(nested, self, cx, nested__start(self, cx, x))

static inline async_step_t nested__run(struct nested__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case nested__get: goto nested__get; case nested__get_2: goto nested__get_2; }

    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(nested, self, nested__get, self->call, cx, ASYNC_VALUE(t1, self->call));
    int t2;
    async_expect(cx), t2 = get(t1 + 1);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(nested, self, nested__get_2, self->call, cx, ASYNC_VALUE(t2, self->call));
    return self->result = t2, ASYNC_FINISHED;
}

/* async int reached(int *row, int x) */
struct reached__frame {
    async_frame_t base;
    int result;
    int *row, x; /* parameters; live across get, pair, at */
    int *t2;     /* lives across pair */
    async_frame_t *call;
};
enum reached__state { reached__get = 1, reached__pair, reached__at };
ASYNC_DESCRIPTOR(reached, ASYNC_FUNCTION ASYNC_RETURNS(reached), "operands.c", 38,
    ASYNC_POINTS(ASYNC_AT_POOLED(40, 15, reached, call, "get"),
    ASYNC_AT_POOLED(40, 32, reached, call, "pair"), ASYNC_AT_POOLED(41, 12, reached, call, "at")));
ASYNC_START(reached, (int *row, int x), row, x)
async int reached(int *row, int x)
ASYNC_RAMP(reached, self, cx, reached__start(self, cx, row, x))

static inline async_step_t reached__run(struct reached__frame *self, async_context_t *cx,
                                        uint32_t state, int *row, int x)
{
    switch (state) { case reached__get: goto reached__get; case reached__pair: goto reached__pair;
                     case reached__at: goto reached__at; }

    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(reached, self, reached__get, self->call, cx, ASYNC_VALUE(t1, self->call));
    self->t2 = &(row[t1]);
    struct pair t3;
    async_expect(cx), t3 = pair(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(reached, self, reached__pair, self->call, cx,
                          ASYNC_VALUE(t3, self->call));
    (*self->t2) = (t3).b;
    int *t4;
    async_expect(cx), t4 = at(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(reached, self, reached__at, self->call, cx, ASYNC_VALUE(t4, self->call));
    int *t5 = &(*t4);
    (*t5) += 2;
    return self->result = row[x], ASYNC_FINISHED;
}
