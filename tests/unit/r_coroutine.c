/*
 * r_coroutine.c - the trampoline and its C stack, pooled callees, the frame pool.
 */
#include "r_hand.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "chunk.h"

/* async int deep(int n): if (n == 0) { await async_sleep(1); return 0; } return 1 + await deep(n - 1);
 * by its ramp, as a recursive function is called; n < 0 counts up to 0 and raises EIO there. */
struct deep__frame {
    async_frame_t base;
    int result;
    int n;
    async_frame_t *call;
    struct async_sleep__frame sleep;
};
static int deep(int n);

static async_step_t deep__resume(async_frame_t *frame, async_context_t *cx)
{
    struct deep__frame *self = (struct deep__frame *)frame;
    int value;

    switch (frame->state) {
    case 0:
        if (self->n == 0) {
            AWAIT(deep, 1, sleep, async_sleep__start(&self->sleep, cx, 1))
            self->result = 0;
            return ASYNC_FINISHED;
        }
        if (self->n == -1) return async_raised(frame, ASYNC_EIO);
        async_expect(cx);
        value = deep(self->n > 0 ? self->n - 1 : self->n + 1);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            if (async_suspend(frame, deep__resume, 2, self->call)) return ASYNC_SUSPENDED;
            /* fall through */
        case 2:
            if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
            value = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        self->result = 1 + value;
    }
    return ASYNC_FINISHED;
}
RAMP(deep, (int n), self->n = n)

/* async int check(int n, int *out): *out = await deep(n); return 0; */
struct check__frame {
    async_frame_t base;
    int result;
    int n, *out;
    async_frame_t *call;
};

static async_step_t check__resume(async_frame_t *frame, async_context_t *cx)
{
    struct check__frame *self = (struct check__frame *)frame;
    int value;

    switch (frame->state) {
    case 0:
        async_expect(cx);
        value = deep(self->n);
        if (async_unfinished(cx)) {
            self->call = async_adopt(cx);
            if (async_suspend(frame, check__resume, 1, self->call)) return ASYNC_SUSPENDED;
            /* fall through */
        case 1:
            if (self->call->status != 0) return async_raised(frame, async_dropped(cx, self->call));
            value = *(int *)async_value(self->call);
            async_drop(cx, self->call);
        }
        *self->out = value;
        self->result = 0;
    }
    return ASYNC_FINISHED;
}
RAMP(check, (int n, int *out), self->n = n; self->out = out)

static void test_deep(void)
{
    int out = -1;
    CU_ASSERT_EQUAL(async_run(check(1, &out)), 0);
    CU_ASSERT_EQUAL(out, 1);
    CU_ASSERT_EQUAL(async_run(check(1000 * 1000, &out)), 0);
    CU_ASSERT_EQUAL(out, 1000 * 1000);
}

static void test_deep_raise(void)
{
    int out = 5;
    CU_ASSERT_EQUAL(async_run(check(-1000 * 1000, &out)), ASYNC_EIO);
    CU_ASSERT_EQUAL(out, 5);
}

static void *run_deep(void *out)
{
    return (void *)(intptr_t)async_run(check(100 * 1000, (int *)out));
}

static void test_small_stack(void)
{
    pthread_attr_t attributes;
    pthread_t thread;
    int out = -1;
    void *status;

    pthread_attr_init(&attributes);
    CU_ASSERT_EQUAL(pthread_attr_setstacksize(&attributes, 96 * 1024), 0);
    CU_ASSERT_EQUAL(pthread_create(&thread, &attributes, run_deep, &out), 0);
    pthread_join(thread, &status);
    pthread_attr_destroy(&attributes);
    CU_ASSERT_EQUAL(out, 100 * 1000);
    CU_ASSERT_PTR_NULL(status);
}

/* ------------------------------------------------------------------ pool */

static void test_pool_reuse(void)
{
    async_context_t *cx = async_context();
    void *block = async__take(cx, 114);

    CU_ASSERT_EQUAL((uintptr_t)block % 16, 0);
    async__give(cx, block, 114);
    if (cx->pool_classes) CU_ASSERT_PTR_EQUAL(async__take(cx, 120), block);
    if (cx->pool_classes) async__give(cx, block, 120);
    block = async__take(cx, 5000);
    async__give(cx, block, 5000);
    async__pool_trim(cx, 0);
    for (int i = 0; i < ASYNC_POOL_CLASSES; i++) CU_ASSERT_PTR_NULL(cx->pool[i]);
}

