/*
 * r_task.c - tasks, futures, awaits of handles.
 */
#include "r_hand.h"

#include "handle.h"

/* async int twice(int v): return await nap(1, v) * 2;   (nap embedded) */
struct twice__frame {
    async_frame_t base;
    int result;
    int v;
    struct nap__frame nap;
};

static async_step_t twice__resume(async_frame_t *frame, async_context_t *cx)
{
    struct twice__frame *self = (struct twice__frame *)frame;
    switch (frame->state) {
    case 0:
        AWAIT(twice, 1, nap, nap__start(&self->nap, cx, 1, self->v))
        self->result = self->nap.result * 2;
    }
    return ASYNC_FINISHED;
}
RAMP(twice, (int v), self->v = v)

/* async int wait_for_it(void *h): note("w%d ", await *(int *)h); return 0; */
struct wait_for_it__frame {
    async_frame_t base;
    int result;
    void *h;
    struct async_handle__frame wait;
};

static async_step_t wait_for_it__resume(async_frame_t *frame, async_context_t *cx)
{
    struct wait_for_it__frame *self = (struct wait_for_it__frame *)frame;
    switch (frame->state) {
    case 0:
        if (async_handle__start(&self->wait, cx, self->h) != ASYNC_FINISHED) {
            if (async_suspend(frame, wait_for_it__resume, 1, &self->wait.base))
                return ASYNC_SUSPENDED;
            /* fall through */
        case 1:
            if (self->wait.base.status != 0) {
                note("w:%s ", async_status_name(self->wait.base.status));
                return async_raised(frame, self->wait.base.status);
            }
        }
        note("w%d ", *(int *)self->h);
        self->result = *(int *)self->h;
    }
    return ASYNC_FINISHED;
}
RAMP(wait_for_it, (void *h), self->h = h)

/* async int join(void *h): return await async_join(h);  with a note */
struct join__frame {
    async_frame_t base;
    int result;
    void *h;
    struct async_join__frame join;
};

static async_step_t join__resume(async_frame_t *frame, async_context_t *cx)
{
    struct join__frame *self = (struct join__frame *)frame;
    switch (frame->state) {
    case 0:
        AWAIT(join, 1, join, async_join__start(&self->join, cx, self->h))
        self->result = *(int *)self->h;
        async_release(self->h);
        note("j%d ", self->result);
    }
    return ASYNC_FINISHED;
}
RAMP(join, (void *h), self->h = h)

/* async int script(void (*steps[])(void)): for (;;) { (*step)(); await async_sleep(5); } */
typedef void step_fn(void);
struct script__frame {
    async_frame_t base;
    int result;
    step_fn *const *step;
    struct async_sleep__frame sleep;
};

static async_step_t script__resume(async_frame_t *frame, async_context_t *cx)
{
    struct script__frame *self = (struct script__frame *)frame;
    switch (frame->state) {
    case 0:
        for (; *self->step; self->step++) {
            (*self->step)();
            AWAIT(script, 1, sleep, async_sleep__start(&self->sleep, cx, 5))
        }
    }
    self->result = 0;
    return ASYNC_FINISHED;
}
RAMP(script, (step_fn *const *step), self->step = step)

static void run_script(step_fn *const *steps)
{
    CU_ASSERT_EQUAL(async_run(script(steps)), 0);
}
#define SCRIPT(...) run_script((step_fn *const[]){ __VA_ARGS__, NULL })

/* ------------------------------------------------------------------ runs */

static void test_run(void)
{
    CU_ASSERT_EQUAL(async_run(twice(4)), 0);
    CU_ASSERT(traced("4 d4 "));
    CU_ASSERT_EQUAL(async_run(twice(ASYNC_EIO)), ASYNC_EIO);
    trace[0] = 0;
    CU_ASSERT_PTR_NULL(async_loop_current());
}

static async_task(int) t, u, w;

