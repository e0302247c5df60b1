/*
 * future.c - handles: state, references, watchers; and futures.
 */
#include "handle.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "coroutine.h"
#include "loop.h"
#include "operation.h"
#include "remote.h"

const async_coroutine_t async__future_coroutine = {
    .abi = ASYNC_ABI_VERSION, .name = "future", .file = "asyncc", .result = ASYNC_FRAME_HEAD,
};

_Static_assert(sizeof(async_handle_rep_t) ==
                   offsetof(async_handle_rep_t, strand) + ASYNC__STRAND_HEAD,
               "the frame follows");

/* A future runs on no loop. */
static async_frame_t nowhere;

/* ------------------------------------------------------------------ references */

void async__handle_keep(async_handle_rep_t *rep, async_loop_t *loop)
{
    if (loop && loop->debug && !rep->all.next) list_append(&loop->kept, &rep->all);
}

static void report_unseen(const async_handle_rep_t *rep, int status)
{
    async__warn("%s '%s' (%s:%u) ended with %s (%s), and nobody looked at it",
                async__is_future(rep) ? "future" : "task", async__handle_name(rep),
                async__rep_site(rep)->file, (unsigned)async__rep_site(rep)->line,
                async_status_name(status), async_status_message(status));
}

/* What is to be seen to first of one that did not just end well. False: it stays. */
static __attribute__((noinline)) bool wind_up(async_handle_rep_t *rep)
{
    int status;

    if (async__rep_is(rep, ASYNC__BY_HAND) && !async__by_hand_close(rep)) return false;
    status = async__rep_frame(rep)->status;
    if (async__rep_is(rep, ASYNC__DONE) && !async__rep_is(rep, ASYNC__SEEN) && status != 0 &&
        status != ASYNC_ECANCELED)
        report_unseen(rep, status);
    if (async__rep_is(rep, ASYNC__NAMED)) free((void *)(uintptr_t)async__rep_site(rep));
    return true;
}

void async__handle_destroy(async_handle_rep_t *rep)
{
    async_context_t *cx = async_context();
    async_frame_t *frame = async__rep_frame(rep);
    bool usual = frame->status == 0 && !async__rep_is(rep, ASYNC__BY_HAND | ASYNC__NAMED);

    if (ASYNC_UNLIKELY(!usual) && !wind_up(rep)) return;
    async__handle_forget(rep);
    if (async__is_future(rep))
        async__give(cx, (char *)frame - ASYNC__HANDLE_HEAD,
                    ASYNC__HANDLE_HEAD + sizeof *frame + frame->state);
    else
        async__frame_free(cx, frame, ASYNC__HANDLE_HEAD);
}

void async_retain(async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);

    if (async__is_remote(rep)) async__remote_retain(rep);
    else rep->strand.branch.owners++;
}

void async_release(async_handle_t handle)
{
    async_handle_rep_t *rep = handle ? async__rep_of(handle) : NULL;

    if (!rep) return;
    if (async__is_remote(rep)) async__remote_release(rep);
    else async__handle_release(rep);
}

/* ------------------------------------------------------------------ watchers */

const async_site_t *async__rep_site(const async_handle_rep_t *rep)
{
    const async_watcher_t *oldest = async__rep_watcher(rep);

    return oldest ? (const async_site_t *)(void *)oldest->link.prev->next
                  : (const async_site_t *)rep->told;
}

static void set_site(async_handle_rep_t *rep, const async_site_t *site)
{
    async_watcher_t *oldest = async__rep_watcher(rep);

    if (oldest) oldest->link.prev->next = (list_t *)(uintptr_t)site;
    else rep->told = (uintptr_t)site;
}

void async__watch(async_handle_rep_t *rep, async_watcher_t *watcher)
{
    async_watcher_t *oldest = async__rep_watcher(rep);

    watcher->link.next = (list_t *)(uintptr_t)async__rep_site(rep);
    if (oldest) {
        watcher->link.prev = oldest->link.prev;
        watcher->link.prev->next = &watcher->link;
    } else {
        rep->told = (uintptr_t)watcher + 1;
        oldest = watcher;
    }
    oldest->link.prev = &watcher->link;
}

/* What follows it, the site perhaps, follows what was before it. */
void async__unwatch(async_handle_rep_t *rep, async_watcher_t *watcher)
{
    async_watcher_t *oldest = async__rep_watcher(rep);
    list_t *newest = oldest->link.prev, *next = watcher->link.next;

    if (watcher != oldest) watcher->link.prev->next = next;
    else rep->told = (uintptr_t)next + (&watcher->link == newest ? 0 : 1);
    if (&watcher->link != newest) next->prev = watcher->link.prev;
    else if (watcher != oldest) oldest->link.prev = watcher->link.prev;
    list_init(&watcher->link);
}

void async__handle_finish(async_handle_rep_t *rep, int status)
{
    void *handle = async__rep_handle(rep);
    async_loop_t *loop = async_context()->loop;

    if (loop) async__loop_interrupt_poll(loop); /* somebody may turn it until this is done */
    async__rep_frame(rep)->status = status;
    rep->strand.branch.flags |= ASYNC__DONE;
    for (async_watcher_t *watcher; (watcher = async__rep_watcher(rep)) != NULL;) {
        async__unwatch(rep, watcher);
        watcher->notify(watcher, handle);
    }
}

/* ------------------------------------------------------------------ asking */

bool async_done(async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);

    return async__is_remote(rep) ? async__remote_done(rep) : async__rep_is(rep, ASYNC__DONE);
}

