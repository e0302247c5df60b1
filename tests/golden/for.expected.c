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
    ASYNC_POINTS(ASYNC_AT_POOLED(12, 22, body, call, "get")));
ASYNC_START(body, (const int *values, int count), values, count)
async int body(const int *values, int count)
ASYNC_RAMP(body, self, cx, body__start(self, cx, values, count))

static inline async_step_t body__run(struct body__frame *self, async_context_t *cx, uint32_t state,
                                     const int *values, int count)
{
    switch (state) { case body__get: goto body__get; }

    self->sum = 0;

    for (self->i = 0; self->i < count; self->i++) {
        if (values[self->i] == 0) continue;
        int t1;
        async_expect(cx), t1 = get(values[self->i]);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(body, self, body__get, self->call, cx, ASYNC_VALUE(t1, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(21, 24, all_parts, call, "get"),
    ASYNC_AT_POOLED(21, 42, all_parts, call, "get"),
    ASYNC_AT_POOLED(21, 61, all_parts, call, "get")));
ASYNC_START(all_parts, (int n), n)
async int all_parts(int n)
ASYNC_RAMP(all_parts, self, cx, all_parts__start(self, cx, n))

static inline async_step_t all_parts__run(struct all_parts__frame *self, async_context_t *cx,
                                          uint32_t state, int n)
{
    switch (state) { case all_parts__get: goto all_parts__get;
                     case all_parts__get_2: goto all_parts__get_2;
                     case all_parts__get_3: goto all_parts__get_3; }

    self->sum = 0;

    {
        async_expect(cx), self->i = get(0);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(all_parts, self, all_parts__get, self->call, cx,
                              ASYNC_VALUE(self->i, self->call));
        for (;;) { /* for (int i = await get(0); i < await get(n); i += await get(1)) */
            int t2;
            async_expect(cx), t2 = get(n);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(all_parts, self, all_parts__get_2, self->call, cx,
                                  ASYNC_VALUE(t2, self->call));
            if (!(self->i < t2)) break;
        if (self->i == 2) goto all_parts__continue;
        if (self->i == 5) break;
        self->sum += self->i;
all_parts__continue:;
            int t3;
            async_expect(cx), t3 = get(1);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(all_parts, self, all_parts__get_3, self->call, cx,
                                  ASYNC_VALUE(t3, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(34, 19, nested, call, "note")));
ASYNC_START(nested, (int rows, int columns), rows, columns)
async void nested(int rows, int columns)
ASYNC_RAMP_VOID(nested, self, cx, nested__start(self, cx, rows, columns))

static inline async_step_t nested__run(struct nested__frame *self, async_context_t *cx,
                                       uint32_t state, int rows, int columns)
{
    switch (state) { case nested__note: goto nested__note; }

    for (self->i = 0; self->i < rows; self->i++) {
        for (self->j = 0; self->j < columns; self->j++) {
            if (self->i == self->j) break;
            async_expect(cx), note(self->i * columns + self->j);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(nested, self, nested__note, self->call, cx, (void)0);
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
    ASYNC_POINTS(ASYNC_AT_POOLED(41, 25, forever, call, "get")));
ASYNC_START_STORED(forever, self, self->x = x, int x)
async int forever(int x)
ASYNC_RAMP(forever, self, cx, forever__start(self, cx, x))

static inline async_step_t forever__run(struct forever__frame *self, async_context_t *cx,
                                        uint32_t state)
{
    switch (state) { case forever__get: goto forever__get; }

    for (;;) {
        int got;
        async_expect(cx), got = get(self->x);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(forever, self, forever__get, self->call, cx,
                              ASYNC_VALUE(got, self->call));
        if (got < 0) return self->result = self->x, ASYNC_FINISHED;
        self->x += got;
    }
}