static void spawn_one(void) { t = async_spawn(nap(0, 7)); note("spawned "); }
static void look(void)
{
    CU_ASSERT(async_done(t));
    CU_ASSERT_EQUAL(async_state(t), ASYNC_DONE);
    CU_ASSERT_EQUAL(async_result(t), 7);
    CU_ASSERT_FALSE(async_cancel(t));
    async_release(t);
}
static void test_spawn_is_queued(void)
{
    SCRIPT(spawn_one, look);
    CU_ASSERT(traced("spawned 7 d7 "));
}

static void spawn_states(void)
{
    t = async_spawn(nap(2, 1));
    CU_ASSERT_EQUAL(async_state(t), ASYNC_PENDING);
    CU_ASSERT_STRING_EQUAL(async_name(t), "nap");
    CU_ASSERT_STRING_EQUAL(async_name(async_self()), "script");
    CU_ASSERT_EQUAL(async_state(async_self()), ASYNC_RUNNING);
    async_set_name(t, "one");
    CU_ASSERT_STRING_EQUAL(async_name(t), "one");
    async_set_name(t, "uno");
    u = async_spawn(nap(100000, 2));
}
static void check_states(void)
{
    void *all[4];
    CU_ASSERT_STRING_EQUAL(async_name(t), "uno");
    CU_ASSERT_EQUAL(async_state(u), ASYNC_RUNNING);
    CU_ASSERT_EQUAL(async_status(u), 0);
    CU_ASSERT_EQUAL(async_all_tasks(async_loop_current(), all, 4), 2);
    CU_ASSERT_PTR_EQUAL(all[1], u);
    CU_ASSERT(async_cancel(u));
}
static void check_canceled(void)
{
    CU_ASSERT_EQUAL(async_state(u), ASYNC_CANCELED);
    CU_ASSERT_EQUAL(async_status(u), ASYNC_ECANCELED);
    async_release(t);
    async_release(u);
}
static void test_states(void)
{
    SCRIPT(spawn_states, check_states, check_canceled);
    CU_ASSERT(traced("1 d1 d2 "));
}

/* ------------------------------------------------------------------ awaiting */

static void await_early(void)
{
    t = async_spawn(nap(2, 3));
    async_detach(wait_for_it(t));
    async_detach(wait_for_it(t));
}
static void await_late(void) { async_detach(wait_for_it(t)); }
static void release_t(void) { async_release(t); }
static void test_many_awaiters(void)
{
    SCRIPT(await_early, await_late, release_t);
    CU_ASSERT(traced("3 d3 w3 w3 w3 "));
}

static void join_it(void)
{
    u = async_spawn(join(async_spawn(nap(2, 5))));
    async_detach(join(async_spawn(nap(0, 6))));
}
static void joined(void) { CU_ASSERT_EQUAL(async_result(u), 5); async_release(u); }
static void test_join(void)
{
    SCRIPT(join_it, joined);
    CU_ASSERT(traced("6 d6 j6 5 d5 j5 "));
}

static void await_raising(void)
{
    t = async_spawn(nap(1, ASYNC_EIO));
    u = async_spawn(wait_for_it(t));
    w = async_spawn(join(u));
    async_retain(u);
}
static void check_raised(void)
{
    CU_ASSERT_EQUAL(async_status(t), ASYNC_EIO);
    CU_ASSERT_EQUAL(async_status(u), ASYNC_EIO);
    CU_ASSERT_EQUAL(async_status(w), ASYNC_EIO);
    async_release(t);
    async_release(u);
    async_release(w);
}
static void test_raise_goes_up(void)
{
    SCRIPT(await_raising, check_raised);
    CU_ASSERT(traced("-5 d-5 w:EIO "));
}

static void await_self_task(void)
{
    static void *self;
    self = t = async_spawn(wait_for_it(&self));
    /* The frame's argument is the handle itself: patched, as C has no other way to name it. */
    ((struct wait_for_it__frame *)((char *)self - ASYNC_FRAME_HEAD))->h = self;
}
static void check_self(void)
{
    CU_ASSERT_EQUAL(async_status(t), ASYNC_EINVAL);
    async_release(t);
}
static void test_await_of_itself(void)
{
    SCRIPT(await_self_task, check_self);
    trace[0] = 0;
}

