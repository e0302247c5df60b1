/*
 * r_cancel.c - cancellation: when it takes effect, in what order, what holds it off.
 */
#include "r_hand.h"

/* ------------------------------------------------------------------ a coroutine to be cancelled
 *
 * async int guarded(int before, int inside, int after):
 *      await nap(before, 1);
 *      { defer { await nap(inside, 2); } await nap(after, 3); }
 *      return 0;
 */
struct guarded__frame {
    async_frame_t base;
    int result;
    int before, inside, after;
    int leave;
    struct nap__frame nap, deferred;
};

static async_step_t guarded__resume(async_frame_t *frame, async_context_t *cx)
{
    struct guarded__frame *self = (struct guarded__frame *)frame;

    switch (frame->state) {
    case 0:
        AWAIT(guarded, 1, nap, nap__start(&self->nap, cx, self->before, 1))
        self->leave = 0;
        if (nap__start(&self->nap, cx, self->after, 3) != ASYNC_FINISHED) {
            if (async_suspend(frame, guarded__resume, 2, &self->nap.base)) return ASYNC_SUSPENDED;
            /* fall through */
        case 2:
            self->leave = self->nap.base.status;
        }
        async_shield_enter(cx);
        if (nap__start(&self->deferred, cx, self->inside, 2) != ASYNC_FINISHED) {
            if (async_suspend(frame, guarded__resume, 3, &self->deferred.base))
                return ASYNC_SUSPENDED;
            /* fall through */
        case 3:
            if (self->deferred.base.status != 0) self->leave = self->deferred.base.status;
        }
        self->leave = async_shield_leave(cx, self->leave);
        if (self->leave) return async_raised(frame, self->leave);
        self->result = 0;
        note("end ");
    }
    return ASYNC_FINISHED;
}
RAMP(guarded, (int before, int inside, int after), self->before = before; self->inside = inside;
     self->after = after)

/* ------------------------------------------------------------------ driving */

static async_loop_t *loop;
static async_task(int) t;

static void cancel(void *arg)
{
    (void)arg;
    note("cancel%d ", async_cancel(t));
}
typedef void *spawn_fn(void);
static spawn_fn *spawner;
static void spawn(void *arg)
{
    (void)arg;
    t = spawner();
}

/* Runs what spawner spawns, cancelled after each of the times (0: none); gives its status. */
static int run_canceled(spawn_fn *fn, uint64_t first, uint64_t second)
{
    int status;

    spawner = fn;
    loop = async_loop_new();
    async_call_soon(loop, spawn, NULL);
    if (first) async_call_later(loop, first, cancel, NULL);
    if (second) async_call_later(loop, second, cancel, NULL);
    CU_ASSERT_EQUAL(async_loop_run(loop), 0);
    status = async_status(t);
    async_release(t);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    return status;
}

static void *spawn_guarded(void) { return async_spawn(guarded(10, 10, 10)); }

