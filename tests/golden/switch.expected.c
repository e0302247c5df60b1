#include <asyncc.h>

async int get(int x);
async void note(int x);

/* async int head(int x) */
struct head__frame {
    async_frame_t base;
    int result;
    int x; /* parameter */
    async_frame_t *call;
};
enum head__state { head__get = 1 };
ASYNC_DESCRIPTOR(head, ASYNC_FUNCTION ASYNC_RETURNS(head), "switch.c", 6,
    ASYNC_POINTS(ASYNC_AT_POOLED(8, 19, head, call, "get")));
ASYNC_START_STORED(head, self, self->x = x, int x)
async int head(int x)
ASYNC_RAMP(head, self, cx, head__start(self, cx, x))

static inline async_step_t head__run(struct head__frame *self, async_context_t *cx, uint32_t state)
{
    switch (state) { case head__get: goto head__get; }

    /* switch (await get(x)) */
    int t1;
    async_expect(cx), t1 = get(self->x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(head, self, head__get, self->call, cx, ASYNC_VALUE(t1, self->call));
    switch (t1) {
    case 0:
        return self->result = 1, ASYNC_FINISHED;
    case 1 ... 3:
        self->x = 5;
        break;
    default:
        self->x = 7;
    }
    return self->result = self->x, ASYNC_FINISHED;
}

/* async int bodies(int x) */
struct bodies__frame {
    async_frame_t base;
    int result;
    int x;             /* parameter; lives across get_2 */
    int r;             /* lives across get_2 */
    union {
        async_frame_t *call;
        struct {       /* of the block at line 28 */
            int local; /* lives across note */
            async_frame_t *call_2;
        };
        struct {       /* of the block at line 35 */
            int i;     /* lives across get_2 */
            async_frame_t *call_3;
        };
    };
};
enum bodies__state { bodies__get = 1, bodies__note, bodies__get_2 };
ASYNC_DESCRIPTOR(bodies, ASYNC_FUNCTION ASYNC_RETURNS(bodies), "switch.c", 20,
    ASYNC_POINTS(ASYNC_AT_POOLED(26, 19, bodies, call, "get"),
    ASYNC_AT_POOLED(30, 15, bodies, call_2, "note"),
    ASYNC_AT_POOLED(37, 24, bodies, call_3, "get")));
ASYNC_START(bodies, (int x), x)
async int bodies(int x)
ASYNC_RAMP(bodies, self, cx, bodies__start(self, cx, x))

static inline async_step_t bodies__run(struct bodies__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case bodies__get: goto bodies__get; case bodies__note: goto bodies__note;
                     case bodies__get_2: goto bodies__get_2; }

    self->r = 0;

    switch (x) {
    case 0:;
        int t1;
        async_expect(cx), t1 = get(0);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(bodies, self, bodies__get, self->call, cx,
                              ASYNC_VALUE(t1, self->call));
        self->r = t1;
        __attribute__((fallthrough));
    case 1: {
        self->local = self->r + 1;
        async_expect(cx), note(self->local);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(bodies, self, bodies__note, self->call_2, cx, (void)0);
        self->r = self->local * 2;
        break;
    }
    default:
        for (self->i = 0; self->i < x; self->i++) {
            if (self->i == 3) break;
            int t2;
            async_expect(cx), t2 = get(self->i);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(bodies, self, bodies__get_2, self->call_3, cx,
                                  ASYNC_VALUE(t2, self->call_3));
            self->r += t2;
        }
    }
    return self->result = self->r, ASYNC_FINISHED;
}

/* async void duff(char *to, const char *from, int count) */
struct duff__frame {
    async_frame_t base;
    char *to;         /* parameter; lives across get, get_2 */
    const char *from; /* parameter; lives across get, get_2 */
    int count;        /* parameter */
    int turns;        /* lives across get, get_2 */
    char *t1;         /* lives across get */
    char *t3;         /* lives across get_2 */
    async_frame_t *call;
};
enum duff__state { duff__get = 1, duff__get_2 };
ASYNC_DESCRIPTOR(duff, ASYNC_FUNCTION, "switch.c", 43,
    ASYNC_POINTS(ASYNC_AT_POOLED(48, 38, duff, call, "get"),
    ASYNC_AT_POOLED(49, 38, duff, call, "get")));
ASYNC_START_STORED(duff, self, self->to = to; self->from = from; self->count = count, char *to,
                   const char *from, int count)
async void duff(char *to, const char *from, int count)
ASYNC_RAMP_VOID(duff, self, cx, duff__start(self, cx, to, from, count))

static inline async_step_t duff__run(struct duff__frame *self, async_context_t *cx, uint32_t state)
{
    switch (state) { case duff__get: goto duff__get; case duff__get_2: goto duff__get_2; }

    self->turns = (self->count + 1) / 2;

    switch (self->count % 2) {
    case 0: do {
            self->t1 = &(*self->to++);
            int t2;
            async_expect(cx), t2 = get(*self->from++);
            if (async_unfinished(cx))
                ASYNC_WAIT_POOLED(duff, self, duff__get, self->call, cx,
                                  ASYNC_VALUE(t2, self->call));
            (*self->t1) = (char)t2;
            __attribute__((fallthrough));
    case 1:
        self->t3 = &(*self->to++);
        int t4;
        async_expect(cx), t4 = get(*self->from++);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(duff, self, duff__get_2, self->call, cx, ASYNC_VALUE(t4, self->call));
        (*self->t3) = (char)t4;
            } while (--self->turns > 0);
    }
    return ASYNC_FINISHED;
}
