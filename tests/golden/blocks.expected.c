#include <asyncc.h>

async int get(int x);
async void note(int x);

/* Each x is another one; only those that live across a suspension are in the frame. */
/* async int shadowed(int x) */
struct shadowed__frame {
    async_frame_t base;
    int result;
    int x;            /* parameter; lives across get, note */
    int r;            /* lives across get, note */
    int x_2;          /* lives across note */
    union {
        async_frame_t *call;
        struct {      /* of the block at line 13 */
            long x_3; /* lives across note */
            async_frame_t *call_2;
        };
    };
};
enum shadowed__state { shadowed__get = 1, shadowed__note };
ASYNC_DESCRIPTOR(shadowed, ASYNC_FUNCTION ASYNC_RETURNS(shadowed), "blocks.c", 7,
    ASYNC_POINTS(ASYNC_AT_POOLED(11, 23, shadowed, call, "get"),
    ASYNC_AT_POOLED(15, 19, shadowed, call_2, "note")));
ASYNC_START(shadowed, (int x), x)
async int shadowed(int x)
ASYNC_RAMP(shadowed, self, cx, shadowed__start(self, cx, x))

static inline async_step_t shadowed__run(struct shadowed__frame *self, async_context_t *cx,
                                         uint32_t state, int x)
{
    switch (state) { case shadowed__get: goto shadowed__get;
                     case shadowed__note: goto shadowed__note; }

    self->r = x;
    {
        async_expect(cx), self->x_2 = get(1);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(shadowed, self, shadowed__get, self->call, cx,
                              ASYNC_VALUE(self->x_2, self->call));
        self->r += self->x_2;
        {
            self->x_3 = self->r;
            async_expect(cx), note((int)self->x_3);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(shadowed, self, shadowed__note, self->call_2, cx, (void)0);
            self->r += (int)self->x_3;
        }
        self->r += self->x_2;
    }
    return self->result = self->r + x, ASYNC_FINISHED;
}

/* a and b are never alive together. */
/* async int apart(int which) */
struct apart__frame {
    async_frame_t base;
    int result;
    int which;        /* parameter */
    union {
        struct {      /* of the block at line 26 */
            int a[8]; /* lives across note */
            async_frame_t *call;
        };
        struct {      /* of the block at line 30 */
            long b;   /* lives across note_2 */
            async_frame_t *call_2;
        };
    };
};
enum apart__state { apart__note = 1, apart__note_2 };
ASYNC_DESCRIPTOR(apart, ASYNC_FUNCTION ASYNC_RETURNS(apart), "blocks.c", 24,
    ASYNC_POINTS(ASYNC_AT_POOLED(28, 15, apart, call, "note"),
    ASYNC_AT_POOLED(32, 15, apart, call_2, "note")));
ASYNC_START(apart, (int which), which)
async int apart(int which)
ASYNC_RAMP(apart, self, cx, apart__start(self, cx, which))

static inline async_step_t apart__run(struct apart__frame *self, async_context_t *cx,
                                      uint32_t state, int which)
{
    switch (state) { case apart__note: goto apart__note; case apart__note_2: goto apart__note_2; }

    if (which) {
        __builtin_memcpy((void *)&self->a, &(int[8]){ which }, sizeof self->a);
        async_expect(cx), note(self->a[0]);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(apart, self, apart__note, self->call, cx, (void)0);
        return self->result = self->a[1], ASYNC_FINISHED;
    } else {
        self->b = which;
        async_expect(cx), note(1);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(apart, self, apart__note_2, self->call_2, cx, (void)0);
        return self->result = (int)self->b, ASYNC_FINISHED;
    }
}

/* scratch and square live between suspensions only. */
/* async int between(int x) */
struct between__frame {
    async_frame_t base;
    int result;
    int x;    /* parameter */
    int kept; /* lives across note */
    async_frame_t *call;
};
enum between__state { between__note = 1 };
ASYNC_DESCRIPTOR(between, ASYNC_FUNCTION ASYNC_RETURNS(between), "blocks.c", 38,
    ASYNC_POINTS(ASYNC_AT_POOLED(43, 11, between, call, "note")));
ASYNC_START(between, (int x), x)
async int between(int x)
ASYNC_RAMP(between, self, cx, between__start(self, cx, x))

static inline async_step_t between__run(struct between__frame *self, async_context_t *cx,
                                        uint32_t state, int x)
{
    switch (state) { case between__note: goto between__note; }

    int scratch = x * x;
    self->kept = x + 1;

    self->kept += scratch;
    async_expect(cx), note(self->kept);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(between, self, between__note, self->call, cx, (void)0);
    int square = self->kept * self->kept;
    return self->result = square, ASYNC_FINISHED;
}

/* async int counted(void) */
struct counted__frame {
    async_frame_t base;
    int result;
    int before; /* lives across note */
    async_frame_t *call;
};
enum counted__state { counted__note = 1 };
ASYNC_DESCRIPTOR(counted, ASYNC_FUNCTION ASYNC_RETURNS(counted), "blocks.c", 48,
    ASYNC_POINTS(ASYNC_AT_POOLED(53, 11, counted, call, "note")));
ASYNC_START_VOID(counted)
async int counted(void)
ASYNC_RAMP(counted, self, cx, counted__start(self, cx))

static inline async_step_t counted__run(struct counted__frame *self, async_context_t *cx,
                                        uint32_t state)
{
    switch (state) { case counted__note: goto counted__note; }

    static int calls;
    self->before = calls++;

    async_expect(cx), note(self->before);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(counted, self, counted__note, self->call, cx, (void)0);
    return self->result = calls - self->before, ASYNC_FINISHED;
}
