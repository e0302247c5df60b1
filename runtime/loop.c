/*
 * loop.c - the event loop: its turn, its phases, its runs.
 */
#include "loop.h"

#include <stdlib.h>

#include "alloc.h"
#include "coroutine.h"
#include "observe.h"
#include "settings.h"

/*
 * How many branches run between two polls: so many that the poll's cost (some 500 ns) does not
 * show, so few that I/O does not wait for long. It follows the time that a turn takes.
 */
enum { BUDGET_MIN = 16, BUDGET_START = 256, BUDGET_MAX = 8192 };
static const uint64_t turn_short_ns = 100 * 1000, turn_long_ns = 1000 * 1000;

/* Free blocks that each size class of an idle loop's pool keeps, and how often that is looked at. */
enum { POOL_KEEP = 256, POOL_TRIM_MS = 1000 };

/* ------------------------------------------------------------------ time */

uint64_t async__loop_now(async_loop_t *loop)
{
    if (loop->virtual_time) return loop->virtual_now;
    uv_update_time(loop->uv);
    return uv_now(loop->uv);
}

uint64_t async_now(void)
{
    async_context_t *cx = async_context();
    return cx->loop ? async__loop_now(cx->loop) : uv_hrtime() / 1000000;
}

/* ------------------------------------------------------------------ phases */

static void adapt_budget(async_loop_t *loop, uint64_t took_ns)
{
    if (took_ns > turn_long_ns && loop->budget > BUDGET_MIN) loop->budget /= 2;
    if (took_ns < turn_short_ns && loop->budget < BUDGET_MAX) loop->budget *= 2;
}

/* Takes the first one; there is one. */
static inline async_branch_t *next_ready(async_ready_t *ready)
{
    async_branch_t *branch = ready->first;

    ready->first = branch->next;
    if (!branch->next) ready->last = &ready->first;
    return branch;
}

static void run_shuffled(async_loop_t *loop, async_context_t *cx)
{
    for (uint32_t left = loop->budget; loop->ready.first && left > 0; left--) {
        async__loop_shuffle(loop);
        async__run(next_ready(&loop->ready), cx);
    }
}

static void run_observed(async_loop_t *loop, async_context_t *cx)
{
    for (uint32_t left = loop->budget; loop->ready.first && left > 0; left--) {
        if (loop->seed) async__loop_shuffle(loop);
        async__observe_run(loop, next_ready(&loop->ready), cx);
    }
}

static void run_in_order(async_loop_t *loop, async_context_t *cx)
{
    for (uint32_t left = loop->budget; loop->ready.first && left > 0; left--)
        async__run(next_ready(&loop->ready), cx);
}

void async__loop_run_ready(async_loop_t *loop, async_context_t *cx)
{
    uint64_t start;

    if (!loop->ready.first) return;
    start = loop->virtual_time ? 0 : uv_hrtime();
    loop->worked = true;
    if (ASYNC_UNLIKELY(loop->observers != NULL)) run_observed(loop, cx);
    else if (ASYNC_UNLIKELY(loop->seed != 0)) run_shuffled(loop, cx);
    else run_in_order(loop, cx);
    cx->branch = NULL;
    if (start && loop->ready.first) adapt_budget(loop, uv_hrtime() - start);
}

/* Whether the pool may hold too much: it is looked at before a wait, see trim_pool. */
static bool trim_wanted(const async_loop_t *loop)
{
    return loop->worked && async__pool_exceeds(POOL_KEEP);
}

static void on_timer(uv_timer_t *timer)
{
    async_loop_t *loop = (async_loop_t *)timer->data;

    loop->armed = UINT64_MAX;
    async__ticks_expire(loop, uv_now(loop->uv));
    loop->due = wheel_next(&loop->wheel);
    async__loop_arm(loop); /* the poll may follow at once, and wait */
    if (trim_wanted(loop)) async__loop_interrupt_poll(loop);
}

/* A tick that was taken back leaves the timer as it is: it fires once for nothing. */
void async__loop_arm(async_loop_t *loop)
{
    uint64_t now;

    if (loop->due >= loop->armed || loop->virtual_time) return;
    loop->armed = loop->due;
    now = uv_now(loop->uv);
    uv_timer_start(&loop->timer, on_timer, loop->due > now ? loop->due - now : 0, 0);
}

async_step_t async__ready_alarm(async_ready_t *ready)
{
    uv_stop(container_of(ready, async_loop_t, ready)->uv);
    ready->polling = false;
    ready->direct = NULL;
    return ASYNC_SUSPENDED;
}

