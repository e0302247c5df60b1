#include <asyncc.h>

/* static async int work(int ms) */
struct work__frame {
    async_frame_t base;
    int result;
    int ms; /* parameter; lives across sleep */
    struct async_sleep__frame sleep;
};
enum work__state { work__sleep = 1 };
ASYNC_DESCRIPTOR(work, ASYNC_FUNCTION ASYNC_RETURNS(work), "tasks.c", 3,
    ASYNC_POINTS(ASYNC_AT(5, 11, work, sleep, async_sleep)));
ASYNC_START(work, (int ms), ms)
ASYNC_UNUSED static async int work(int ms)
ASYNC_RAMP(work, self, cx, work__start(self, cx, ms))

static inline async_step_t work__run(struct work__frame *self, async_context_t *cx, uint32_t state,
                                     int ms)
{
    switch (state) { case work__sleep: goto work__sleep; }

    if (async_sleep__start(&self->sleep, cx, (uint64_t)ms))
        ASYNC_WAIT(work, self, work__sleep, self->sleep);
    return self->result = ms, ASYNC_FINISHED;
}

/* async int gathered(void) */
struct gathered__frame {
    async_frame_t base;
    int result;
    int a, b; /* live across gather */
    async_joint_t gather;
    struct { async_child_t child; struct work__frame frame; } work, work_2;
};
enum gathered__state { gathered__gather = 1 };
ASYNC_DESCRIPTOR(gathered, ASYNC_FUNCTION ASYNC_RETURNS(gathered), "tasks.c", 9,
    ASYNC_POINTS(ASYNC_AT_JOINT(13, 11, gathered, gather, "async_gather",
    ASYNC_AT(13, 28, gathered, work.frame, work), ASYNC_AT(13, 42, gathered, work_2.frame, work))));
ASYNC_START_VOID(gathered)
async int gathered(void)
ASYNC_RAMP(gathered, self, cx, gathered__start(self, cx))

static inline async_step_t gathered__run(struct gathered__frame *self, async_context_t *cx,
                                         uint32_t state)
{
    switch (state) { case gathered__gather: goto gathered__gather; }

    async_joint_open(&self->gather, cx, ASYNC_JOINT_GATHER);
    ASYNC_START_CHILD(self->gather, cx, self->work, work__start(&self->work.frame, cx, 10));
    ASYNC_START_CHILD(self->gather, cx, self->work_2, work__start(&self->work_2.frame, cx, 20));
    if (async_joint_wait(&self->gather, cx))
        ASYNC_SUSPEND(gathered, self, gathered__gather, self->gather.base);
    if (self->work.child.finished) self->a = self->work.frame.result;
    if (self->work_2.child.finished) self->b = self->work_2.frame.result;
    if (self->gather.base.status) return async_raised(&self->base, self->gather.base.status);
    return self->result = self->a + self->b, ASYNC_FINISHED;
}

/* async int spawned(int count) */
struct spawned__frame {
    async_frame_t base;
    int result;
    int count;       /* parameter; lives across i */
    int *tasks[8];   /* lives across i */
    int sum, i, *t1; /* live across i */
    struct async_join__frame join;
};
enum spawned__state { spawned__i = 1 };
ASYNC_DESCRIPTOR(spawned, ASYNC_FUNCTION ASYNC_RETURNS(spawned), "tasks.c", 17,
    ASYNC_POINTS(ASYNC_AT_AS("i", 23, 50, spawned, join, async_join)));
ASYNC_START(spawned, (int count), count)
async int spawned(int count)
ASYNC_RAMP(spawned, self, cx, spawned__start(self, cx, count))

static inline async_step_t spawned__run(struct spawned__frame *self, async_context_t *cx,
                                        uint32_t state, int count)
{
    switch (state) { case spawned__i: goto spawned__i; }

    self->sum = 0;

    for (int i = 0; i < count; i++) self->tasks[i] = async_spawn(work(i));
    for (self->i = 0; self->i < count; self->i++) {
        self->t1 = self->tasks[self->i];
        if (async_join__start(&self->join, cx, self->t1))
            ASYNC_WAIT(spawned, self, spawned__i, self->join);
        int t2 = *self->t1;
        async_release(self->t1);
        self->sum += t2;
    }
    return self->result = self->sum, ASYNC_FINISHED;
}

/* async int promised(async_future(int) f) */
struct promised__frame {
    async_frame_t base;
    int result;
    int *f; /* parameter; lives across f */
    struct async_handle__frame handle;
};
enum promised__state { promised__f = 1 };
ASYNC_DESCRIPTOR(promised, ASYNC_FUNCTION ASYNC_RETURNS(promised), "tasks.c", 27,
    ASYNC_POINTS(ASYNC_AT_AS("f", 29, 18, promised, handle, async_handle)));
ASYNC_START(promised, (int *f), f)
async int promised(async_future(int) f)
ASYNC_RAMP(promised, self, cx, promised__start(self, cx, f))

static inline async_step_t promised__run(struct promised__frame *self, async_context_t *cx,
                                         uint32_t state, int *f)
{
    switch (state) { case promised__f: goto promised__f; }

    if (async_handle__start(&self->handle, cx, f))
        ASYNC_WAIT(promised, self, promised__f, self->handle);
    return self->result = *f + 1, ASYNC_FINISHED;
}

/* async int main(void) */
struct main__frame {
    async_frame_t base;
    int result;
    union {
        struct gathered__frame gathered;
        struct spawned__frame spawned;
    };
};
enum main__state { main__gathered = 1, main__spawned };
ASYNC_DESCRIPTOR(main, ASYNC_FUNCTION ASYNC_RETURNS(main), "tasks.c", 32,
    ASYNC_POINTS(ASYNC_AT(34, 18, main, gathered, gathered),
    ASYNC_AT(34, 44, main, spawned, spawned)));
ASYNC_START_VOID(main)

static inline async_step_t main__run(struct main__frame *self, async_context_t *cx, uint32_t state)
{
    switch (state) { case main__gathered: goto main__gathered;
                     case main__spawned: goto main__spawned; }

    if (gathered__start(&self->gathered, cx))
        ASYNC_WAIT(main, self, main__gathered, self->gathered);
    int t1 = (self->gathered.result == 30) != 0;
    if (t1) {
        if (spawned__start(&self->spawned, cx, 4))
            ASYNC_WAIT(main, self, main__spawned, self->spawned);
        t1 = (self->spawned.result == 6) != 0;
    }
    return self->result = t1 ? 0 : 1, ASYNC_FINISHED;
}

int main(int argc, char **argv) ASYNC_MAIN(self, argc, argv, (void)0)
