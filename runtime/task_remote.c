/*
 * task_remote.c - async_spawn_on and async_block_on: tasks of other threads' loops.
 *
 * References: one for each of the program's, one for the task until it is done, one for each
 * cancellation that is on its way to the loop.
 */
#include "remote.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "loop.h"
#include "operation.h"
#include "task.h"

typedef struct remote {
    uv_mutex_t lock;
    uv_cond_t finished;
    uint32_t owners;
    bool done, seen;
    int status;
    async_loop_t *loop;       /* good until it is done */
    async_handle_rep_t *task; /* of the loop's thread, until it is done */
    async_watcher_t watcher;  /* of the task */
    const char *name;
    async_handle_rep_t rep; /* last: the frame and the value follow */
} remote_t;

const async_coroutine_t async__remote_coroutine = {
    .abi = ASYNC_ABI_VERSION, .name = "task of another loop", .file = "asyncc",
    .result = ASYNC_FRAME_HEAD,
};

static remote_t *remote_of(const async_handle_rep_t *rep)
{
    return container_of(rep, remote_t, rep);
}

/* The value behind the head is as aligned as a task's own. */
enum { BLOCK_LEAD = (16 - (sizeof(remote_t) + sizeof(async_frame_t)) % 16) % 16 };

/* ------------------------------------------------------------------ owning */

static void destroy(remote_t *self)
{
    if (self->done && !self->seen && self->status != 0 && self->status != ASYNC_ECANCELED)
        async__warn("task '%s' (%s:%u) ended with %s (%s), and nobody looked at it", self->name,
                    async__rep_site(&self->rep)->file, (unsigned)async__rep_site(&self->rep)->line,
                    async_status_name(self->status), async_status_message(self->status));
    if (async__rep_is(&self->rep, ASYNC__NAMED)) free((void *)self->rep.told);
    uv_mutex_destroy(&self->lock);
    uv_cond_destroy(&self->finished);
    free((char *)self - BLOCK_LEAD);
}

static void release(remote_t *self)
{
    uint32_t left;

    uv_mutex_lock(&self->lock);
    left = --self->owners;
    uv_mutex_unlock(&self->lock);
    if (left == 0) destroy(self);
}

void async__remote_release(async_handle_rep_t *rep)
{
    release(remote_of(rep));
}

void async__remote_retain(async_handle_rep_t *rep)
{
    remote_t *self = remote_of(rep);

    uv_mutex_lock(&self->lock);
    self->owners++;
    uv_mutex_unlock(&self->lock);
}

/* ------------------------------------------------------------------ asking */

bool async__remote_done(async_handle_rep_t *rep)
{
    remote_t *self = remote_of(rep);
    bool done;

    uv_mutex_lock(&self->lock);
    done = self->done;
    uv_mutex_unlock(&self->lock);
    return done;
}

int async__remote_status(async_handle_rep_t *rep)
{
    remote_t *self = remote_of(rep);
    int status;

    uv_mutex_lock(&self->lock);
    self->seen |= self->done;
    status = self->done ? self->status : 0;
    uv_mutex_unlock(&self->lock);
    return status;
}

enum async_state async__remote_state(async_handle_rep_t *rep)
{
    if (!async__remote_done(rep)) return ASYNC_RUNNING;
    return async__remote_status(rep) == ASYNC_ECANCELED ? ASYNC_CANCELED : ASYNC_DONE;
}

const char *async__remote_name(const async_handle_rep_t *rep)
{
    return remote_of(rep)->name;
}

/* ------------------------------------------------------------------ on the loop's thread */

static void finish(remote_t *self, int status)
{
    async_handle_rep_t *task = self->task;

    uv_mutex_lock(&self->lock);
    self->done = true;
    self->status = status;
    self->loop = NULL;
    self->task = NULL;
    uv_cond_broadcast(&self->finished);
    uv_mutex_unlock(&self->lock);
    task->strand.branch.flags |= ASYNC__SEEN;
    async__handle_release(task);
    release(self);
}

static void on_done(async_watcher_t *watcher, void *handle)
{
    remote_t *self = container_of(watcher, remote_t, watcher);
    int status = async__frame_of(handle)->status;

    if (status == 0) async__handle_copy(self->task, async__rep_handle(&self->rep));
    finish(self, status);
}

static void start(void *arg)
{
    remote_t *self = (remote_t *)arg;

    async__watch(self->task, &self->watcher);
    async__pool_arrival();
    async__task_register(self->task, self->loop);
    async__wake(&self->task->strand.branch);
}

static void cancel(void *arg)
{
    remote_t *self = (remote_t *)arg;

    if (self->task) async__task_cancel(self->task, async_context());
    release(self);
}