/* The loop's own handles do not count as something to do, but the poll has to wait on them. */
static void poll_uv(async_loop_t *loop, uv_run_mode mode)
{
    loop->ready.polling = mode != UV_RUN_NOWAIT;
    uv_ref((uv_handle_t *)&loop->wake);
    uv_run(loop->uv, mode);
    uv_unref((uv_handle_t *)&loop->wake);
    loop->ready.polling = false;
    loop->ready.direct = NULL;
}

/*
 * Waits until something is queued. Tasks that are pending are something to do for as long as none
 * of them ends: so uv_run need not come back to ask.
 */
static void poll_waiting(async_loop_t *loop, async_context_t *cx)
{
    if (!loop->observers && !loop->seed) loop->ready.direct = cx;
    poll_uv(loop, loop->pending ? UV_RUN_DEFAULT : UV_RUN_ONCE);
}

/*
 * The clock jumps to the next tick when nothing else can happen: requests to the kernel or the
 * thread pool are real and come first.
 */
static void poll_virtual(async_loop_t *loop, bool wait)
{
    uint64_t next = wheel_next(&loop->wheel);

    poll_uv(loop, wait && (next == UINT64_MAX || loop->uv->active_reqs.count > 0) ? UV_RUN_ONCE
                                                                                  : UV_RUN_NOWAIT);
    while (!loop->ready.first && wait && (next = wheel_next(&loop->wheel)) != UINT64_MAX &&
           loop->uv->active_reqs.count == 0) {
        loop->virtual_now = next;
        async__ticks_expire(loop, next);
    }
}

/*
 * Memory goes back after a spike: when the loop is about to wait, and not often. Where it has just
 * been looked at, the timer brings the loop back.
 */
static void trim_pool(async_loop_t *loop, async_context_t *cx)
{
    uint64_t now = uv_now(loop->uv), again = loop->trimmed + POOL_TRIM_MS;

    if (!trim_wanted(loop)) return;
    if (now < again) {
        if (again < loop->due) loop->due = again;
        async__loop_arm(loop);
        return;
    }
    loop->worked = false;
    loop->trimmed = now;
    async__pool_trim(cx, POOL_KEEP);
}

static void poll(async_loop_t *loop, async_context_t *cx, bool wait)
{
    wait = wait && !loop->ready.first && !loop->stop;
    if (wait) trim_pool(loop, cx);
    if (loop->virtual_time) poll_virtual(loop, wait);
    else if (wait) poll_waiting(loop, cx);
    else poll_uv(loop, UV_RUN_NOWAIT);
}

void async__loop_turn(async_loop_t *loop, async_context_t *cx, bool wait)
{
    async__loop_arm(loop);
    poll(loop, cx, wait && async__loop_alive(loop));
    async__loop_run_ready(loop, cx);
}

/* ------------------------------------------------------------------ runs */

bool async__loop_alive(async_loop_t *loop)
{
    bool posted;

    if (loop->ready.first || loop->pending || loop->wheel.count || uv_loop_alive(loop->uv))
        return true;
    uv_mutex_lock(&loop->posting);
    posted = loop->posted.first != NULL;
    uv_mutex_unlock(&loop->posting);
    return posted;
}

bool async__loop_enter(async_loop_t *loop, async_context_t *cx, async_entry_t *entry)
{
    if (loop->running) return false;
    async__enter(cx, entry);
    loop->running = true;
    cx->ready = &loop->ready;
    cx->loop = loop;
    return true;
}

void async__loop_leave(async_loop_t *loop, async_context_t *cx, const async_entry_t *entry)
{
    loop->running = false;
    async__exit(cx, entry);
}

bool async__loop_stopped(async_loop_t *loop)
{
    if (!loop->stop) return false;
    loop->stop = false;
    return true;
}

int async_loop_run(async_loop_t *loop)
{
    async_context_t *cx = async_context();
    async_entry_t entry;

    if (!async__loop_enter(loop, cx, &entry)) return ASYNC_EBUSY;
    do async__loop_turn(loop, cx, true);
    while (!async__loop_stopped(loop) && async__loop_alive(loop));
    async__loop_leave(loop, cx, &entry);
    return 0;
}

/* Waits in the poll even when nothing is left to do: only another thread can add something. */
static void wait_for_posts(async_loop_t *loop)
{
    if (!async__loop_alive(loop) && !loop->stop) poll_uv(loop, UV_RUN_ONCE);
}

