#include <asyncc.h>

struct record {
    int id;
    char name[8];
    struct unnamed {
        int x, y;
    } at;
};

async int get(int x);
async struct record find(int x);

/* async int plain(int x) */
struct plain__frame {
    async_frame_t base;
    int result;
    int x; /* parameter */
    async_frame_t *call;
};
enum plain__state { plain__get = 1, plain__get_2 };
ASYNC_DESCRIPTOR(plain, ASYNC_FUNCTION ASYNC_RETURNS(plain), "assignments.c", 14,
    ASYNC_POINTS(ASYNC_AT_POOLED(18, 15, plain, call, "get"),
    ASYNC_AT_POOLED(19, 19, plain, call, "get")));
ASYNC_START_STORED(plain, self, self->x = x, int x)
async int plain(int x)
ASYNC_RAMP(plain, self, cx, plain__start(self, cx, x))

static inline async_step_t plain__run(struct plain__frame *self, async_context_t *cx,
                                      uint32_t state)
{
    switch (state) { case plain__get: goto plain__get; case plain__get_2: goto plain__get_2; }

    int r;

    int t1;
    async_expect(cx), t1 = get(self->x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(plain, self, plain__get, self->call, cx, ASYNC_VALUE(t1, self->call));
    r = t1;
    int t2;
    async_expect(cx), t2 = get(r);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(plain, self, plain__get_2, self->call, cx, ASYNC_VALUE(t2, self->call));
    r = self->x = t2;
    return self->result = r, ASYNC_FINISHED;
}

/* The old value is read after the await, so that updates meanwhile are not lost. */
/* async void added(int *total, int x) */
struct added__frame {
    async_frame_t base;
    int *total, x; /* parameters */
    int *t1;       /* lives across get */
    async_frame_t *call;
};
enum added__state { added__get = 1 };
ASYNC_DESCRIPTOR(added, ASYNC_FUNCTION, "assignments.c", 24,
    ASYNC_POINTS(ASYNC_AT_POOLED(26, 21, added, call, "get")));
ASYNC_START(added, (int *total, int x), total, x)
async void added(int *total, int x)
ASYNC_RAMP_VOID(added, self, cx, added__start(self, cx, total, x))

static inline async_step_t added__run(struct added__frame *self, async_context_t *cx,
                                      uint32_t state, int *total, int x)
{
    switch (state) { case added__get: goto added__get; }

    self->t1 = &(*total);
    int t2;
    async_expect(cx), t2 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(added, self, added__get, self->call, cx, ASYNC_VALUE(t2, self->call));
    (*self->t1) += t2;
    return ASYNC_FINISHED;
}

/* async int initialized(int x) */
struct initialized__frame {
    async_frame_t base;
    int result;
    int x;           /* parameter; lives across get, get_2 */
    int fixed;       /* lives across get_2 */
    int v[3];        /* lives across get_3, get_4 */
    int last;        /* lives across get_3 */
    struct record r; /* lives across get_4 */
    async_frame_t *call;
};
enum initialized__state { initialized__get = 1, initialized__get_2, initialized__get_3,
    initialized__get_4 };
ASYNC_DESCRIPTOR(initialized, ASYNC_FUNCTION ASYNC_RETURNS(initialized), "assignments.c", 29,
    ASYNC_POINTS(ASYNC_AT_POOLED(31, 29, initialized, call, "get"),
    ASYNC_AT_POOLED(32, 27, initialized, call, "get"),
    ASYNC_AT_POOLED(33, 37, initialized, call, "get"),
    ASYNC_AT_POOLED(35, 11, initialized, call, "get")));
ASYNC_START(initialized, (int x), x)
async int initialized(int x)
ASYNC_RAMP(initialized, self, cx, initialized__start(self, cx, x))

static inline async_step_t initialized__run(struct initialized__frame *self, async_context_t *cx,
                                            uint32_t state, int x)
{
    switch (state) { case initialized__get: goto initialized__get;
                     case initialized__get_2: goto initialized__get_2;
                     case initialized__get_3: goto initialized__get_3;
                     case initialized__get_4: goto initialized__get_4; }

    int t1;
    async_expect(cx), t1 = get(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(initialized, self, initialized__get, self->call, cx,
                          ASYNC_VALUE(t1, self->call));
    self->fixed = t1;
    int t2;
    async_expect(cx), t2 = get(1);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(initialized, self, initialized__get_2, self->call, cx,
                          ASYNC_VALUE(t2, self->call));
    __builtin_memcpy((void *)&self->v, &(int[3]){ x, t2, self->fixed }, sizeof self->v);
    self->last = self->v[2];
    int t3;
    async_expect(cx), t3 = get(2);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(initialized, self, initialized__get_3, self->call, cx,
                          ASYNC_VALUE(t3, self->call));
    self->r = (struct record){ .id = t3, .name = "r", .at = { .y = self->last } };

    async_expect(cx), (void)get(self->r.id);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(initialized, self, initialized__get_4, self->call, cx, (void)0);
    return self->result = self->r.at.y + self->v[1], ASYNC_FINISHED;
}

/* async int copied(int x) */
struct copied__frame {
    async_frame_t base;
    int result;
    int x;           /* parameter */
    struct record r; /* lives across find, get */
    int *t2;         /* lives across get */
    async_frame_t *call;
};
enum copied__state { copied__find = 1, copied__get };
ASYNC_DESCRIPTOR(copied, ASYNC_FUNCTION ASYNC_RETURNS(copied), "assignments.c", 39,
    ASYNC_POINTS(ASYNC_AT_POOLED(41, 29, copied, call, "find"),
    ASYNC_AT_POOLED(43, 21, copied, call, "get")));
ASYNC_START(copied, (int x), x)
async int copied(int x)
ASYNC_RAMP(copied, self, cx, copied__start(self, cx, x))

static inline async_step_t copied__run(struct copied__frame *self, async_context_t *cx,
                                       uint32_t state, int x)
{
    switch (state) { case copied__find: goto copied__find; case copied__get: goto copied__get; }

    struct record t1;
    async_expect(cx), t1 = find(x);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(copied, self, copied__find, self->call, cx, ASYNC_VALUE(t1, self->call));
    self->r = t1;
    struct record *p = &self->r;

    self->t2 = &(p->at.x);
    int t3;
    async_expect(cx), t3 = get(p->at.y);
    if (async_unfinished(cx))
        ASYNC_WAIT_POOLED(copied, self, copied__get, self->call, cx, ASYNC_VALUE(t3, self->call));
    (*self->t2) = t3;
    return self->result = self->r.at.x, ASYNC_FINISHED;
}
