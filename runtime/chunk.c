/*
 * chunk.c - chunks of blocks, and the table that says which addresses are chunks.
 */
#include "chunk.h"

#include <pthread.h>
#include <stdlib.h>

#include "list.h"

/* BATCH: blocks that are taken at once. MARGIN: of a chunk's piece, for malloc's own head. */
enum { CHUNK = 32 << 10, MARGIN = 64, BATCH = 32 };

/*
 * The head of a chunk. `home` counts those of its blocks that no thread has: some that were given
 * back, then those from `fresh` on, which nobody ever had.
 */
typedef struct chunk {
    list_t link; /* among those of its class with blocks at home */
    async_pool_block_t *given;
    char *fresh;
    uint32_t size, total, home;
} chunk_t;

/* Where the first block lies: aligned to 16. */
#define HEAD ((sizeof(chunk_t) + 15) & ~(size_t)15)

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static list_t with_blocks[ASYNC_POOL_CLASSES];

/* ------------------------------------------------------------------ which addresses are chunks */

/* Open addressing; `room` is a power of two, at most half of it is used. */
static struct {
    chunk_t **at;
    size_t room, count;
} chunks;

static size_t place_of(const void *chunk)
{
    uintptr_t mixed = (uintptr_t)chunk / CHUNK * (uintptr_t)0x9E3779B97F4A7C15u;

    return (size_t)(mixed >> 16) & (chunks.room - 1);
}

/* Where it is, or where it would go. */
static size_t find(const void *chunk)
{
    size_t i = place_of(chunk);

    while (chunks.at[i] && chunks.at[i] != chunk) i = (i + 1) & (chunks.room - 1);
    return i;
}

static bool make_room(void)
{
    size_t before = chunks.room;
    chunk_t **old = chunks.at, **at;

    if (2 * chunks.count < chunks.room) return true;
    at = (chunk_t **)calloc(before ? 2 * before : 64, sizeof *at);
    if (!at) return false;
    chunks.at = at;
    chunks.room = before ? 2 * before : 64;
    for (size_t i = 0; i < before; i++)
        if (old[i]) chunks.at[find(old[i])] = old[i];
    free(old);
    return true;
}

/* Those behind it move up, unless that would take them before their own place. */
static void forget(const chunk_t *chunk)
{
    size_t mask = chunks.room - 1, hole = find(chunk);

    chunks.count--;
    for (size_t i = (hole + 1) & mask; chunks.at[i]; i = (i + 1) & mask) {
        if (((i - place_of(chunks.at[i])) & mask) < ((i - hole) & mask)) continue;
        chunks.at[hole] = chunks.at[i];
        hole = i;
    }
    chunks.at[hole] = NULL;
    if (chunks.count > 0) return;
    free(chunks.at);
    chunks.at = NULL;
    chunks.room = 0;
}

static bool lies_in(const void *block, const chunk_t *chunk)
{
    return ((uintptr_t)block & ~(uintptr_t)(CHUNK - 1)) == (uintptr_t)chunk;
}

/* The chunk in which a block lies, or NULL. */
static chunk_t *chunk_of(const void *block)
{
    const void *chunk = (const void *)((uintptr_t)block & ~(uintptr_t)(CHUNK - 1));

    return chunks.room ? chunks.at[find(chunk)] : NULL;
}

/* ------------------------------------------------------------------ chunks */

static chunk_t *chunk_new(size_t class_)
{
    void *memory;
    chunk_t *chunk;

    if (!make_room() || posix_memalign(&memory, CHUNK, CHUNK - MARGIN) != 0) return NULL;
    chunk = (chunk_t *)memory;
    chunk->given = NULL;
    chunk->fresh = (char *)memory + HEAD;
    chunk->size = (uint32_t)(class_ + 1) * ASYNC_POOL_GRAIN;
    chunk->total = chunk->home = (uint32_t)((CHUNK - MARGIN - HEAD) / chunk->size);
    chunks.at[find(chunk)] = chunk;
    chunks.count++;
    if (!with_blocks[class_].next) list_init(&with_blocks[class_]);
    list_append(&with_blocks[class_], &chunk->link);
    return chunk;
}

/* A chunk of the class that has a block at home. */
static chunk_t *chunk_with_blocks(size_t class_)
{
    list_t *all = &with_blocks[class_];

    return all->next && !list_empty(all) ? container_of(all->next, chunk_t, link) : NULL;
}

/* Takes `count`, which are at home, to the end of a list; with the last one the chunk leaves. */
static async_pool_block_t **leave_home(chunk_t *chunk, size_t count, async_pool_block_t **last)
{
    chunk->home -= (uint32_t)count;
    if (chunk->home == 0) list_remove(&chunk->link);
    for (; count > 0 && chunk->given; count--) {
        *last = chunk->given;
        last = &chunk->given->next;
        chunk->given = *last;
    }
    for (; count > 0; count--) {
        *last = (async_pool_block_t *)(void *)chunk->fresh;
        last = &(*last)->next;
        chunk->fresh += chunk->size;
    }
    return last;
}

/* Brings one back; the chunk goes with the last. */
static size_t come_home(chunk_t *chunk, async_pool_block_t *block)
{
    block->next = chunk->given;
    chunk->given = block;
    if (chunk->home++ == 0)
        list_append(&with_blocks[chunk->size / ASYNC_POOL_GRAIN - 1], &chunk->link);
    if (chunk->home < chunk->total) return 0;
    list_remove(&chunk->link);
    forget(chunk);
    free(chunk);
    return CHUNK;
}

/* ------------------------------------------------------------------ taking and giving */

async_pool_block_t *async__chunk_take(size_t class_, size_t *count)
{
    async_pool_block_t *first = NULL, **last = &first;
    chunk_t *chunk;

    *count = 0;
    pthread_mutex_lock(&lock);
    while (*count < BATCH) {
        chunk = chunk_with_blocks(class_);
        if (!chunk && *count == 0) chunk = chunk_new(class_);
        if (!chunk) break;
        size_t some = BATCH - *count < chunk->home ? BATCH - *count : chunk->home;
        last = leave_home(chunk, some, last);
        *count += some;
    }
    *last = NULL;
    pthread_mutex_unlock(&lock);
    return first;
}

size_t async__chunk_give(async_pool_block_t *list)
{
    async_pool_block_t *next;
    chunk_t *chunk = NULL; /* where the last one lies: neighbours come together, most often */
    size_t freed = 0;

    pthread_mutex_lock(&lock);
    for (; list; list = next) {
        size_t gone = 0;
        if (!lies_in(list, chunk)) chunk = chunk_of(list);
        next = list->next;
        if (chunk) gone = come_home(chunk, list);
        else free(list);
        if (gone) chunk = NULL;
        freed += gone;
    }
    pthread_mutex_unlock(&lock);
    return freed;
}
