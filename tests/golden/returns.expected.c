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
    ASYNC_POINTS(ASYNC_AT_POOLED(12, 18, direct, call, "get")));
ASYNC_START(direct, (int x), x)
async int direct(int x)
ASYNC_RAMP(direct, self, cx, direct__start(self, cx, x))

static inline async_step_t direct__run(struct direct__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case direct__get: goto direct__get; }

    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(direct, self, direct__get, self->call, cx, ASYNC_VALUE(t1, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(17, 47, structs, call, "get"),
    ASYNC_AT_POOLED(18, 18, structs, call, "pair")));
ASYNC_START(structs, (int x), x)
async struct pair structs(int x)
ASYNC_RAMP(structs, self, cx, structs__start(self, cx, x))

static inline async_step_t structs__run(struct structs__frame *self, async_context_t *cx,
                                        uint32_t state, int x)
{
    switch (state) { case structs__get: goto structs__get; case structs__pair: goto structs__pair; }

    if (x < 0) {
        int t1;
        async_expect(cx), t1 = get(x);
        if (async_unfinished(cx))
            ASYNC_WAIT_POOLED(structs, self, structs__get, self->call, cx,
                              ASYNC_VALUE(t1, self->call));
        return self->result = (struct pair){ x, t1 }, ASYNC_FINISHED;
    }
    struct pair t2;
    async_expect(cx), t2 = pair(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(structs, self, structs__pair, self->call, cx,
                          ASYNC_VALUE(t2, self->call));
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
    ASYNC_POINTS(ASYNC_AT_POOLED(24, 15, early, call, "get"),
    ASYNC_AT_POOLED(26, 11, early, call, "get")));
ASYNC_START_STORED(early, self, self->x = x, int x)
async void early(int x)
ASYNC_RAMP_VOID(early, self, cx, early__start(self, cx, x))

static inline async_step_t early__run(struct early__frame *self, async_context_t *cx,
                                      uint32_t state)
{
    switch (state) { case early__get: goto early__get; case early__get_2: goto early__get_2; }

    if (self->x < 0) return ASYNC_FINISHED;
    int t1;
    async_expect(cx), t1 = get(self->x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(early, self, early__get, self->call, cx, ASYNC_VALUE(t1, self->call));
    self->x = t1;
    if (self->x) return ASYNC_FINISHED;
    async_expect(cx), (void)get(0);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(early, self, early__get_2, self->call, cx, (void)0);
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
    ASYNC_POINTS(ASYNC_AT_POOLED(32, 19, embedded, call, "get")));
ASYNC_START(embedded, (int x), x)

static inline async_step_t embedded__run(struct embedded__frame *self, async_context_t *cx,
                                         uint32_t state, int x)
{
    switch (state) { case embedded__get: goto embedded__get; }

    int y;
    async_expect(cx), y = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(embedded, self, embedded__get, self->call, cx,
                          ASYNC_VALUE(y, self->call));
    return self->result = x + y, ASYNC_FINISHED;
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
    ASYNC_POINTS(ASYNC_AT(38, 23, caller, embedded, embedded),
    ASYNC_AT(38, 51, caller, embedded, embedded)));
ASYNC_START(caller, (int x), x)
async int caller(int x)
ASYNC_RAMP(caller, self, cx, caller__start(self, cx, x))

static inline async_step_t caller__run(struct caller__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case caller__embedded: goto caller__embedded;
                     case caller__embedded_2: goto caller__embedded_2; }

    if (embedded__start(&self->embedded, cx, x))
        ASYNC_WAIT(caller, self, caller__embedded, self->embedded);
    self->first = self->embedded.result;
    if (embedded__start(&self->embedded, cx, self->first))
        ASYNC_WAIT(caller, self, caller__embedded_2, self->embedded);
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
ASYNC_START(never_suspends, (int x), x)
async int never_suspends(int x)
ASYNC_RAMP(never_suspends, self, cx, never_suspends__start(self, cx, x))

static inline async_step_t never_suspends__run(struct never_suspends__frame *self,
                                               async_context_t *cx ASYNC_UNUSED,
                                                   uint32_t state ASYNC_UNUSED, int x)
{

    return self->result = x + 1, ASYNC_FINISHED;
}
