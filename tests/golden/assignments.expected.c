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
    ASYNC_POINTS({"get", 18, 15, ASYNC_POINTER(plain, call), NULL},
        {"get", 19, 19, ASYNC_POINTER(plain, call), NULL}));
ASYNC_START(plain, self, self->x = x, int x)

async int plain(int x)
ASYNC_RAMP(plain, self, cx, plain__start(self, cx, x))

static async_step_t plain__resume(async_frame_t *frame, async_context_t *cx)
{
    struct plain__frame *self = (struct plain__frame *)frame;
    switch (frame->state) {
    case plain__get: goto plain__get; case plain__get_2: goto plain__get_2;
    }

    int r;

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, plain__resume, plain__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    r = t1;
    int t2;
    async_expect(cx);
    t2 = get(r);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, plain__resume, plain__get_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"get", 26, 21, ASYNC_POINTER(added, call), NULL}));
ASYNC_START(added, self, self->total = total; self->x = x, int *total, int x)

async void added(int *total, int x)
ASYNC_RAMP_VOID(added, self, cx, added__start(self, cx, total, x))

static async_step_t added__resume(async_frame_t *frame, async_context_t *cx)
{
    struct added__frame *self = (struct added__frame *)frame;
    switch (frame->state) { case added__get: goto added__get; }

    self->t1 = &(*self->total);
    int t2;
    async_expect(cx);
    t2 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, added__resume, added__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"get", 31, 29, ASYNC_POINTER(initialized, call), NULL},
        {"get", 32, 27, ASYNC_POINTER(initialized, call), NULL},
        {"get", 33, 37, ASYNC_POINTER(initialized, call), NULL},
        {"get", 35, 11, ASYNC_POINTER(initialized, call), NULL}));
ASYNC_START(initialized, self, self->x = x, int x)

async int initialized(int x)
ASYNC_RAMP(initialized, self, cx, initialized__start(self, cx, x))

static async_step_t initialized__resume(async_frame_t *frame, async_context_t *cx)
{
    struct initialized__frame *self = (struct initialized__frame *)frame;
    switch (frame->state) {
    case initialized__get: goto initialized__get; case initialized__get_2: goto initialized__get_2;
    case initialized__get_3: goto initialized__get_3;
    case initialized__get_4: goto initialized__get_4;
    }

    int t1;
    async_expect(cx);
    t1 = get(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, initialized__resume, initialized__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->fixed = t1;
    int t2;
    async_expect(cx);
    t2 = get(1);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, initialized__resume, initialized__get_2, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t2 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    __builtin_memcpy((void *)&self->v, &(int[3]){ self->x, t2, self->fixed }, sizeof self->v);
    self->last = self->v[2];
    int t3;
    async_expect(cx);
    t3 = get(2);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, initialized__resume, initialized__get_3, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t3 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->r = (struct record){ .id = t3, .name = "r", .at = { .y = self->last } };

    async_expect(cx);
    (void)get(self->r.id);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, initialized__resume, initialized__get_4, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        async_drop(cx, self->call);
    }
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
    ASYNC_POINTS({"find", 41, 29, ASYNC_POINTER(copied, call), NULL},
        {"get", 43, 21, ASYNC_POINTER(copied, call), NULL}));
ASYNC_START(copied, self, self->x = x, int x)

async int copied(int x)
ASYNC_RAMP(copied, self, cx, copied__start(self, cx, x))

static async_step_t copied__resume(async_frame_t *frame, async_context_t *cx)
{
    struct copied__frame *self = (struct copied__frame *)frame;
    switch (frame->state) {
    case copied__find: goto copied__find; case copied__get: goto copied__get;
    }

    struct record t1;
    async_expect(cx);
    t1 = find(self->x);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, copied__resume, copied__find, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t1 = *(struct record *)async_value(self->call);
        async_drop(cx, self->call);
    }
    self->r = t1;
    struct record *p = &self->r;

    self->t2 = &(p->at.x);
    int t3;
    async_expect(cx);
    t3 = get(p->at.y);
    if (async_unfinished(cx)) {
        self->call = async_adopt(cx);
        ASYNC_SUSPEND(frame, copied__resume, copied__get, self->call);
        if (self->call->status) return async_raised(frame, async_dropped(cx, self->call));
        t3 = *(int *)async_value(self->call);
        async_drop(cx, self->call);
    }
    (*self->t2) = t3;
    return self->result = self->r.at.x, ASYNC_FINISHED;
}
