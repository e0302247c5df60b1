/*
 * alloc.h - memory of the runtime (layer 0): the frame pool behind abi.h, and malloc that does not
 * fail.
 *
 * Each thread's context holds free blocks by size class, so taking and giving need no lock; they
 * come from chunks (chunk.h), some at once. A block may be given back on another thread than the
 * one that took it, and code with the address sanitizer, whose blocks are malloc'ed singly, can
 * share them.
 * ASYNC_POOL=0 turns the pool off.
 */
#ifndef ASYNCC_RUNTIME_ALLOC_H
#define ASYNCC_RUNTIME_ALLOC_H

#include <asyncc/abi.h>

/** Zeroed memory; out of memory aborts with a message. Freed by free(). */
void *async__zalloc(size_t size);

/** Prints "asyncc: MESSAGE" to stderr and aborts. */
void async__die(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));
/** Prints "asyncc: MESSAGE" to stderr. */
void async__warn(const char *format, ...) __attribute__((format(printf, 1, 2)));

/** One that the thread's pool holds, or NULL. */
static inline void *async__take_free(async_context_t *cx, size_t size)
{
    size_t class_ = (size - 1) / ASYNC_POOL_GRAIN;
    async_pool_block_t *block = class_ < cx->pool_classes ? cx->pool[class_] : NULL;

    if (ASYNC_LIKELY(block != NULL)) cx->pool[class_] = block->next;
    return block;
}

/** A block for a caller whose size is no constant; paired with async__give. */
static inline void *async__take(async_context_t *cx, size_t size)
{
    void *block = async__take_free(cx, size);

    return ASYNC_LIKELY(block != NULL) ? block : async__pool_refill(cx, size);
}

static inline void async__give(async_context_t *cx, void *block, size_t size)
{
    size_t class_ = (size - 1) / ASYNC_POOL_GRAIN;
    async_pool_block_t *given = (async_pool_block_t *)block;

    if (ASYNC_UNLIKELY(class_ >= cx->pool_classes)) {
        async__pool_release(cx, block, size);
        return;
    }
    given->next = cx->pool[class_];
    cx->pool[class_] = given;
}

/** Frees what the calling thread's pool holds of each size class with more than `keep` blocks. */
void async__pool_trim(async_context_t *cx, size_t keep);
/** Whether there can be as many: blocks that were made on this thread, or have come to it. */
bool async__pool_exceeds(size_t keep);
/** A block of another thread's will be given back on this one. */
void async__pool_arrival(void);

#endif
