/*
 * watching.c - a wait for some of many handles.
 */
#include "watching.h"

#include <string.h>

#include "../alloc.h"
#include "../handle.h"
#include "../remote.h"

void *async__handle_at(const volatile void *handles, size_t i)
{
    void *handle;

    memcpy(&handle, (const char *)(uintptr_t)handles + i * sizeof handle, sizeof handle);
    return handle;
}

/* ------------------------------------------------------------------ counting */

static void count_done(struct async__watching *self, async__watched_t *item)
{
    int status = async__frame_of(item->handle)->status;

    self->pending--;
    if (status != 0 && status != ASYNC_ECANCELED) self->failed = true;
    if (self->first) self->last->next = item;
    else self->first = item;
    self->last = item;
}

void *async__watching_take(struct async__watching *self)
{
    async__watched_t *item = self->first;

    if (!item) return NULL;
    self->first = item->next;
    return item->handle;
}

bool async__watching_settled(const struct async__watching *self)
{
    if (self->pending == 0) return true;
    switch (self->when) {
    case ASYNC_FIRST_COMPLETED: return self->first != NULL;
    case ASYNC_FIRST_FAILED: return self->failed;
    default: return false;
    }
}

/* ------------------------------------------------------------------ waiting */

static void stop_timer(struct async__watching *self)
{
    if (self->timer) async_call_cancel(self->timer);
    self->timer = NULL;
}

static void end(struct async__watching *self, int status)
{
    stop_timer(self);
    async__complete(self, status);
}

static void on_done(async_watcher_t *watcher, void *handle)
{
    async__watched_t *item = container_of(watcher, async__watched_t, watcher);
    struct async__watching *self = item->watching;

    (void)handle;
    watcher->notify = NULL;
    count_done(self, item);
    if (self->base.state == ASYNC__WAITING && async__watching_settled(self)) end(self, 0);
}

static void on_late(void *arg)
{
    struct async__watching *self = arg;

    self->timer = NULL;
    end(self, 0);
}

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    (void)cx;
    end((struct async__watching *)(void *)frame, ASYNC_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async__watching_wait(struct async__watching *self, async_context_t *cx,
                                  int64_t timeout_ms)
{
    if (timeout_ms >= 0)
        self->timer = async_call_later(async__need_loop(cx, "async_wait"), (uint64_t)timeout_ms,
                                       on_late, self);
    return async__wait(self, cx, interrupt);
}

/* ------------------------------------------------------------------ opening and closing */

/* Whether a handle cannot be waited for here: the running task's own, one of another loop's. */
static bool is_refused(const async_handle_rep_t *task, const volatile void *handles, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const async_handle_rep_t *rep = async__rep_of(async__handle_at(handles, i));
        if (rep == task || async__is_remote(rep)) return true;
    }
    return false;
}

static async_handle_rep_t *running_task(async_context_t *cx)
{
    if (!cx->branch) async__operation_stray();
    return container_of(async__strand(cx->branch), async_handle_rep_t, strand);
}

static void watch(struct async__watching *self, async__watched_t *item, void *handle)
{
    *item = (async__watched_t){ .watching = self, .handle = handle };
    async_retain(handle);
    if (async_done(handle)) {
        count_done(self, item);
        return;
    }
    item->watcher.notify = on_done;
    async__watch(async__rep_of(handle), &item->watcher);
}

int async__watching_open(struct async__watching *self, async_context_t *cx,
                         const volatile void *handles, size_t count, enum async_when when)
{
    if (is_refused(running_task(cx), handles, count)) return ASYNC_EINVAL;
    *self = (struct async__watching){ .count = count, .pending = count, .when = when };
    if (count) self->item = (async__watched_t *)async__take(cx, count * sizeof *self->item);
    for (size_t i = 0; i < count; i++) watch(self, &self->item[i], async__handle_at(handles, i));
    return 0;
}

void async__watching_close(struct async__watching *self)
{
    for (size_t i = 0; i < self->count; i++) {
        async__watched_t *item = &self->item[i];
        if (item->watcher.notify) async__unwatch(async__rep_of(item->handle), &item->watcher);
        async_release(item->handle);
    }
    if (self->count) async__give(async_context(), self->item, self->count * sizeof *self->item);
    self->count = 0;
}
