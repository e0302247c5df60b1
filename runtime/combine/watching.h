/*
 * watching.h - a wait for some of many handles (internal; layer 4).
 *
 *      open -> (settled: go on at once) | wait -> a handle is done ... settled -> close
 *
 * A watching is a leaf beside the frame of whoever waits. That frame is its parent: it is resumed
 * in its turn, and looks at the handles then, when more of them may be done.
 */
#ifndef ASYNCC_RUNTIME_WATCHING_H
#define ASYNCC_RUNTIME_WATCHING_H

#include <asyncc/combine.h>

#include "../operation.h"

/** The i-th of an array of handles, of whatever type they are. */
void *async__handle_at(const volatile void *handles, size_t i);

/**
 * Retains and watches `count` handles. 0, or ASYNC_EINVAL and nothing done: the running task is
 * among them, or one of another loop.
 */
int async__watching_open(struct async__watching *self, async_context_t *cx,
                         const volatile void *handles, size_t count, enum async_when when);
/** Whether there is nothing to wait for any more. */
bool async__watching_settled(const struct async__watching *self);
/** Suspends the running branch until it is settled, or `timeout_ms` are over (negative: never). */
async_step_t async__watching_wait(struct async__watching *self, async_context_t *cx,
                                   int64_t timeout_ms);
/** Takes the one that was done first; NULL: none is, that was not taken. */
void *async__watching_take(struct async__watching *self);
/** Watches no more, and gives the handles back. */
void async__watching_close(struct async__watching *self);

#endif
