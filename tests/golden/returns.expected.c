#include <asyncc.h>

struct pair {
    int a, b;
};

async int get(int x);
async struct pair pair(int x);

/* async int direct(int x) */
struct direct__frame {
    async_frame_t base;
    int result;
    int x; /* parameter */
    async_frame_t *call;
};
enum direct__state { direct__get = 1 };
ASYNC_DESCRIPTOR(direct, ASYNC_FUNCTION ASYNC_RETURNS(direct), "returns.c", 10,
    ASYNC_POINTS({"get", 12, 18, ASYNC_POINTER(direct, call), NULL}));
ASYNC_START(direct, self, self->x = x, int x)

async int direct(int x)
ASYNC_RAMP(direct, self, cx, direct__start(self, cx, x))

static async_step_t direct__resume(async_frame_t *frame, async_context_t *cx)
{
    struct direct__frame *self = (struct direct__frame *)frame;
    switch (frame->state) { case direct__get: goto direct__get; }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, direct__resume, direct__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    return self->result = t1, ASYNC_FINISHED;
}

/* async struct pair structs(int x) */
struct structs__frame {
    async_frame_t base;
    struct pair result;
    int x; /* parameter; lives across get */
    async_frame_t *call;
};
enum structs__state { structs__get = 1, structs__pair };
ASYNC_DESCRIPTOR(structs, ASYNC_FUNCTION ASYNC_RETURNS(structs), "returns.c", 15,
    ASYNC_POINTS({"get", 17, 47, ASYNC_POINTER(structs, call), NULL},
        {"pair", 18, 18, ASYNC_POINTER(structs, call), NULL}));
ASYNC_START(structs, self, self->x = x, int x)

async struct pair structs(int x)
ASYNC_RAMP(structs, self, cx, structs__start(self, cx, x))

static async_step_t structs__resume(async_frame_t *frame, async_context_t *cx)
{
    struct structs__frame *self = (struct structs__frame *)frame;
    switch (frame->state) {
    case structs__get: goto structs__get; case structs__pair: goto structs__pair;
    }

    if (self->x < 0) {
        int t1;
        async_expect(cx);
        t1 = get(self->x);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, structs__resume, structs__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        return self->result = ((struct pair){ self->x, t1 }), ASYNC_FINISHED;
    }
    struct pair t2;
    async_expect(cx);
    t2 = pair(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, structs__resume, structs__pair, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(struct pair *)async_value(self->call);
        async_drop(cx, self->call);
    }
    return self->result = t2, ASYNC_FINISHED;
}

/* async void early(int x) */
struct early__frame {
    async_frame_t base;
    int x; /* parameter */
    async_frame_t *call;
};
enum early__state { early__get = 1, early__get_2 };
ASYNC_DESCRIPTOR(early, ASYNC_FUNCTION, "returns.c", 21,
    ASYNC_POINTS({"get", 24, 15, ASYNC_POINTER(early, call), NULL},
        {"get", 26, 11, ASYNC_POINTER(early, call), NULL}));
ASYNC_START(early, self, self->x = x, int x)

async void early(int x)
ASYNC_RAMP_VOID(early, self, cx, early__start(self, cx, x))

static async_step_t early__resume(async_frame_t *frame, async_context_t *cx)
{
    struct early__frame *self = (struct early__frame *)frame;
    switch (frame->state) {
    case early__get: goto early__get; case early__get_2: goto early__get_2;
    }

    if (self->x < 0) return ASYNC_FINISHED;
    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, early__resume, early__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->x = t1;
    if (self->x) return ASYNC_FINISHED;
    async_expect(cx);
    (void)get(0);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, early__resume, early__get_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        async_drop(cx, self->call);
    }
    return ASYNC_FINISHED;
}

/* Seen by its caller, and small: its frame lies inside the caller's. */
/* static async int embedded(int x) */
struct embedded__frame {
    async_frame_t base;
    int result;
    int x; /* parameter; lives across get */
    async_frame_t *call;
};
enum embedded__state { embedded__get = 1 };
ASYNC_DESCRIPTOR(embedded, ASYNC_FUNCTION ASYNC_RETURNS(embedded), "returns.c", 30,
    ASYNC_POINTS({"get", 32, 19, ASYNC_POINTER(embedded, call), NULL}));
ASYNC_START(embedded, self, self->x = x, int x)

static async_step_t embedded__resume(async_frame_t *frame, async_context_t *cx)
{
    struct embedded__frame *self = (struct embedded__frame *)frame;
    switch (frame->state) { case embedded__get: goto embedded__get; }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, embedded__resume, embedded__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    int y = t1;
    return self->result = self->x + y, ASYNC_FINISHED;
}

/* async int caller(int x) */
struct caller__frame {
    async_frame_t base;
    int result;
    int x;     /* parameter */
    int first; /* lives across embedded_2 */
    struct embedded__frame embedded;
};
enum caller__state { caller__embedded = 1, caller__embedded_2 };
ASYNC_DESCRIPTOR(caller, ASYNC_FUNCTION ASYNC_RETURNS(caller), "returns.c", 36,
    ASYNC_POINTS({"embedded", 38, 23, ASYNC_CHILD(caller, embedded), &embedded__async},
        {"embedded", 38, 51, ASYNC_CHILD(caller, embedded), &embedded__async}));
ASYNC_START(caller, self, self->x = x, int x)

async int caller(int x)
ASYNC_RAMP(caller, self, cx, caller__start(self, cx, x))

static async_step_t caller__resume(async_frame_t *frame, async_context_t *cx)
{
    struct caller__frame *self = (struct caller__frame *)frame;
    switch (frame->state) {
    case caller__embedded: goto caller__embedded; case caller__embedded_2: goto caller__embedded_2;
    }

    if (embedded__start(&self->embedded, cx, self->x) != ASYNC_FINISHED)
        ASYNC_WAIT(frame, caller__resume, caller__embedded, &self->embedded.base);
    self->first = self->embedded.result;
    if (embedded__start(&self->embedded, cx, self->first) != ASYNC_FINISHED)
        ASYNC_WAIT(frame, caller__resume, caller__embedded_2, &self->embedded.base);
    int second = self->embedded.result;
    return self->result = self->first * second, ASYNC_FINISHED;
}

/* async int never_suspends(int x) */
struct never_suspends__frame {
    async_frame_t base;
    int result;
    int x; /* parameter */
};
ASYNC_DESCRIPTOR(never_suspends, ASYNC_FUNCTION ASYNC_RETURNS(never_suspends), "returns.c", 42,
                 ASYNC_NO_POINTS);
ASYNC_START(never_suspends, self, self->x = x, int x)

async int never_suspends(int x)
ASYNC_RAMP(never_suspends, self, cx, never_suspends__start(self, cx, x))

static async_step_t never_suspends__resume(async_frame_t *frame, async_context_t *cx ASYNC_UNUSED)
{
    struct never_suspends__frame *self = (struct never_suspends__frame *)frame;

    return self->result = self->x + 1, ASYNC_FINISHED;
}
