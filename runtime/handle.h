/*
 * handle.h - what lies before the frame of a task or future (internal; layer 2).
 *
 *      async_handle_rep_t          frame
 *      | all | strand | told | * | resume | parent | state status | value ...
 *                              ^ the descriptor, its last word     ^ what a handle points to
 *
 * A task's frame is its coroutine's. A future's only holds status and value (and, in `state`, the
 * value's size); nothing ever runs in it, but it is a handle like a task's in all else.
 */
#ifndef ASYNCC_RUNTIME_HANDLE_H
#define ASYNCC_RUNTIME_HANDLE_H

#include <asyncc/future.h>

#include "branch.h"

/*
 * References (strand.branch.owners): one for each of the program's, one for whoever awaits it, and
 * one for the task itself until it is done. The flags are in strand.branch.flags.
 */
typedef struct async_handle_rep {
    async_link_t all;              /* in the loop's list of tasks, while it is pending; see kept */
    async_strand_t strand;         /* of a future, its flags and references */
    uintptr_t told;                /* where it was made, or who is told of its end; see below */
    const async_coroutine_t *coroutine;
} async_handle_rep_t;

/*
 * Where a handle was made is looked at when something is wrong: it shares a word with who watches.
 *
 *      told --> site                               nobody watches
 *      told - 1 --> watcher <-> ... <-> watcher    the oldest one; its `prev` is the newest one,
 *                   `next` --------------> site    whose `next` is the site
 *
 * The site is an async_named_t's when it has a name of its own.
 */
static inline async_watcher_t *async__rep_watcher(const async_handle_rep_t *rep)
{
    return rep->told & 1 ? (async_watcher_t *)(rep->told - 1) : NULL;
}

const async_site_t *async__rep_site(const async_handle_rep_t *rep);

/* A name that was given. The site is first; it is a copy of the original one. */
typedef struct async_named {
    async_site_t site;
    char name[];
} async_named_t;

/* 56 bytes on 64-bit targets, so that the value after a 24-byte head is aligned to 16. */
#define ASYNC__HANDLE_HEAD                                                                         \
    (((sizeof(async_handle_rep_t) + sizeof(async_frame_t) + 15) & ~(size_t)15) -                   \
     sizeof(async_frame_t))

extern const async_coroutine_t async__future_coroutine;

static inline async_frame_t *async__frame_of(async_handle_t handle)
{
    return (async_frame_t *)((char *)(uintptr_t)handle - ASYNC_FRAME_HEAD);
}

static inline async_handle_rep_t *async__rep_of_frame(async_frame_t *frame)
{
    return (async_handle_rep_t *)(void *)frame - 1;
}

static inline async_handle_rep_t *async__rep_of(async_handle_t handle)
{
    return async__rep_of_frame(async__frame_of(handle));
}

static inline async_frame_t *async__rep_frame(async_handle_rep_t *rep)
{
    return (async_frame_t *)(void *)(rep + 1);
}

static inline void *async__rep_handle(async_handle_rep_t *rep)
{
    return async_value(async__rep_frame(rep));
}

static inline bool async__rep_is(const async_handle_rep_t *rep, unsigned flag)
{
    return (rep->strand.branch.flags & flag) != 0;
}

static inline bool async__is_future(const async_handle_rep_t *rep)
{
    return rep->coroutine == &async__future_coroutine;
}

/** Tells `watcher` once; it is in a list until then. The handle is not done. */
void async__watch(async_handle_rep_t *rep, async_watcher_t *watcher);
/** Takes it back. */
void async__unwatch(async_handle_rep_t *rep, async_watcher_t *watcher);

/** Marks it done with `status`, tells the watchers, oldest first. The caller has a reference. */
void async__handle_finish(async_handle_rep_t *rep, int status);

/** Sets up flags, references and site of a fresh one. */
static inline void async__handle_init(async_handle_rep_t *rep, const async_site_t *site,
                                      uint32_t owners)
{
    rep->all.next = NULL;
    rep->strand.branch = (async_branch_t){ .owners = owners };
    rep->told = (uintptr_t)site;
}

/** While a loop of the thread is watched: lists it there, to be named if it is never released. */
void async__handle_keep(async_handle_rep_t *rep, async_loop_t *loop);
/** Takes it out of whatever list it is in. */
static inline void async__handle_forget(async_handle_rep_t *rep)
{
    if (!rep->all.next) return;
    rep->all.prev->next = rep->all.next;
    rep->all.next->prev = rep->all.prev;
    rep->all.next = NULL;
}

/** Frees one that has no reference left. */
void async__handle_destroy(async_handle_rep_t *rep);

/** Drops a reference. */
static inline void async__handle_release(async_handle_rep_t *rep)
{
    if (--rep->strand.branch.owners == 0) async__handle_destroy(rep);
}

/**
 * The last reference to a coroutine that is driven by hand was dropped, and it is not done: ends
 * it, so that its defers run. False when it does not end. (task layer: hand.c)
 */
bool async__by_hand_close(async_handle_rep_t *rep);

/** Copies its value to `out`, unless that is NULL. */
void async__handle_copy(async_handle_rep_t *rep, void *out);

/** Where it was spawned or made, as "FILE:LINE" pieces, and its name. */
const char *async__handle_name(const async_handle_rep_t *rep);

#endif
