#include <asyncc.h>

async int get(int x);
async void note(int x);

/* async int body(int n) */
struct body__frame {
    async_frame_t base;
    int result;
    int n;   /* parameter; lives across get */
    int sum; /* lives across get */
    async_frame_t *call;
};
enum body__state { body__get = 1 };
ASYNC_DESCRIPTOR(body, ASYNC_FUNCTION ASYNC_RETURNS(body), "while.c", 6,
    ASYNC_POINTS({"get", 15, 22, ASYNC_POINTER(body, call), NULL}));
ASYNC_START(body, self, self->n = n, int n)

async int body(int n)
ASYNC_RAMP(body, self, cx, body__start(self, cx, n))

static async_step_t body__resume(async_frame_t *frame, async_context_t *cx)
{
    struct body__frame *self = (struct body__frame *)frame;
    switch (frame->state) { case body__get: goto body__get; }

    self->sum = 0;

    while (self->n > 0) {
        if (self->n == 7) {
            self->n--;
            continue;
        }
        int t1;
        async_expect(cx);
        t1 = get(self->n);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, body__resume, body__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        self->sum += t1;
        if (self->sum > 100) break;
        self->n--;
    }
    return self->result = self->sum, ASYNC_FINISHED;
}

/* async int head(int n) */
struct head__frame {
    async_frame_t base;
    int result;
    int n;   /* parameter; lives across get */
    int sum; /* lives across get */
    async_frame_t *call;
};
enum head__state { head__get = 1 };
ASYNC_DESCRIPTOR(head, ASYNC_FUNCTION ASYNC_RETURNS(head), "while.c", 22,
    ASYNC_POINTS({"get", 26, 25, ASYNC_POINTER(head, call), NULL}));
ASYNC_START(head, self, self->n = n, int n)

async int head(int n)
ASYNC_RAMP(head, self, cx, head__start(self, cx, n))

static async_step_t head__resume(async_frame_t *frame, async_context_t *cx)
{
    struct head__frame *self = (struct head__frame *)frame;
    switch (frame->state) { case head__get: goto head__get; }

    self->sum = 0;
    int got;

    for (;;) { /* while ((got = await get(n)) > 0) */
        int t1;
        async_expect(cx);
        t1 = get(self->n);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, head__resume, head__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        if (!((got = t1) > 0)) break;
        self->sum += got;
        if (self->sum > 100) break;
        if (got == 3) continue;
        self->n++;
    }
    return self->result = self->sum, ASYNC_FINISHED;
}

/* async void repeated(int n) */
struct repeated__frame {
    async_frame_t base;
    int n; /* parameter; lives across note */
    async_frame_t *call;
};
enum repeated__state { repeated__note = 1 };
ASYNC_DESCRIPTOR(repeated, ASYNC_FUNCTION, "while.c", 35,
    ASYNC_POINTS({"note", 38, 15, ASYNC_POINTER(repeated, call), NULL}));
ASYNC_START(repeated, self, self->n = n, int n)

async void repeated(int n)
ASYNC_RAMP_VOID(repeated, self, cx, repeated__start(self, cx, n))

static async_step_t repeated__resume(async_frame_t *frame, async_context_t *cx)
{
    struct repeated__frame *self = (struct repeated__frame *)frame;
    switch (frame->state) { case repeated__note: goto repeated__note; }

    do {
        async_expect(cx);
        note(self->n);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, repeated__resume, repeated__note, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            async_drop(cx, self->call);
        }
        if (self->n == 5) continue;
        self->n -= 2;
    } while (self->n > 0);
    return ASYNC_FINISHED;
}

/* async int until(int n) */
struct until__frame {
    async_frame_t base;
    int result;
    int n;      /* parameter; lives across get */
    int rounds; /* lives across get */
    async_frame_t *call;
};
enum until__state { until__get = 1 };
ASYNC_DESCRIPTOR(until, ASYNC_FUNCTION ASYNC_RETURNS(until), "while.c", 44,
    ASYNC_POINTS({"get", 50, 18, ASYNC_POINTER(until, call), NULL}));
ASYNC_START(until, self, self->n = n, int n)

async int until(int n)
ASYNC_RAMP(until, self, cx, until__start(self, cx, n))

static async_step_t until__resume(async_frame_t *frame, async_context_t *cx)
{
    struct until__frame *self = (struct until__frame *)frame;
    switch (frame->state) { case until__get: goto until__get; }

    self->rounds = 0;

    for (;;) { /* while (await get(n) < rounds) */
        self->rounds++;
        int t1;
        async_expect(cx);
        t1 = get(self->n);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            ASYNC_SUSPEND(frame, until__resume, until__get, self->call);
            if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
            t1 = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        if (!(t1 < self->rounds)) break;
    }
    return self->result = self->rounds, ASYNC_FINISHED;
}
