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
    ASYNC_POINTS({"get", 15, 18, ASYNC_POINTER(left, call), NULL}));
ASYNC_START(left, self, self->x = x, int x)

async int left(int x)
ASYNC_RAMP(left, self, cx, left__start(self, cx, x))

static async_step_t left__resume(async_frame_t *frame, async_context_t *cx)
{
    struct left__frame *self = (struct left__frame *)frame;
    switch (frame->state) { case left__get: goto left__get; }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, left__resume, left__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    return self->result = t1 + plain(self->x), ASYNC_FINISHED;
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
    ASYNC_POINTS({"get", 20, 29, ASYNC_POINTER(right, call), NULL}));
ASYNC_START(right, self, self->x = x, int x)

async int right(int x)
ASYNC_RAMP(right, self, cx, right__start(self, cx, x))

static async_step_t right__resume(async_frame_t *frame, async_context_t *cx)
{
    struct right__frame *self = (struct right__frame *)frame;
    switch (frame->state) { case right__get: goto right__get; }

    self->t1 = plain(self->x);
    int t2;
    async_expect(cx);
    t2 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, right__resume, right__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"get", 25, 18, ASYNC_POINTER(both, call), NULL},
        {"get", 25, 33, ASYNC_POINTER(both, call), NULL}));
ASYNC_START(both, self, self->x = x, int x)

async int both(int x)
ASYNC_RAMP(both, self, cx, both__start(self, cx, x))

static async_step_t both__resume(async_frame_t *frame, async_context_t *cx)
{
    struct both__frame *self = (struct both__frame *)frame;
    switch (frame->state) { case both__get: goto both__get; case both__get_2: goto both__get_2; }

    async_expect(cx);
    self->t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, both__resume, both__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        self->t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    int t2;
    async_expect(cx);
    t2 = get(self->x + 1);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, both__resume, both__get_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"get", 30, 32, ASYNC_POINTER(arguments, call), NULL}));
ASYNC_START(arguments, self, self->x = x, int x)

async int arguments(int x)
ASYNC_RAMP(arguments, self, cx, arguments__start(self, cx, x))

static async_step_t arguments__resume(async_frame_t *frame, async_context_t *cx)
{
    struct arguments__frame *self = (struct arguments__frame *)frame;
    switch (frame->state) { case arguments__get: goto arguments__get; }

    self->t1 = plain(self->x);
    int t2;
    async_expect(cx);
    t2 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, arguments__resume, arguments__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    return self->result = (sum(self->t1, t2, self->x)), ASYNC_FINISHED;
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
    ASYNC_POINTS({"get", 35, 28, ASYNC_POINTER(nested, call), NULL},
        {"get", 35, 18, ASYNC_POINTER(nested, call), NULL}));
ASYNC_START(nested, self, self->x = x, int x)

async int nested(int x)
ASYNC_RAMP(nested, self, cx, nested__start(self, cx, x))

static async_step_t nested__resume(async_frame_t *frame, async_context_t *cx)
{
    struct nested__frame *self = (struct nested__frame *)frame;
    switch (frame->state) {
    case nested__get: goto nested__get; case nested__get_2: goto nested__get_2;
    }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, nested__resume, nested__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    int t2;
    async_expect(cx);
    t2 = get(t1 + 1);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, nested__resume, nested__get_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"get", 40, 15, ASYNC_POINTER(reached, call), NULL},
        {"pair", 40, 32, ASYNC_POINTER(reached, call), NULL},
        {"at", 41, 12, ASYNC_POINTER(reached, call), NULL}));
ASYNC_START(reached, self, self->row = row; self->x = x, int *row, int x)

async int reached(int *row, int x)
ASYNC_RAMP(reached, self, cx, reached__start(self, cx, row, x))

static async_step_t reached__resume(async_frame_t *frame, async_context_t *cx)
{
    struct reached__frame *self = (struct reached__frame *)frame;
    switch (frame->state) {
    case reached__get: goto reached__get; case reached__pair: goto reached__pair;
    case reached__at: goto reached__at;
    }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, reached__resume, reached__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->t2 = &(self->row[t1]);
    struct pair t3;
    async_expect(cx);
    t3 = pair(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, reached__resume, reached__pair, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t3 = *(struct pair *)async_value(self->call);
        async_drop(cx, self->call);
    }
    (*self->t2) = (t3).b;
    int *t4;
    async_expect(cx);
    t4 = at(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, reached__resume, reached__at, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t4 = *(int **)async_value(self->call);
        async_drop(cx, self->call);
    }
    int *t5 = &(*t4);
    (*t5) += 2;
    return self->result = self->row[self->x], ASYNC_FINISHED;
}