int async_loop_run_forever(async_loop_t *loop)
{
    async_context_t *cx = async_context();
    async_entry_t entry;

    if (!async__loop_enter(loop, cx, &entry)) return ASYNC_EBUSY;
    do {
        async__loop_turn(loop, cx, true);
        wait_for_posts(loop);
    } while (!async__loop_stopped(loop));
    async__loop_leave(loop, cx, &entry);
    return 0;
}

void async_loop_stop(async_loop_t *loop)
{
    loop->stop = true;
    uv_async_send(&loop->wake);
}

/* ------------------------------------------------------------------ all loops */

async_loop_t *async__loops;
static uv_mutex_t loops_lock;
static uv_once_t loops_once = UV_ONCE_INIT;

static void make_lock(void)
{
    if (uv_mutex_init(&loops_lock) != 0) async__die("no mutex left");
}

static void enlist(async_loop_t *loop)
{
    async_loop_t **last = &async__loops;

    uv_once(&loops_once, make_lock);
    uv_mutex_lock(&loops_lock);
    while (*last) last = &(*last)->next;
    *last = loop;
    uv_mutex_unlock(&loops_lock);
}

static void delist(async_loop_t *loop)
{
    async_loop_t **at = &async__loops;

    uv_mutex_lock(&loops_lock);
    while (*at != loop) at = &(*at)->next;
    *at = loop->next;
    uv_mutex_unlock(&loops_lock);
}

/* ------------------------------------------------------------------ opening */

/* Calls that other threads have posted come in, in their order. */
static void on_wake(uv_async_t *wake)
{
    async_loop_t *loop = (async_loop_t *)wake->data;
    async_branch_t *posted;

    uv_mutex_lock(&loop->posting);
    posted = async__ready_take(&loop->posted);
    uv_mutex_unlock(&loop->posting);
    if (loop->stop) async__loop_interrupt_poll(loop);
    while (posted) {
        async_branch_t *next = posted->next;
        async__call_queue(container_of(posted, async_call_t, branch));
        posted = next;
    }
}

static void open_handles(async_loop_t *loop)
{
    if (uv_async_init(loop->uv, &loop->wake, on_wake) != 0) async__die("no event descriptor left");
    uv_timer_init(loop->uv, &loop->timer);
    loop->wake.data = loop->timer.data = loop;
    uv_unref((uv_handle_t *)&loop->wake);
    uv_unref((uv_handle_t *)&loop->timer);
    loop->open = 2;
}

void async__loop_open(async_loop_t *loop, uv_loop_t *uv)
{
    loop->uv = uv;
    loop->end.resume = async__end_of_task;
    loop->end.parent = (async_frame_t *)(void *)loop;
    async__ready_init(&loop->ready);
    async__ready_init(&loop->posted);
    list_init(&loop->tasks);
    list_init(&loop->resources);
    list_init(&loop->kept);
    loop->budget = BUDGET_START;
    loop->armed = loop->due = UINT64_MAX;
    async__settings_apply(loop);
    if (uv_mutex_init(&loop->posting) != 0) async__die("no mutex left");
    open_handles(loop);
    loop->trimmed = uv_now(uv);
    wheel_init(&loop->wheel, async__loop_now(loop));
    enlist(loop);
    async__debug_open(loop);
}

static void on_closed(uv_handle_t *handle)
{
    ((async_loop_t *)handle->data)->open--;
}

void async__loop_close_handles(async_loop_t *loop)
{
    uv_close((uv_handle_t *)&loop->wake, on_closed);
    uv_close((uv_handle_t *)&loop->timer, on_closed);
    if (loop->dumps) {
        loop->dump.data = loop;
        uv_close((uv_handle_t *)&loop->dump, on_closed);
    }
    delist(loop);
}

async_loop_t *async_loop_new(void)
{
    async_loop_t *loop = (async_loop_t *)async__zalloc(sizeof *loop);
    uv_loop_t *uv = (uv_loop_t *)async__zalloc(sizeof *uv);

    if (uv_loop_init(uv) != 0) async__die("no descriptor left for an event loop");
    loop->owned = true;
    async__loop_open(loop, uv);
    return loop;
}

async_loop_t *async_loop_current(void)
{
    return async_context()->loop;
}

struct uv_loop_s *async_loop_uv(async_loop_t *loop)
{
    return loop->uv;
}
