#include <asyncc.h>

async int get(int x);
async void note(int x);

/* async int and_or(int x) */
struct and_or__frame {
    async_frame_t base;
    int result;
    int x; /* parameter; lives across get, get_2 */
    int r; /* lives across get_2, get_3, get_4 */
    async_frame_t *call;
};
enum and_or__state { and_or__get = 1, and_or__get_2, and_or__get_3, and_or__get_4 };
ASYNC_DESCRIPTOR(and_or, ASYNC_FUNCTION ASYNC_RETURNS(and_or), "logic.c", 6,
    ASYNC_POINTS(ASYNC_AT_POOLED(8, 24, and_or, call, "get"),
    ASYNC_AT_POOLED(10, 15, and_or, call, "get"), ASYNC_AT_POOLED(11, 25, and_or, call, "get"),
    ASYNC_AT_POOLED(11, 41, and_or, call, "get")));
ASYNC_START(and_or, (int x), x)
async int and_or(int x)
ASYNC_RAMP(and_or, self, cx, and_or__start(self, cx, x))

static inline async_step_t and_or__run(struct and_or__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case and_or__get: goto and_or__get; case and_or__get_2: goto and_or__get_2;
                     case and_or__get_3: goto and_or__get_3;
                     case and_or__get_4: goto and_or__get_4; }

    self->r = (x) != 0;
    if (self->r) {
        int t2;
        async_expect(cx), t2 = get(x);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(and_or, self, and_or__get, self->call, cx,
                              ASYNC_VALUE(t2, self->call));
        self->r = (t2) != 0;
    }

    int t3;
    async_expect(cx), t3 = get(self->r);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(and_or, self, and_or__get_2, self->call, cx, ASYNC_VALUE(t3, self->call));
    self->r = t3 || self->r > 3;
    /* if (x > 0 && (await get(1) || await get(2))) */
    int t4 = (x > 0) != 0;
    if (t4) {
        int t6;
        async_expect(cx), t6 = get(1);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(and_or, self, and_or__get_3, self->call, cx,
                              ASYNC_VALUE(t6, self->call));
        int t5 = (t6) != 0;
        if (!t5) {
            int t7;
            async_expect(cx), t7 = get(2);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(and_or, self, and_or__get_4, self->call, cx,
                                  ASYNC_VALUE(t7, self->call));
            t5 = (t7) != 0;
        }
        t4 = ((t5)) != 0;
    }
    if (t4) self->r++;
    return self->result = self->r, ASYNC_FINISHED;
}

/* async int chosen(int x) */
struct chosen__frame {
    async_frame_t base;
    int result;
    int x; /* parameter */
    int r; /* lives across get_3 */
    async_frame_t *call;
};
enum chosen__state { chosen__get = 1, chosen__get_2, chosen__get_3 };
ASYNC_DESCRIPTOR(chosen, ASYNC_FUNCTION ASYNC_RETURNS(chosen), "logic.c", 15,
    ASYNC_POINTS(ASYNC_AT_POOLED(17, 23, chosen, call, "get"),
    ASYNC_AT_POOLED(17, 38, chosen, call, "get"), ASYNC_AT_POOLED(19, 18, chosen, call, "get")));
ASYNC_START(chosen, (int x), x)
async int chosen(int x)
ASYNC_RAMP(chosen, self, cx, chosen__start(self, cx, x))

static inline async_step_t chosen__run(struct chosen__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case chosen__get: goto chosen__get; case chosen__get_2: goto chosen__get_2;
                     case chosen__get_3: goto chosen__get_3; }

    if (x) {
        int t2;
        async_expect(cx), t2 = get(1);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(chosen, self, chosen__get, self->call, cx,
                              ASYNC_VALUE(t2, self->call));
        self->r = t2;
    } else {
        int t3;
        async_expect(cx), t3 = get(2);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(chosen, self, chosen__get_2, self->call, cx,
                              ASYNC_VALUE(t3, self->call));
        self->r = t3;
    }

    int t4;
    async_expect(cx), t4 = get(self->r);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(chosen, self, chosen__get_3, self->call, cx, ASYNC_VALUE(t4, self->call));
    return self->result = t4 ? self->r : -self->r, ASYNC_FINISHED;
}

/* async void in_order(int x) */
struct in_order__frame {
    async_frame_t base;
    int x; /* parameter; lives across note, get, get_2 */
    int r; /* lives across get_2 */
    async_frame_t *call;
};
enum in_order__state { in_order__note = 1, in_order__get, in_order__get_2, in_order__note_2,
    in_order__note_3 };
ASYNC_DESCRIPTOR(in_order, ASYNC_FUNCTION, "logic.c", 22,
    ASYNC_POINTS(ASYNC_AT_POOLED(24, 20, in_order, call, "note"),
    ASYNC_AT_POOLED(24, 35, in_order, call, "get"),
    ASYNC_AT_POOLED(26, 25, in_order, call, "get"),
    ASYNC_AT_POOLED(28, 19, in_order, call, "note"),
    ASYNC_AT_POOLED(28, 35, in_order, call, "note")));
ASYNC_START(in_order, (int x), x)
async void in_order(int x)
ASYNC_RAMP_VOID(in_order, self, cx, in_order__start(self, cx, x))

static inline async_step_t in_order__run(struct in_order__frame *self, async_context_t *cx,
                                         uint32_t state, int x)
{
    switch (state) { case in_order__note: goto in_order__note;
                     case in_order__get: goto in_order__get;
                     case in_order__get_2: goto in_order__get_2;
                     case in_order__note_2: goto in_order__note_2;
                     case in_order__note_3: goto in_order__note_3; }

    async_expect(cx), note(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(in_order, self, in_order__note, self->call, cx, (void)0);
    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(in_order, self, in_order__get, self->call, cx,
                          ASYNC_VALUE(t1, self->call));
    self->r = (t1);

    for (;;) { /* while (r-- && await get(r)) */
        int t2 = (self->r--) != 0;
        if (t2) {
            int t3;
            async_expect(cx), t3 = get(self->r);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(in_order, self, in_order__get_2, self->call, cx,
                                  ASYNC_VALUE(t3, self->call));
            t2 = (t3) != 0;
        }
        if (!(t2)) break;
        ;
    }
    if (x > 2) {
        async_expect(cx), note(1);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(in_order, self, in_order__note_2, self->call, cx, (void)0);
    } else {
        async_expect(cx), note(2);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(in_order, self, in_order__note_3, self->call, cx, (void)0);
    }
    return ASYNC_FINISHED;
}