static size_t length(const async_pool_block_t *list)
{
    size_t count = 0;

    for (; list; list = list->next) count++;
    return count;
}

/* A class with too many free blocks keeps none: each might hold a chunk. */
static void test_pool_trim(void)
{
    async_context_t *cx = async_context();
    void *blocks[20];

    if (!cx->pool_classes) return;
    for (int i = 0; i < 20; i++) blocks[i] = async__take(cx, 64);
    for (int i = 0; i < 20; i++) async__give(cx, blocks[i], 64);
    async__pool_trim(cx, 64);
    CU_ASSERT_EQUAL(length(cx->pool[3]), 32);
    async__pool_trim(cx, 7);
    CU_ASSERT_EQUAL(length(cx->pool[3]), 0);
}

/* As many blocks of each class as fill some chunks: apart, aligned, the class's size in length. */
static void test_chunks(void)
{
    enum { BLOCKS = 5000 };

    for (size_t class_ = 0; class_ < ASYNC_POOL_CLASSES; class_ += 7) {
        size_t size = (class_ + 1) * ASYNC_POOL_GRAIN, taken = 0, count, freed;
        async_pool_block_t *all = NULL, *odd = NULL, *even = NULL, *next;
        bool aligned = true, whole = true;
        for (; taken < BLOCKS; taken += count) {
            async_pool_block_t *some = async__chunk_take(class_, &count);
            CU_ASSERT_EQUAL_FATAL(length(some), count);
            for (; some; some = next) {
                next = some->next;
                memset(some, 7, size);
                some->next = all;
                all = some;
            }
        }
        for (size_t i = 0; all; all = next, i++) {
            async_pool_block_t **half = i % 2 ? &odd : &even;
            next = all->next;
            aligned = aligned && (uintptr_t)all % ASYNC_POOL_GRAIN == 0;
            for (size_t k = sizeof *all; k < size; k++) whole = whole && ((char *)all)[k] == 7;
            all->next = *half;
            *half = all;
        }
        CU_ASSERT_TRUE(aligned);
        CU_ASSERT_TRUE(whole);
        CU_ASSERT_EQUAL(async__chunk_give(odd), 0);
        freed = async__chunk_give(even);
        CU_ASSERT_TRUE(freed >= BLOCKS * size);
    }
}

/* Frames of code with the address sanitizer are malloc'ed, and may come to any pool. */
static void test_block_of_no_chunk(void)
{
    async_pool_block_t *block = malloc(64), *other = malloc(64);

    block->next = other;
    other->next = NULL;
    CU_ASSERT_EQUAL(async__chunk_give(block), 0);
}

/* ------------------------------------------------------------------ over-aligned frames */

struct wide__frame {
    char lead[8];
    async_frame_t base;
    _Alignas(32) int result;
};
_Static_assert(offsetof(struct wide__frame, result) == 32, "the head is 24 bytes");

static async_step_t wide__resume(async_frame_t *frame, async_context_t *cx)
{
    (void)cx;
    CU_ASSERT_EQUAL((uintptr_t)frame % 32, 8);
    *(int *)async_value(frame) = 6;
    return ASYNC_FINISHED;
}
static const async_coroutine_t wide__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_ASYNC, .name = "wide", .file = __FILE__,
    .size = sizeof(struct wide__frame), .align = _Alignof(struct wide__frame),
    .lead = offsetof(struct wide__frame, base), .result = ASYNC_FRAME_HEAD,
    .result_size = sizeof(int), .resume = wide__resume,
};
static int wide(void)
{
    async_context_t *cx = async_context();
    async_ramp(cx, "wide");
    async_leave(cx, &wide__async, async_frame_capture(cx, &wide__async));
    return 0;
}

static void test_over_aligned(void)
{
    async_context_t *cx = async_context();
    async_frame_t *frame = async__frame_alloc(cx, &wide__async, 0);

    CU_ASSERT_EQUAL((uintptr_t)frame % 32, 8);
    async__frame_free(cx, frame, 0);
    CU_ASSERT_EQUAL(async_run(wide()), 0);
}

int main(void)
{
    static const test_t tests[] = {
        { "a million nested awaits", test_deep },
        { "a raise through a million frames", test_deep_raise },
        { "on a small stack", test_small_stack },
        { "blocks are used again", test_pool_reuse },
        { "trimming", test_pool_trim },
        { "chunks", test_chunks },
        { "blocks of no chunk", test_block_of_no_chunk },
        { "over-aligned frames", test_over_aligned },
        { NULL, NULL },
    };
    return run_tests("coroutine", tests);
}
