#include <asyncc.h>

async int get(int x);
async void note(int x);

/* async int ways_out(int x) */
struct ways_out__frame {
    async_frame_t base;
    int result;
    int x;      /* parameter */
    int status; /* lives across note, note_2 */
    async_frame_t *call;
};
enum ways_out__state { ways_out__get = 1, ways_out__get_2, ways_out__note, ways_out__note_2 };
ASYNC_DESCRIPTOR(ways_out, ASYNC_FUNCTION ASYNC_RETURNS(ways_out), "goto.c", 6,
    ASYNC_POINTS({"get", 8, 24, ASYNC_POINTER(ways_out, call), NULL},
        {"get", 11, 20, ASYNC_POINTER(ways_out, call), NULL},
        {"note", 13, 11, ASYNC_POINTER(ways_out, call), NULL},
        {"note", 15, 11, ASYNC_POINTER(ways_out, call), NULL}));
ASYNC_START(ways_out, self, self->x = x, int x)

async int ways_out(int x)
ASYNC_RAMP(ways_out, self, cx, ways_out__start(self, cx, x))

static async_step_t ways_out__resume(async_frame_t *frame, async_context_t *cx)
{
    struct ways_out__frame *self = (struct ways_out__frame *)frame;
    switch (frame->state) {
    case ways_out__get: goto ways_out__get; case ways_out__get_2: goto ways_out__get_2;
    case ways_out__note: goto ways_out__note; case ways_out__note_2: goto ways_out__note_2;
    }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, ways_out__resume, ways_out__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->status = t1;

    if (self->status < 0) goto out;
    int t2;
    async_expect(cx);
    t2 = get(self->status);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, ways_out__resume, ways_out__get_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->status = t2;
    if (self->status < 0) goto undo;
    async_expect(cx);
    note(self->status);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, ways_out__resume, ways_out__note, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        async_drop(cx, self->call);
    }
undo:
    async_expect(cx);
    note(-1);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, ways_out__resume, ways_out__note_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        async_drop(cx, self->call);
    }
out:
    return self->result = self->status, ASYNC_FINISHED;
}

/* async int backward(int x) */
struct backward__frame {
    async_frame_t base;
    int result;
    int x;     /* parameter; lives across get */
    int tries; /* lives across get */
    async_frame_t *call;
};
enum backward__state { backward__get = 1 };
ASYNC_DESCRIPTOR(backward, ASYNC_FUNCTION ASYNC_RETURNS(backward), "goto.c", 20,
    ASYNC_POINTS({"get", 26, 15, ASYNC_POINTER(backward, call), NULL}));
ASYNC_START(backward, self, self->x = x, int x)

async int backward(int x)
ASYNC_RAMP(backward, self, cx, backward__start(self, cx, x))

static async_step_t backward__resume(async_frame_t *frame, async_context_t *cx)
{
    struct backward__frame *self = (struct backward__frame *)frame;
    switch (frame->state) { case backward__get: goto backward__get; }

    self->tries = 0;

again:
    self->tries++;
    /* if (await get(x) < tries) */
    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, backward__resume, backward__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    if (t1 < self->tries) goto again;
    return self->result = self->tries, ASYNC_FINISHED;
}

/* async int into_a_loop(int x) */
struct into_a_loop__frame {
    async_frame_t base;
    int result;
    int x; /* parameter; lives across note */
    int i; /* lives across note */
    async_frame_t *call;
};
enum into_a_loop__state { into_a_loop__note = 1 };
ASYNC_DESCRIPTOR(into_a_loop, ASYNC_FUNCTION ASYNC_RETURNS(into_a_loop), "goto.c", 30,
    ASYNC_POINTS({"note", 38, 15, ASYNC_POINTER(into_a_loop, call), NULL}));
ASYNC_START(into_a_loop, self, self->x = x, int x)

async int into_a_loop(int x)
ASYNC_RAMP(into_a_loop, self, cx, into_a_loop__start(self, cx, x))

static async_step_t into_a_loop__resume(async_frame_t *frame, async_context_t *cx)
{
    struct into_a_loop__frame *self = (struct into_a_loop__frame *)frame;
    switch (frame->state) { case into_a_loop__note: goto into_a_loop__note; }

    self->i = self->x;

    if (self->x > 0) goto inside;
    for (self->i = 0; self->i < 8; self->i++) {
        self->x += self->i;
inside:
        async_expect(cx);
        note(self->i);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, into_a_loop__resume, into_a_loop__note, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            async_drop(cx, self->call);
        }
    }
    return self->result = self->x, ASYNC_FINISHED;
}