/* ------------------------------------------------------------------ futures and callbacks */

static async_future(int) f;

static void on_done(void *handle, void *arg)
{
    note("%s(%d) ", (const char *)arg, *(int *)handle);
    if (strcmp(arg, "chain") == 0) async_on_done(handle, on_done, "late");
}
static void future_set(void)
{
    f = async_future_new(int);
    CU_ASSERT_FALSE(async_done(f));
    CU_ASSERT_EQUAL(async_state(f), ASYNC_PENDING);
    async_on_done(f, on_done, "a");
    async_on_done(f, on_done, "chain");
    async_detach(wait_for_it(f));
}
static void future_complete(void)
{
    CU_ASSERT(async_set_result(f, 8));
    CU_ASSERT_FALSE(async_set_result(f, 9));
    CU_ASSERT_FALSE(async_set_status(f, ASYNC_EIO));
    CU_ASSERT_FALSE(async_cancel(f));
    note("set ");
    async_on_done(f, on_done, "after");
    note("back ");
}
static void future_release(void)
{
    CU_ASSERT_EQUAL(async_result(f), 8);
    async_release(f);
}
static void test_future(void)
{
    SCRIPT(future_set, future_complete, future_release);
    CU_ASSERT(traced("set back a(8) chain(8) w8 after(8) late(8) "));
}

static void future_canceled(void)
{
    f = async_future_new(int);
    async_detach(wait_for_it(f));
}
static void cancel_future(void)
{
    CU_ASSERT(async_cancel(f));
    CU_ASSERT_EQUAL(async_state(f), ASYNC_CANCELED);
    async_release(f);
}
static void test_future_canceled(void)
{
    SCRIPT(future_canceled, cancel_future);
    CU_ASSERT(traced("w:ECANCELED "));
}

/* ------------------------------------------------------------------ by hand */

static void test_by_hand(void)
{
    async_task(int) c;
    f = async_future_new(int);
    c = async_create(wait_for_it(f));
    CU_ASSERT_EQUAL(async_state(c), ASYNC_PENDING);
    CU_ASSERT(async_step(c));
    CU_ASSERT_EQUAL(async_state(c), ASYNC_RUNNING);
    CU_ASSERT(async_step(c));
    async_set_result(f, 4);
    CU_ASSERT(traced(""));
    CU_ASSERT_FALSE(async_step(c));
    CU_ASSERT(traced("w4 "));
    CU_ASSERT_FALSE(async_step(c));
    CU_ASSERT_EQUAL(async_result(c), 4);
    async_release(c);
    async_release(f);
}

static void test_by_hand_dropped(void)
{
    async_task(int) c;
    f = async_future_new(int);
    c = async_create(wait_for_it(f));
    async_release(c);
    c = async_create(wait_for_it(f));
    CU_ASSERT(async_step(c));
    async_release(c);
    CU_ASSERT(traced("w:ECANCELED "));
    async_release(f);
}

static void start_created(void)
{
    t = async_create(nap(1, 9));
    async_start(t);
    f = async_future_new(int);
    u = async_create(wait_for_it(f));
    CU_ASSERT(async_step(u));
    async_start(u);
    async_set_result(f, 2);
}
static void check_created(void)
{
    CU_ASSERT_EQUAL(async_result(t), 9);
    CU_ASSERT_EQUAL(async_result(u), 2);
    async_release(t);
    async_release(u);
    async_release(f);
}
static void test_start(void)
{
    SCRIPT(start_created, check_created);
    CU_ASSERT(traced("w2 9 d9 "));
}

/* ------------------------------------------------------------------ arguments that spawn */

