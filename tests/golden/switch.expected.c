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
    ASYNC_POINTS({"get", 8, 19, ASYNC_POINTER(head, call), NULL}));
ASYNC_START(head, self, self->x = x, int x)

async int head(int x)
ASYNC_RAMP(head, self, cx, head__start(self, cx, x))

static async_step_t head__resume(async_frame_t *frame, async_context_t *cx)
{
    struct head__frame *self = (struct head__frame *)frame;
    switch (frame->state) { case head__get: goto head__get; }

    /* switch (await get(x)) */
    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, head__resume, head__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"get", 26, 19, ASYNC_POINTER(bodies, call), NULL},
        {"note", 30, 15, ASYNC_POINTER(bodies, call_2), NULL},
        {"get", 37, 24, ASYNC_POINTER(bodies, call_3), NULL}));
ASYNC_START(bodies, self, self->x = x, int x)

async int bodies(int x)
ASYNC_RAMP(bodies, self, cx, bodies__start(self, cx, x))

static async_step_t bodies__resume(async_frame_t *frame, async_context_t *cx)
{
    struct bodies__frame *self = (struct bodies__frame *)frame;
    switch (frame->state) {
    case bodies__get: goto bodies__get; case bodies__note: goto bodies__note;
    case bodies__get_2: goto bodies__get_2;
    }

    self->r = 0;

    switch (self->x) {
    case 0:;
        int t1;
        async_expect(cx);
        t1 = get(0);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, bodies__resume, bodies__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        self->r = t1;
        __attribute__((fallthrough));
    case 1: {
        self->local = self->r + 1;
        async_expect(cx);
        note(self->local);
        if (async_unfinished(cx)) {
            self->call_2 = async_adopt(cx);
            ASYNC_SUSPEND(frame, bodies__resume, bodies__note, self->call_2);
            if (self->call_2->status) return async_raised(frame, async_dropped(cx, self->call_2));
            async_drop(cx, self->call_2);
        }
        self->r = self->local * 2;
        break;
    }
    default:
        for (self->i = 0; self->i < self->x; self->i++) {
            if (self->i == 3) break;
            int t2;
            async_expect(cx);
            t2 = get(self->i);
            if (async_unfinished(cx)) {
                self->call_3 = async_adopt(cx);
                ASYNC_SUSPEND(frame, bodies__resume, bodies__get_2, self->call_3);
                if (self->call_3->status)
                    return async_raised(frame, async_dropped(cx, self->call_3));
                t2 = *(int *)async_value(self->call_3);
                async_drop(cx, self->call_3);
            }
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
    ASYNC_POINTS({"get", 48, 38, ASYNC_POINTER(duff, call), NULL},
        {"get", 49, 38, ASYNC_POINTER(duff, call), NULL}));
ASYNC_START(duff, self, self->to = to; self->from = from; self->count = count, char *to,
            const char *from, int count)

async void duff(char *to, const char *from, int count)
ASYNC_RAMP_VOID(duff, self, cx, duff__start(self, cx, to, from, count))

static async_step_t duff__resume(async_frame_t *frame, async_context_t *cx)
{
    struct duff__frame *self = (struct duff__frame *)frame;
    switch (frame->state) { case duff__get: goto duff__get; case duff__get_2: goto duff__get_2; }

    self->turns = (self->count + 1) / 2;

    switch (self->count % 2) {
    case 0: do {
            self->t1 = &(*self->to++);
            int t2;
            async_expect(cx);
            t2 = get(*self->from++);
            if (async_unfinished(cx)) {
                self->call = async_adopt(cx);
                ASYNC_SUSPEND(frame, duff__resume, duff__get, self->call);
                if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
                t2 = *(int *)async_value(self->call);
                async_drop(cx, self->call);
            }
            (*self->t1) = (char)t2;
            __attribute__((fallthrough));
    case 1:
        self->t3 = &(*self->to++);
        int t4;
        async_expect(cx);
        t4 = get(*self->from++);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, duff__resume, duff__get_2, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t4 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        (*self->t3) = (char)t4;
            } while (--self->turns > 0);
    }
    return ASYNC_FINISHED;
}
