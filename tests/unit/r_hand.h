/*
 * r_hand.h - what the runtime's tests share: coroutines written by hand, in the shape that asyncc
 * writes them in, and the frame around a CUnit program.
 *
 * Each test ends by proving that nothing is left: the programs run under the leak checkers too.
 */
#ifndef R_HAND_H
#define R_HAND_H

#if !defined(_DEFAULT_SOURCE)
#define _DEFAULT_SOURCE /* setenv */
#endif
#include <CUnit/Basic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <asyncc.h>

/** Descriptor of a coroutine that gives an int. */
#define DESCRIBE(NAME)                                                                             \
    ASYNC_UNUSED static const async_coroutine_t NAME##__async = {                                  \
        .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_ASYNC, .name = #NAME,                   \
        .file = __FILE__, .line = __LINE__, .size = sizeof(struct NAME##__frame),                  \
        .align = _Alignof(struct NAME##__frame), .result = ASYNC_FRAME_HEAD,                       \
        .result_size = sizeof(int), .resume = NAME##__resume,                                      \
    };

/** Its ramp; the rest stores the parameters. */
#define RAMP(NAME, PARAMETERS, ...)                                                                \
    DESCRIBE(NAME)                                                                                 \
    ASYNC_UNUSED static int NAME PARAMETERS                                                        \
    {                                                                                              \
        async_context_t *cx = async_context();                                                     \
        struct NAME##__frame *self;                                                                \
        bool eager = async_eager(cx);                                                              \
        async_ramp(cx, #NAME);                                                                     \
        self = (struct NAME##__frame *)(eager                                                      \
            ? async_frame_new(cx, &NAME##__async, sizeof *self, 0)                                 \
            : async_frame_capture(cx, &NAME##__async));                                            \
        __VA_ARGS__;                                                                               \
        self->base.state = 0;                                                                      \
        if (eager && NAME##__resume(&self->base, cx) == ASYNC_FINISHED) {                          \
            int value = self->result;                                                              \
            async_frame_free(cx, &self->base, sizeof *self, 0);                                    \
            return value;                                                                          \
        }                                                                                          \
        async_leave(cx, &NAME##__async, &self->base);                                              \
        return 0;                                                                                  \
    }

/** source: await CALLEE (embedded as self->FIELD). START is its start expression. */
#define AWAIT(NAME, STATE, FIELD, START)                                                           \
    if ((START) != ASYNC_FINISHED) {                                                               \
        if (async_suspend(frame, NAME##__resume, STATE, &self->FIELD.base))                        \
            return ASYNC_SUSPENDED;                                                                \
        case STATE:                                                                                \
        if (self->FIELD.base.status != 0) return async_raised(frame, self->FIELD.base.status);     \
    }

/* ------------------------------------------------------------------ a trace */

static char trace[4096];

ASYNC_UNUSED static void note(const char *format, ...) __attribute__((format(printf, 1, 2)));
#include <stdarg.h>
ASYNC_UNUSED static void note(const char *format, ...)
{
    va_list arguments;
    size_t used = strlen(trace);
    va_start(arguments, format);
    vsnprintf(trace + used, sizeof trace - used, format, arguments);
    va_end(arguments);
}

/** Whether the trace is `text`; forgets it. */
ASYNC_UNUSED static bool traced(const char *text)
{
    bool same = strcmp(trace, text) == 0;
    if (!same) printf("\n  traced:   %s\n  expected: %s\n", trace, text);
    trace[0] = 0;
    return same;
}

/* ------------------------------------------------------------------ async int nap(int ms, int v)
 *
 *      defer note("d%d ", v); await async_sleep(ms); note("%d ", v);
 *      if (v < 0) async_raise(v); return v;
 */
struct nap__frame {
    async_frame_t base;
    int result;
    int ms, v;
    struct async_sleep__frame sleep;
};

ASYNC_UNUSED static async_step_t nap__resume(async_frame_t *frame, async_context_t *cx)
{
    struct nap__frame *self = (struct nap__frame *)frame;

    switch (frame->state) {
    case 1: goto asleep;
    }
    if (async_sleep__start(&self->sleep, cx, (uint64_t)self->ms) != ASYNC_FINISHED) {
        if (async_suspend(frame, nap__resume, 1, &self->sleep.base)) return ASYNC_SUSPENDED;
    asleep:
        if (self->sleep.base.status != 0) {
            note("d%d ", self->v);
            return async_raised(frame, self->sleep.base.status);
        }
    }
    note("%d ", self->v);
    note("d%d ", self->v);
    if (self->v < 0) return async_raised(frame, self->v);
    self->result = self->v;
    return ASYNC_FINISHED;
}

RAMP(nap, (int ms, int v), self->ms = ms; self->v = v)

ASYNC_UNUSED static async_step_t nap__start(struct nap__frame *self, async_context_t *cx, int ms,
                                            int v)
{
    self->base.state = 0;
    self->ms = ms;
    self->v = v;
    return nap__resume(&self->base, cx);
}

/* ------------------------------------------------------------------ the program */

typedef struct test {
    const char *name;
    void (*run)(void);
} test_t;

ASYNC_UNUSED static int run_tests(const char *suite, const test_t *tests)
{
    CU_pSuite added;
    unsigned failures;

    setenv("ASYNC_VIRTUAL_TIME", "1", 1); /* a slow machine changes no order */
    if (CU_initialize_registry() != CUE_SUCCESS) return 2;
    added = CU_add_suite(suite, NULL, NULL);
    for (; tests->name; tests++) CU_add_test(added, tests->name, tests->run);
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    failures = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failures != 0;
}

#endif