enum async_state async_state(async_handle_t handle)
{
    async_handle_rep_t *rep = async__rep_of(handle);
    async_frame_t *frame = async__rep_frame(rep);

    if (async__is_remote(rep)) return async__remote_state(rep);
    if (async__rep_is(rep, ASYNC__DONE))
        return frame->status == ASYNC_ECANCELED ? ASYNC_CANCELED : ASYNC_DONE;
    return async__is_future(rep) || rep->strand.branch.leaf == frame ? ASYNC_PENDING
                                                                      : ASYNC_RUNNING;
}

int async_status(async_handle_t handle)
{
    async_frame_t *frame = async__frame_of(handle);
    async_handle_rep_t *rep;

    if (ASYNC_FRAME_COROUTINE(frame)->flags & ASYNC_COROUTINE_GENERATOR) return frame->status;
    rep = async__rep_of(handle);
    if (async__is_remote(rep)) return async__remote_status(rep);
    if (!async__rep_is(rep, ASYNC__DONE)) return 0;
    rep->strand.branch.flags |= ASYNC__SEEN;
    return frame->status;
}

const char *async__handle_name(const async_handle_rep_t *rep)
{
    if (async__rep_is(rep, ASYNC__NAMED)) return async__rep_site(rep)->what;
    return async__is_remote(rep) ? async__remote_name(rep) : rep->coroutine->name;
}

const char *async_name(async_handle_t handle)
{
    return async__handle_name(async__rep_of(handle));
}

void async_set_name(async_handle_t handle, const char *name)
{
    async_handle_rep_t *rep = async__rep_of(handle);
    size_t size = strlen(name) + 1;
    async_named_t *named = (async_named_t *)async__zalloc(sizeof *named + size);

    memcpy(named->name, name, size);
    named->site = *async__rep_site(rep);
    named->site.what = named->name;
    if (async__rep_is(rep, ASYNC__NAMED)) free((void *)(uintptr_t)async__rep_site(rep));
    rep->strand.branch.flags |= ASYNC__NAMED;
    set_site(rep, &named->site);
}

void *async__result(async_handle_t handle)
{
    int status;

    if (!async_done(handle)) async__die("async_result: '%s' is not done", async_name(handle));
    status = async_status(handle);
    if (status != 0)
        async__die("async_result: '%s' ended with %s (%s)", async_name(handle),
                   async_status_name(status), async_status_message(status));
    return (void *)(uintptr_t)handle;
}

void async__handle_copy(async_handle_rep_t *rep, void *out)
{
    async_frame_t *frame = async__rep_frame(rep);
    size_t size = async__is_future(rep) ? frame->state : rep->coroutine->result_size;

    if (out && size) memcpy(out, async_value(frame), size);
}

/* ------------------------------------------------------------------ futures */

void *async__future_new(size_t size, const async_site_t *site)
{
    size_t total = ASYNC__HANDLE_HEAD + sizeof(async_frame_t) + size;
    char *block = (char *)async__take(async_context(), total);
    async_frame_t *frame = (async_frame_t *)(void *)(block + ASYNC__HANDLE_HEAD);
    async_handle_rep_t *rep = async__rep_of_frame(frame);

    memset(frame, 0, sizeof *frame + size);
    frame->state = (uint32_t)size;
    frame->parent = &nowhere;
    async__handle_init(rep, site, 1);
    rep->coroutine = &async__future_coroutine;
    async__handle_keep(rep, async_context()->loop);
    return async__rep_handle(rep);
}

bool async_set_status(async_handle_t future, int status)
{
    async_handle_rep_t *rep = async__rep_of(future);

    if (!async__is_future(rep))
        async__die("'%s' is a task: only a future is completed by hand", async__handle_name(rep));
    if (async__rep_is(rep, ASYNC__DONE)) return false;
    rep->strand.branch.owners++; /* watchers may give up the last one */
    async__handle_finish(rep, status);
    async__handle_release(rep);
    return true;
}

/* ------------------------------------------------------------------ callbacks */

/* A done callback: first a watcher, then a call of the loop. */
typedef struct on_done {
    async_watcher_t watcher;
    async_loop_t *loop;
    void (*callback)(void *handle, void *arg);
    void *handle, *arg;
} on_done_t;

static void call_back(void *arg)
{
    on_done_t on_done = *(on_done_t *)arg;

    free(arg);
    on_done.callback(on_done.handle, on_done.arg);
    async_release(on_done.handle);
}

static void queue_callback(async_watcher_t *watcher, void *handle)
{
    on_done_t *on_done = container_of(watcher, on_done_t, watcher);
    (void)handle;
    async_call_soon(on_done->loop, call_back, on_done);
}

void async_on_done(async_handle_t handle, void (*callback)(void *handle, void *arg), void *arg)
{
    async_handle_rep_t *rep = async__rep_of(handle);
    on_done_t *on_done;

    if (async__is_remote(rep))
        async__die("async_on_done: '%s' is a task of another loop", async__handle_name(rep));
    on_done = (on_done_t *)async__zalloc(sizeof *on_done);
    on_done->loop = async__strand_loop(&rep->strand);
    if (!on_done->loop) on_done->loop = async__need_loop(async_context(), "async_on_done");
    on_done->watcher.notify = queue_callback;
    on_done->callback = callback;
    on_done->handle = async__rep_handle(rep);
    on_done->arg = arg;
    async_retain(handle);
    if (async__rep_is(rep, ASYNC__DONE)) queue_callback(&on_done->watcher, on_done->handle);
    else async__watch(rep, &on_done->watcher);
}
