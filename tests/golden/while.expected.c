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
    ASYNC_POINTS(ASYNC_AT_POOLED(15, 22, body, call, "get")));
ASYNC_START_STORED(body, self, self->n = n, int n)
async int body(int n)
ASYNC_RAMP(body, self, cx, body__start(self, cx, n))

static inline async_step_t body__run(struct body__frame *self, async_context_t *cx, uint32_t state)
{
    switch (state) { case body__get: goto body__get; }

    self->sum = 0;

    while (self->n > 0) {
        if (self->n == 7) {
            self->n--;
            continue;
        }
        int t1;
        async_expect(cx), t1 = get(self->n);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(body, self, body__get, self->call, cx, ASYNC_VALUE(t1, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(26, 25, head, call, "get")));
ASYNC_START_STORED(head, self, self->n = n, int n)
async int head(int n)
ASYNC_RAMP(head, self, cx, head__start(self, cx, n))

static inline async_step_t head__run(struct head__frame *self, async_context_t *cx, uint32_t state)
{
    switch (state) { case head__get: goto head__get; }

    self->sum = 0;
    int got;

    for (;;) { /* while ((got = await get(n)) > 0) */
        int t1;
        async_expect(cx), t1 = get(self->n);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(head, self, head__get, self->call, cx, ASYNC_VALUE(t1, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(38, 15, repeated, call, "note")));
ASYNC_START_STORED(repeated, self, self->n = n, int n)
async void repeated(int n)
ASYNC_RAMP_VOID(repeated, self, cx, repeated__start(self, cx, n))

static inline async_step_t repeated__run(struct repeated__frame *self, async_context_t *cx,
                                         uint32_t state)
{
    switch (state) { case repeated__note: goto repeated__note; }

    do {
        async_expect(cx), note(self->n);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(repeated, self, repeated__note, self->call, cx, (void)0);
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
    ASYNC_POINTS(ASYNC_AT_POOLED(50, 18, until, call, "get")));
ASYNC_START(until, (int n), n)
async int until(int n)
ASYNC_RAMP(until, self, cx, until__start(self, cx, n))

static inline async_step_t until__run(struct until__frame *self, async_context_t *cx,
                                      uint32_t state, int n)
{
    switch (state) { case until__get: goto until__get; }

    self->rounds = 0;

    for (;;) { /* while (await get(n) < rounds) */
        self->rounds++;
        int t1;
        async_expect(cx), t1 = get(n);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(until, self, until__get, self->call, cx, ASYNC_VALUE(t1, self->call));
        if (!(t1 < self->rounds)) break;
    }
    return self->result = self->rounds, ASYNC_FINISHED;
}
