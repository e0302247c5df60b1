#include <asyncc.h>

async int get(int x);
async void note(int x);

/* async int body(const int *values, int count) */
struct body__frame {
    async_frame_t base;
    int result;
    const int *values; /* parameter; lives across get */
    int count;         /* parameter; lives across get */
    int sum, i;        /* live across get */
    async_frame_t *call;
};
enum body__state { body__get = 1 };
ASYNC_DESCRIPTOR(body, ASYNC_FUNCTION ASYNC_RETURNS(body), "for.c", 6,
    ASYNC_POINTS({"get", 12, 22, ASYNC_POINTER(body, call), NULL}));
ASYNC_START(body, self, self->values = values; self->count = count, const int *values, int count)

async int body(const int *values, int count)
ASYNC_RAMP(body, self, cx, body__start(self, cx, values, count))

static async_step_t body__resume(async_frame_t *frame, async_context_t *cx)
{
    struct body__frame *self = (struct body__frame *)frame;
    switch (frame->state) { case body__get: goto body__get; }

    self->sum = 0;

    for (self->i = 0; self->i < self->count; self->i++) {
        if (self->values[self->i] == 0) continue;
        int t1;
        async_expect(cx);
        t1 = get(self->values[self->i]);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, body__resume, body__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        self->sum += t1;
    }
    return self->result = self->sum, ASYNC_FINISHED;
}

/* async int all_parts(int n) */
struct all_parts__frame {
    async_frame_t base;
    int result;
    int n;   /* parameter; lives across get, get_2, get_3 */
    int sum; /* lives across get, get_2, get_3 */
    int i;   /* lives across get_2, get_3 */
    async_frame_t *call;
};
enum all_parts__state { all_parts__get = 1, all_parts__get_2, all_parts__get_3 };
ASYNC_DESCRIPTOR(all_parts, ASYNC_FUNCTION ASYNC_RETURNS(all_parts), "for.c", 17,
    ASYNC_POINTS({"get", 21, 24, ASYNC_POINTER(all_parts, call), NULL},
        {"get", 21, 42, ASYNC_POINTER(all_parts, call), NULL},
        {"get", 21, 61, ASYNC_POINTER(all_parts, call), NULL}));
ASYNC_START(all_parts, self, self->n = n, int n)

async int all_parts(int n)
ASYNC_RAMP(all_parts, self, cx, all_parts__start(self, cx, n))

static async_step_t all_parts__resume(async_frame_t *frame, async_context_t *cx)
{
    struct all_parts__frame *self = (struct all_parts__frame *)frame;
    switch (frame->state) {
    case all_parts__get: goto all_parts__get; case all_parts__get_2: goto all_parts__get_2;
    case all_parts__get_3: goto all_parts__get_3;
    }

    self->sum = 0;

    {
        int t1;
        async_expect(cx);
        t1 = get(0);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, all_parts__resume, all_parts__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        self->i = t1;
        for (;;) { /* for (int i = await get(0); i < await get(n); i += await get(1)) */
            int t2;
            async_expect(cx);
            t2 = get(self->n);
            if (async_unfinished(cx)) {
                self->call = async_adopt(cx);
                ASYNC_SUSPEND(frame, all_parts__resume, all_parts__get_2, self->call);
                if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
                t2 = *(int *)async_value(self->call);
                async_drop(cx, self->call);
            }
            if (!(self->i < t2)) break;
        if (self->i == 2) goto all_parts__continue;
        if (self->i == 5) break;
        self->sum += self->i;
all_parts__continue:;
            int t3;
            async_expect(cx);
            t3 = get(1);
            if (async_unfinished(cx)) {
                self->call = async_adopt(cx);
                ASYNC_SUSPEND(frame, all_parts__resume, all_parts__get_3, self->call);
                if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
                t3 = *(int *)async_value(self->call);
                async_drop(cx, self->call);
            }
            self->i += t3;
        }
    }
    return self->result = self->sum, ASYNC_FINISHED;
}

/* async void nested(int rows, int columns) */
struct nested__frame {
    async_frame_t base;
    int rows, columns; /* parameters; live across note */
    int i, j;          /* live across note */
    async_frame_t *call;
};
enum nested__state { nested__note = 1 };
ASYNC_DESCRIPTOR(nested, ASYNC_FUNCTION, "for.c", 29,
    ASYNC_POINTS({"note", 34, 19, ASYNC_POINTER(nested, call), NULL}));
ASYNC_START(nested, self, self->rows = rows; self->columns = columns, int rows, int columns)

async void nested(int rows, int columns)
ASYNC_RAMP_VOID(nested, self, cx, nested__start(self, cx, rows, columns))

static async_step_t nested__resume(async_frame_t *frame, async_context_t *cx)
{
    struct nested__frame *self = (struct nested__frame *)frame;
    switch (frame->state) { case nested__note: goto nested__note; }

    for (self->i = 0; self->i < self->rows; self->i++) {
        for (self->j = 0; self->j < self->columns; self->j++) {
            if (self->i == self->j) break;
            async_expect(cx);
            note(self->i * self->columns + self->j);
            if (async_unfinished(cx)) {
                self->call = async_adopt(cx);
                ASYNC_SUSPEND(frame, nested__resume, nested__note, self->call);
                if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
                async_drop(cx, self->call);
            }
        }
    }
    return ASYNC_FINISHED;
}

/* async int forever(int x) */
struct forever__frame {
    async_frame_t base;
    int result;
    int x; /* parameter; lives across get */
    async_frame_t *call;
};
enum forever__state { forever__get = 1 };
ASYNC_DESCRIPTOR(forever, ASYNC_FUNCTION ASYNC_RETURNS(forever), "for.c", 38,
    ASYNC_POINTS({"get", 41, 25, ASYNC_POINTER(forever, call), NULL}));
ASYNC_START(forever, self, self->x = x, int x)

async int forever(int x)
ASYNC_RAMP(forever, self, cx, forever__start(self, cx, x))

static async_step_t forever__resume(async_frame_t *frame, async_context_t *cx)
{
    struct forever__frame *self = (struct forever__frame *)frame;
    switch (frame->state) { case forever__get: goto forever__get; }

    for (;;) {
        int t1;
        async_expect(cx);
        t1 = get(self->x);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, forever__resume, forever__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        int got = t1;
        if (got < 0) return self->result = self->x, ASYNC_FINISHED;
        self->x += got;
    }
}
