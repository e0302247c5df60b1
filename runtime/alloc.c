/*
 * alloc.c - the frame pool: slow paths, trimming, and its end.
 */
#include "alloc.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "chunk.h"

/* A pool that has freed so many bytes at once has malloc give its pages back. */
enum { GIVE_BACK = 4 << 20 };

ASYNC_THREAD_LOCAL async_context_t async__context ASYNC_TLS_MODEL;

/* ------------------------------------------------------------------ messages, malloc */

static void say(const char *format, va_list arguments)
{
    fflush(stdout);
    fputs("asyncc: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
}

void async__die(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
    abort();
}

void async__warn(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(format, arguments);
    va_end(arguments);
}

static void *no_memory(void *block, size_t size)
{
    if (!block) async__die("out of memory (%zu bytes)", size);
    return block;
}

void *async__zalloc(size_t size)
{
    return no_memory(calloc(1, size), size);
}

/* ------------------------------------------------------------------ opening and closing */

static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static _Atomic bool pool_wanted;

static void thread_ends(void *context)
{
    async_context_t *cx = (async_context_t *)context;
    cx->pool_classes = 0;
    async__pool_trim(cx, 0);
}

/* The main thread's key destructors do not run when the process exits. */
__attribute__((destructor)) static void process_ends(void)
{
    thread_ends(async_context());
}

static void open_pools(void)
{
    const char *wanted = getenv("ASYNC_POOL");
    pool_wanted = !wanted || strcmp(wanted, "0") != 0;
    if (pthread_key_create(&key, thread_ends) != 0) async__die("out of thread keys");
}

/* Called wherever a thread's pool may meet its first block. */
static void open_pool(async_context_t *cx)
{
    pthread_once(&once, open_pools);
    if (!pool_wanted || cx->pool_classes) return;
    if (pthread_setspecific(key, cx) == 0) cx->pool_classes = ASYNC_POOL_CLASSES;
}

/* ------------------------------------------------------------------ taking and giving */

/* Of this thread's, in use or free; those that went to another one are still counted. */
static _Thread_local size_t blocks;

void *async__pool_refill(async_context_t *cx, size_t size)
{
    size_t class_ = (size - 1) / ASYNC_POOL_GRAIN, count;
    async_pool_block_t *block;

    if (ASYNC_UNLIKELY(!cx->pool_classes)) open_pool(cx);
    if (class_ >= cx->pool_classes) return no_memory(malloc(size), size);
    block = (async_pool_block_t *)no_memory(async__chunk_take(class_, &count), size);
    blocks += count;
    cx->pool[class_] = block->next;
    return block;
}

bool async__pool_exceeds(size_t keep) { return blocks > keep; }

void async__pool_arrival(void) { blocks++; }

/* The thread's pool may be off, or not yet opened, and the block another thread's. */
void async__pool_release(async_context_t *cx, void *block, size_t size)
{
    async_pool_block_t *given = (async_pool_block_t *)block;

    (void)cx;
    if (size > (size_t)ASYNC_POOL_CLASSES * ASYNC_POOL_GRAIN) {
        free(block);
        return;
    }
    given->next = NULL;
    async__chunk_give(given);
}

static void turn_off(void)
{
    pool_wanted = false;
}

void *async__pool_singly(async_context_t *cx, size_t size)
{
    static pthread_once_t off = PTHREAD_ONCE_INIT;
    pthread_once(&once, open_pools);
    pthread_once(&off, turn_off);
    cx->pool_classes = 0;
    return no_memory(malloc(size), size);
}

/* ------------------------------------------------------------------ arrays */

void *async_array_new(size_t size, size_t align)
{
    if (size == 0) size = 1;
    if (align <= _Alignof(max_align_t)) return no_memory(malloc(size), size);
    return no_memory(aligned_alloc(align, (size + align - 1) / align * align), size);
}

void async_array_free(void *array)
{
    free(array);
}

/* What is freed between blocks that stay goes back to the system only when malloc is asked. */
static void give_back(size_t freed)
{
#ifdef __GLIBC__
    if (freed >= GIVE_BACK) malloc_trim(0);
#else
    (void)freed;
#endif
}

static size_t length(const async_pool_block_t *list)
{
    size_t count = 0;

    for (; list; list = list->next) count++;
    return count;
}

/* Of a class that has too many all go, so that those left do not hold a chunk each. */
void async__pool_trim(async_context_t *cx, size_t keep)
{
    size_t freed = 0;

    for (size_t class_ = 0; class_ < ASYNC_POOL_CLASSES; class_++) {
        async_pool_block_t *list = cx->pool[class_];
        size_t count = length(list);
        if (count <= keep) continue;
        cx->pool[class_] = NULL;
        blocks -= count < blocks ? count : blocks;
        freed += async__chunk_give(list);
    }
    if (keep) give_back(freed);
}