void async__remote_call_dropped(void (*fn)(void *), void *arg)
{
    if (fn == cancel) release((remote_t *)arg);
    if (fn == start) finish((remote_t *)arg, ASYNC_ECANCELED);
}

/* ------------------------------------------------------------------ from any thread */

static remote_t *remote_new(async_loop_t *loop, async_handle_rep_t *task, const async_site_t *site)
{
    size_t size = BLOCK_LEAD + sizeof(remote_t) + sizeof(async_frame_t);
    char *block = (char *)async__zalloc(size + task->coroutine->result_size);
    remote_t *self = (remote_t *)(void *)(block + BLOCK_LEAD);

    if (uv_mutex_init(&self->lock) != 0 || uv_cond_init(&self->finished) != 0)
        async__die("no mutex left");
    self->owners = 2;
    self->loop = loop;
    self->task = task;
    self->watcher.notify = on_done;
    self->name = task->coroutine->name;
    self->rep.told = (uintptr_t)site;
    self->rep.coroutine = &async__remote_coroutine;
    return self;
}

void *async__spawn_on(async_loop_t *loop, uintptr_t before, const async_site_t *site)
{
    async_handle_rep_t *task = async__task_new(before, site, 1);
    remote_t *self;

    if (task->coroutine->lead)
        async__die("async_spawn_on of '%s': its result is over-aligned", task->coroutine->name);
    self = remote_new(loop, task, site);
    async_call_soon_threadsafe(loop, start, self);
    return async__rep_handle(&self->rep);
}

/* Posted under the lock: while the task is not done, its loop is there. */
bool async__remote_cancel(async_handle_rep_t *rep)
{
    remote_t *self = remote_of(rep);
    bool pending;

    uv_mutex_lock(&self->lock);
    pending = !self->done;
    if (pending) {
        self->owners++;
        async_call_soon_threadsafe(self->loop, cancel, self);
    }
    uv_mutex_unlock(&self->lock);
    return pending;
}

/* Whether it was done in time; its lock is held. */
static bool wait_until_done(remote_t *self, int64_t timeout_ms)
{
    uint64_t now = uv_hrtime(), end = now + (uint64_t)(timeout_ms > 0 ? timeout_ms : 0) * 1000000;

    while (!self->done && timeout_ms < 0) uv_cond_wait(&self->finished, &self->lock);
    for (; !self->done && now < end; now = uv_hrtime())
        uv_cond_timedwait(&self->finished, &self->lock, end - now);
    return self->done;
}

int async_block_on(async_handle_t handle, int64_t timeout_ms)
{
    async_handle_rep_t *rep = async__rep_of(handle);
    remote_t *self = remote_of(rep);
    int status;

    if (!async__is_remote(rep))
        async__die("async_block_on: '%s' is no task of async_spawn_on", async__handle_name(rep));
    uv_mutex_lock(&self->lock);
    if (!self->done && self->loop == async_context()->loop) {
        status = ASYNC_EINVAL;
    } else if (wait_until_done(self, timeout_ms)) {
        self->seen = true;
        status = self->status;
    } else {
        status = ASYNC_ETIMEDOUT;
    }
    uv_mutex_unlock(&self->lock);
    return status;
}

/* ------------------------------------------------------------------ async_workers */

typedef struct worker {
    uv_thread_t thread;
    int index;
    async_worker_fn *main;
    int outcome;
} worker_t;

static void work(void *arg)
{
    static const async_site_t site = { "worker", "async_workers", 0 };
    worker_t *worker = (worker_t *)arg;
    uintptr_t before = async__task_capture();
    async_handle_rep_t *task;
    async_loop_t *loop;

    (void)worker->main(worker->index);
    task = async__task_new(before, &site, 1);
    loop = async_loop_new();
    worker->outcome = async__loop_run_task(loop, task);
    if (worker->outcome == 0) async__handle_copy(task, &worker->outcome);
    async__handle_release(task);
    async_loop_close(loop);
}

/* How many were started; *status is set when it was not all. */
static int start_workers(worker_t *worker, int n, async_worker_fn *main, int *status)
{
    for (int i = 0; i < n; i++) {
        worker[i].index = i;
        worker[i].main = main;
        *status = uv_thread_create(&worker[i].thread, work, &worker[i]);
        if (*status != 0) return i;
    }
    return n;
}

int async_workers(int n, async_worker_fn *main)
{
    worker_t *worker = (worker_t *)async__zalloc((size_t)(n > 0 ? n : 1) * sizeof *worker);
    int status = 0, started = start_workers(worker, n, main, &status);

    for (int i = 0; i < started; i++) {
        uv_thread_join(&worker[i].thread);
        if (status == 0) status = worker[i].outcome;
    }
    free(worker);
    return status;
}
