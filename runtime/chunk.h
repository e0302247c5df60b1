/*
 * chunk.h - where the pool's blocks come from (internal; layer 0). Any thread may call.
 *
 *      chunk, aligned to its size
 *      | head: how many blocks are at home | block | block | block ...
 *
 * A chunk holds blocks of one size. A thread takes several at once, and gives them back when it has
 * too many or ends; whichever thread that is, a block goes back into the chunk where it lies. A
 * chunk whose blocks are all at home is freed.
 */
#ifndef ASYNCC_RUNTIME_CHUNK_H
#define ASYNCC_RUNTIME_CHUNK_H

#include <asyncc/abi.h>

/**
 * Some blocks of the pool's class `class_`, as a list ended by NULL; *count: how many. NULL: out of
 * memory.
 */
async_pool_block_t *async__chunk_take(size_t class_, size_t *count);

/** Gives a list of blocks back; one of no chunk is free()d. The bytes of chunks that were freed. */
size_t async__chunk_give(async_pool_block_t *list);

#endif
