/*
 * remote.h - handles of tasks that other loops run (internal; layer 2; task_remote.c: layer 3).
 *
 * The handle is not the task's own: it is a copy that any thread may look at.
 *
 *      spawner's thread:   remote_t | rep | frame | value        guarded by its lock
 *                              ^ done: status and value are copied
 *      loop's thread:          task, watched by the remote_t
 */
#ifndef ASYNCC_RUNTIME_REMOTE_H
#define ASYNCC_RUNTIME_REMOTE_H

#include "handle.h"

extern const async_coroutine_t async__remote_coroutine;

static inline bool async__is_remote(const async_handle_rep_t *rep)
{
    return rep->coroutine == &async__remote_coroutine;
}

/* What the functions of future.h and task.h are for such a handle; any thread. */
bool async__remote_done(async_handle_rep_t *rep);
int async__remote_status(async_handle_rep_t *rep);
enum async_state async__remote_state(async_handle_rep_t *rep);
const char *async__remote_name(const async_handle_rep_t *rep);
bool async__remote_cancel(async_handle_rep_t *rep);
void async__remote_retain(async_handle_rep_t *rep);
void async__remote_release(async_handle_rep_t *rep);

/** A call of a loop that is closed is not made: if it was one of a remote task's, sees to that. */
void async__remote_call_dropped(void (*fn)(void *), void *arg);

#endif
