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
    ASYNC_POINTS(ASYNC_AT_POOLED(8, 24, ways_out, call, "get"),
    ASYNC_AT_POOLED(11, 20, ways_out, call, "get"),
    ASYNC_AT_POOLED(13, 11, ways_out, call, "note"),
    ASYNC_AT_POOLED(15, 11, ways_out, call, "note")));
ASYNC_START(ways_out, (int x), x)
async int ways_out(int x)
ASYNC_RAMP(ways_out, self, cx, ways_out__start(self, cx, x))

static inline async_step_t ways_out__run(struct ways_out__frame *self, async_context_t *cx,
                                         uint32_t state, int x)
{
    switch (state) { case ways_out__get: goto ways_out__get;
                     case ways_out__get_2: goto ways_out__get_2;
                     case ways_out__note: goto ways_out__note;
                     case ways_out__note_2: goto ways_out__note_2; }

    async_expect(cx), self->status = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(ways_out, self, ways_out__get, self->call, cx,
                          ASYNC_VALUE(self->status, self->call));

    if (self->status < 0) goto out;
    int t2;
    async_expect(cx), t2 = get(self->status);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(ways_out, self, ways_out__get_2, self->call, cx,
                          ASYNC_VALUE(t2, self->call));
    self->status = t2;
    if (self->status < 0) goto undo;
    async_expect(cx), note(self->status);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(ways_out, self, ways_out__note, self->call, cx, (void)0);
undo:
    async_expect(cx), note(-1);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(ways_out, self, ways_out__note_2, self->call, cx, (void)0);
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
    ASYNC_POINTS(ASYNC_AT_POOLED(26, 15, backward, call, "get")));
ASYNC_START(backward, (int x), x)
async int backward(int x)
ASYNC_RAMP(backward, self, cx, backward__start(self, cx, x))

static inline async_step_t backward__run(struct backward__frame *self, async_context_t *cx,
                                         uint32_t state, int x)
{
    switch (state) { case backward__get: goto backward__get; }

    self->tries = 0;

again:
    self->tries++;
    /* if (await get(x) < tries) */
    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(backward, self, backward__get, self->call, cx,
                          ASYNC_VALUE(t1, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(38, 15, into_a_loop, call, "note")));
ASYNC_START_STORED(into_a_loop, self, self->x = x, int x)
async int into_a_loop(int x)
ASYNC_RAMP(into_a_loop, self, cx, into_a_loop__start(self, cx, x))

static inline async_step_t into_a_loop__run(struct into_a_loop__frame *self, async_context_t *cx,
                                            uint32_t state)
{
    switch (state) { case into_a_loop__note: goto into_a_loop__note; }

    self->i = self->x;

    if (self->x > 0) goto inside;
    for (self->i = 0; self->i < 8; self->i++) {
        self->x += self->i;
inside:
        async_expect(cx), note(self->i);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(into_a_loop, self, into_a_loop__note, self->call, cx, (void)0);
    }
    return self->result = self->x, ASYNC_FINISHED;
}
