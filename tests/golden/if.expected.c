#include <asyncc.h>

async int get(int x);
async void note(int x);

/* async int condition(int x) */
struct condition__frame {
    async_frame_t base;
    int result;
    int x; /* parameter; lives across get */
    async_frame_t *call;
};
enum condition__state { condition__get = 1 };
ASYNC_DESCRIPTOR(condition, ASYNC_FUNCTION ASYNC_RETURNS(condition), "if.c", 6,
    ASYNC_POINTS(ASYNC_AT_POOLED(8, 15, condition, call, "get")));
ASYNC_START_STORED(condition, self, self->x = x, int x)
async int condition(int x)
ASYNC_RAMP(condition, self, cx, condition__start(self, cx, x))

static inline async_step_t condition__run(struct condition__frame *self, async_context_t *cx,
                                          uint32_t state)
{
    switch (state) { case condition__get: goto condition__get; }

    /* if (await get(x)) */
    int t1;
    async_expect(cx), t1 = get(self->x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(condition, self, condition__get, self->call, cx,
                          ASYNC_VALUE(t1, self->call));
    if (t1)
        self->x++;
    else
        self->x--;
    return self->result = self->x, ASYNC_FINISHED;
}

/* async void bodies(int x) */
struct bodies__frame {
    async_frame_t base;
    int x; /* parameter */
    union {
        async_frame_t *call;
        async_frame_t *call_2;
    };
};
enum bodies__state { bodies__note = 1, bodies__note_2, bodies__note_3 };
ASYNC_DESCRIPTOR(bodies, ASYNC_FUNCTION, "if.c", 15,
    ASYNC_POINTS(ASYNC_AT_POOLED(18, 15, bodies, call, "note"),
    ASYNC_AT_POOLED(20, 15, bodies, call, "note"),
    ASYNC_AT_POOLED(24, 15, bodies, call_2, "note")));
ASYNC_START_STORED(bodies, self, self->x = x, int x)
async void bodies(int x)
ASYNC_RAMP_VOID(bodies, self, cx, bodies__start(self, cx, x))

static inline async_step_t bodies__run(struct bodies__frame *self, async_context_t *cx,
                                       uint32_t state)
{
    switch (state) { case bodies__note: goto bodies__note;
                     case bodies__note_2: goto bodies__note_2;
                     case bodies__note_3: goto bodies__note_3; }

    if (self->x > 1) {
        async_expect(cx), note(1);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(bodies, self, bodies__note, self->call, cx, (void)0);
    } else if (self->x > 0) {
        async_expect(cx), note(2);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(bodies, self, bodies__note_2, self->call, cx, (void)0);
    } else {
        /* nothing is known of x here */
        self->x = -self->x;
        async_expect(cx), note(self->x);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(bodies, self, bodies__note_3, self->call_2, cx, (void)0);
    }
    return ASYNC_FINISHED;
}

/* async int compared(int x, int limit) */
struct compared__frame {
    async_frame_t base;
    int result;
    int x;     /* parameter; lives across get, get_2 */
    int limit; /* parameter; lives across get */
    int tried; /* lives across get */
    union {
        async_frame_t *call;
        async_frame_t *call_2;
    };
};
enum compared__state { compared__get = 1, compared__get_2 };
ASYNC_DESCRIPTOR(compared, ASYNC_FUNCTION ASYNC_RETURNS(compared), "if.c", 28,
    ASYNC_POINTS(ASYNC_AT_POOLED(32, 15, compared, call, "get"),
    ASYNC_AT_POOLED(33, 23, compared, call_2, "get")));
ASYNC_START_STORED(compared, self, self->x = x; self->limit = limit, int x, int limit)
async int compared(int x, int limit)
ASYNC_RAMP(compared, self, cx, compared__start(self, cx, x, limit))

static inline async_step_t compared__run(struct compared__frame *self, async_context_t *cx,
                                         uint32_t state)
{
    switch (state) { case compared__get: goto compared__get;
                     case compared__get_2: goto compared__get_2; }

    self->tried = 0;

    /* if (await get(x) > limit && tried == 0) */
    int t1;
    async_expect(cx), t1 = get(self->x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(compared, self, compared__get, self->call, cx,
                          ASYNC_VALUE(t1, self->call));
    if (t1 > self->limit && self->tried == 0) {
        int t2;
        async_expect(cx), t2 = get(self->limit);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(compared, self, compared__get_2, self->call_2, cx,
                              ASYNC_VALUE(t2, self->call_2));
        self->tried = t2;
        self->x += self->tried;
    }
    return self->result = self->x * 2, ASYNC_FINISHED;
}