static int spawn_inside(void)
{
    async_detach(nap(0, 1));
    return 2;
}
static void nested_captures(void)
{
    t = async_spawn(nap(spawn_inside(), async_run(nap(0, 3)) + 4));
}
static void check_nested(void)
{
    CU_ASSERT_EQUAL(async_result(t), 4);
    async_release(t);
}
static void test_captures_nest(void)
{
    SCRIPT(nested_captures, check_nested);
    CU_ASSERT(traced("3 d3 1 d1 4 d4 "));
}

static void leave_pending(void) { async_detach(nap(100000, 1)); async_detach(nap(100000, 2)); }
static void test_run_cancels_what_is_left(void)
{
    SCRIPT(leave_pending);
    CU_ASSERT(traced("d1 d2 "));
}

/* ------------------------------------------------------------------ size */

static void test_size(void)
{
    struct idle__frame {
        async_frame_t base;
        struct async_sleep__frame sleep;
    };
    CU_ASSERT(ASYNC__HANDLE_HEAD + sizeof(struct idle__frame) <= 144);
}

/* ------------------------------------------------------------------ who is told */

enum { WATCHERS = 4 };
static async_watcher_t watcher[WATCHERS];

static void told(async_watcher_t *who, void *handle)
{
    (void)handle;
    note("%d ", (int)(who - watcher));
}

/* Four watch, and stop in the order that `code` stands for, but for the last `stay` of it. */
static void watch_and_stop(unsigned code, int stay)
{
    static const async_site_t site = { "somewhere", __FILE__, 7 };
    int *future = (int *)async__future_new(sizeof *future, &site);
    async_handle_rep_t *rep = async__rep_of(future);
    bool watches[WATCHERS];
    char expected[20] = "";

    for (int i = 0; i < WATCHERS; i++) {
        watcher[i].notify = told;
        watches[i] = true;
        async__watch(rep, &watcher[i]);
        CU_ASSERT_PTR_EQUAL(async__rep_site(rep), &site);
    }
    for (unsigned left = WATCHERS; left > (unsigned)stay; code /= left--) {
        unsigned skipped = code % left;
        int i = 0;
        while (!watches[i] || skipped-- > 0) i++;
        watches[i] = false;
        async__unwatch(rep, &watcher[i]);
        CU_ASSERT_PTR_EQUAL(async__rep_site(rep), &site);
    }
    if (code % 2) async_set_name(future, "named");
    CU_ASSERT_STRING_EQUAL(async_name(future), code % 2 ? "named" : "future");
    CU_ASSERT_EQUAL(async__rep_site(rep)->line, 7);
    for (int i = 0; i < WATCHERS; i++)
        if (watches[i]) sprintf(expected + strlen(expected), "%d ", i);
    trace[0] = 0;
    async_set_status(future, 0);
    CU_ASSERT_TRUE(traced(expected));
    CU_ASSERT_PTR_EQUAL(async__rep_watcher(rep), NULL);
    async_release(future);
}

static void test_watchers(void)
{
    for (unsigned code = 0; code < 48; code++)
        for (int stay = 0; stay <= WATCHERS; stay++) watch_and_stop(code, stay);
}

int main(void)
{
    static const test_t tests[] = {
        { "run gives the status", test_run },
        { "a spawned task is queued", test_spawn_is_queued },
        { "states and names", test_states },
        { "many awaiters, early and late", test_many_awaiters },
        { "watchers, in every order", test_watchers },
        { "join releases", test_join },
        { "a raised status goes up", test_raise_goes_up },
        { "a task cannot await itself", test_await_of_itself },
        { "futures and done callbacks", test_future },
        { "a cancelled future", test_future_canceled },
        { "stepping by hand", test_by_hand },
        { "a coroutine by hand that is dropped", test_by_hand_dropped },
        { "starting a created one", test_start },
        { "captures nest", test_captures_nest },
        { "async_run cancels what is left", test_run_cancels_what_is_left },
        { "an idle sleeping task is small", test_size },
        { NULL, NULL },
    };
    return run_tests("task", tests);
}
