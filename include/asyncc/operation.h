/*
 * operation.h - how an operation of the runtime is declared.
 *
 * An operation is an async function written in C: a sleep, a read, an await of a handle. It is a
 * leaf: it waits for the loop, and awaits nothing itself. Generated code knows it by three names,
 * declared beside its prototype:
 *
 *      ASYNC_OPERATION _Async void async_sleep(uint64_t ms);
 *
 *      struct async_sleep__frame { async_frame_t base; [R result;] async_branch_t *branch; ... };
 *      async_step_t async_sleep__start(struct async_sleep__frame *self, async_context_t *cx,
 *                                      uint64_t ms);
 *      extern const async_coroutine_t async_sleep__async;
 *
 * The frame lies inside its awaiter's: awaiting an operation allocates nothing. The prototype is
 * also a function, a ramp as for any async function (see abi.h), for pointers, spawns and calls by
 * other files.
 *
 * How an operation is written is told in runtime/operation.h.
 */
#ifndef ASYNCC_OPERATION_H
#define ASYNCC_OPERATION_H

#include <asyncc/abi.h>
#include <asyncc/keywords.h>

/** Before a prototype: asyncc may embed NAME__frame and call NAME__start. */
#ifdef ASYNC_PARSE
#define ASYNC_OPERATION __attribute__((annotate("operation")))
#else
#define ASYNC_OPERATION
#endif

#endif