static void test_places(void)
{
    CU_ASSERT_EQUAL(run_canceled(spawn_guarded, 0, 0), 0);
    CU_ASSERT(traced("1 d1 3 d3 2 d2 end "));
    CU_ASSERT_EQUAL(run_canceled(spawn_guarded, 5, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel1 d1 "));
    CU_ASSERT_EQUAL(run_canceled(spawn_guarded, 15, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced("1 d1 cancel1 d3 2 d2 "));
    /* A deferred statement is shielded on a normal exit too; then the cancellation takes effect. */
    CU_ASSERT_EQUAL(run_canceled(spawn_guarded, 25, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced("1 d1 3 d3 cancel1 2 d2 "));
    CU_ASSERT_EQUAL(run_canceled(spawn_guarded, 15, 18), ASYNC_ECANCELED);
    CU_ASSERT(traced("1 d1 cancel1 d3 cancel1 2 d2 "));
    CU_ASSERT_EQUAL(run_canceled(spawn_guarded, 40, 0), 0);
    CU_ASSERT(traced("1 d1 3 d3 2 d2 end cancel0 "));
}

/* ------------------------------------------------------------------ not started */

static void *spawn_and_cancel(void)
{
    void *handle = async_spawn(nap(0, 1));
    CU_ASSERT(async_cancel(handle));
    CU_ASSERT(async_cancel(handle));
    CU_ASSERT_EQUAL(async_state(handle), ASYNC_PENDING);
    return handle;
}

static void test_not_started(void)
{
    CU_ASSERT_EQUAL(run_canceled(spawn_and_cancel, 0, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced(""));
}

/* ------------------------------------------------------------------ ready, but not yet run */

/* The cancel is queued after the sleep's end in the same turn, and before the task's run. */
static void *spawn_ready(void)
{
    void *handle = async_spawn(nap(5, 1));
    return handle;
}
static void test_ready_is_canceled(void)
{
    spawner = spawn_ready;
    loop = async_loop_new();
    async_call_later(loop, 5, cancel, NULL); /* its tick is older than the sleep's */
    async_call_soon(loop, spawn, NULL);
    async_loop_run(loop);
    CU_ASSERT_EQUAL(async_status(t), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel1 d1 "));
    async_release(t);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

/* ------------------------------------------------------------------ of oneself */

/* async int suicide(void): async_cancel(async_self()); note; await nap(0, 1); */
struct suicide__frame {
    async_frame_t base;
    int result;
    struct nap__frame nap;
};
static async_step_t suicide__resume(async_frame_t *frame, async_context_t *cx)
{
    struct suicide__frame *self = (struct suicide__frame *)frame;
    switch (frame->state) {
    case 0:
        note("self%d ", async_cancel(async_self()));
        CU_ASSERT_FALSE(async_canceling(cx)); /* not before the next suspension */
        if (nap__start(&self->nap, cx, 0, 1) != ASYNC_FINISHED) {
            if (async_suspend(frame, suicide__resume, 1, &self->nap.base)) return ASYNC_SUSPENDED;
            /* fall through */
        case 1:
            CU_ASSERT(async_canceling(cx));
            return async_raised(frame, self->nap.base.status);
        }
        note("NEVER ");
    }
    return ASYNC_FINISHED;
}
RAMP(suicide, (void), (void)0)
static void *spawn_suicide(void) { return async_spawn(suicide()); }

static void test_of_oneself(void)
{
    CU_ASSERT_EQUAL(run_canceled(spawn_suicide, 0, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced("self1 d1 "));
}

/* ------------------------------------------------------------------ chains of tasks
 *
 * async int chain(int n): return n ? await async_join(async_spawn(chain(n - 1))) : nap;
 */
struct chain__frame {
    async_frame_t base;
    int result;
    int n;
    void *next;
    struct async_join__frame join;
    struct nap__frame nap;
};
static int chain(int n);
static async_step_t chain__resume(async_frame_t *frame, async_context_t *cx)
{
    struct chain__frame *self = (struct chain__frame *)frame;
    switch (frame->state) {
    case 0:
        if (self->n == 0) {
            AWAIT(chain, 1, nap, nap__start(&self->nap, cx, 1000, 7))
            self->result = 0;
            return ASYNC_FINISHED;
        }
        self->next = async_spawn(chain(self->n - 1));
        AWAIT(chain, 2, join, async_join__start(&self->join, cx, self->next))
        self->result = 1 + *(int *)self->next;
        async_release(self->next);
    }
    return ASYNC_FINISHED;
}
RAMP(chain, (int n), self->n = n)
static void *spawn_chain(void) { return async_spawn(chain(200000)); }
static void *spawn_short_chain(void) { return async_spawn(chain(3)); }

static void test_chain(void)
{
    CU_ASSERT_EQUAL(run_canceled(spawn_short_chain, 0, 0), 0);
    CU_ASSERT(traced("7 d7 "));
    CU_ASSERT_EQUAL(run_canceled(spawn_short_chain, 5, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel1 d7 "));
    CU_ASSERT_EQUAL(run_canceled(spawn_chain, 500, 0), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel1 d7 "));
}

/* ------------------------------------------------------------------ scopes */

#include "scope.h"

/* async int scoped(shielded): a scope around nap(100, 1); `shielded`: all of it inside a shield */
struct scoped__frame {
    async_frame_t base;
    int result;
    int shielded;
    async_scope_t scope;
    struct nap__frame nap;
};
static struct scoped__frame *in_scope;
static async_step_t scoped__resume(async_frame_t *frame, async_context_t *cx)
{
    struct scoped__frame *self = (struct scoped__frame *)frame;
    switch (frame->state) {
    case 0:
        in_scope = self;
        if (self->shielded) async_shield_enter(cx);
        async__scope_enter(&self->scope, cx);
        if (nap__start(&self->nap, cx, 100, 1) != ASYNC_FINISHED) {
            if (async_suspend(frame, scoped__resume, 1, &self->nap.base)) return ASYNC_SUSPENDED;
            /* fall through */
        case 1:
            if (self->nap.base.status) note("canceling%d ", async_canceling(cx));
        }
        note("expired%d ", async__scope_leave(&self->scope));
        note("after%d ", async_canceling(cx));
        if (self->shielded) async_shield_leave(cx, 0);
        if (async_canceling(cx)) return async_raised(frame, ASYNC_ECANCELED);
        AWAIT(scoped, 2, nap, nap__start(&self->nap, cx, 10, 2))
        self->result = 0;
    }
    return ASYNC_FINISHED;
}
RAMP(scoped, (int shielded), self->shielded = shielded)
static void *spawn_scoped(void) { return async_spawn(scoped(0)); }
static void *spawn_scoped_shielded(void) { return async_spawn(scoped(1)); }

static void expire(void *arg)
{
    (void)arg;
    note("expire ");
    async__scope_expire(&in_scope->scope, async_context());
}

static int run_scoped(spawn_fn *fn, uint64_t expire_at, uint64_t cancel_at)
{
    int status;
    spawner = fn;
    loop = async_loop_new();
    async_call_soon(loop, spawn, NULL);
    if (expire_at) async_call_later(loop, expire_at, expire, NULL);
    if (cancel_at) async_call_later(loop, cancel_at, cancel, NULL);
    async_loop_run(loop);
    status = async_status(t);
    async_release(t);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
    return status;
}

static void test_scopes(void)
{
    CU_ASSERT_EQUAL(run_scoped(spawn_scoped, 0, 0), 0);
    CU_ASSERT(traced("1 d1 expired0 after0 2 d2 "));
    CU_ASSERT_EQUAL(run_scoped(spawn_scoped, 50, 0), 0);
    CU_ASSERT(traced("expire d1 canceling1 expired1 after0 2 d2 "));
    CU_ASSERT_EQUAL(run_scoped(spawn_scoped_shielded, 50, 0), 0);
    CU_ASSERT(traced("expire d1 canceling1 expired1 after0 2 d2 "));
    /* An outer cancellation in the same turn is not swallowed. */
    CU_ASSERT_EQUAL(run_scoped(spawn_scoped, 50, 50), ASYNC_ECANCELED);
    CU_ASSERT(traced("expire cancel1 d1 canceling1 expired1 after1 "));
    /* The shield outside the scope holds the task's cancellation off, not the scope's. */
    CU_ASSERT_EQUAL(run_scoped(spawn_scoped_shielded, 60, 50), ASYNC_ECANCELED);
    CU_ASSERT(traced("cancel1 expire d1 canceling1 expired1 after0 "));
}

int main(void)
{
    static const test_t tests[] = {
        { "at each place", test_places },
        { "a task that has not started", test_not_started },
        { "a task made ready", test_ready_is_canceled },
        { "of oneself", test_of_oneself },
        { "a long chain of tasks", test_chain },
        { "scopes", test_scopes },
        { NULL, NULL },
    };
    return run_tests("cancel", tests);
}
