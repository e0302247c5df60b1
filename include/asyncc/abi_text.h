/*
 * abi_text.h - what is the same in the text of every coroutine, in macros. abi.h tells what the words
 * mean.
 */
#ifndef ASYNCC_ABI_TEXT_H
#define ASYNCC_ABI_TEXT_H

#include <asyncc/abi.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ the text of a coroutine
 *
 * What asyncc writes around each function F is the same but for names, and stands in these macros:
 *
 *      struct F__frame { ... };
 *      enum F__state { F__sleep = 1, ... };
 *      ASYNC_DESCRIPTOR(F, ...);              F__async, and F__resume is declared
 *      ASYNC_START(F, self, self->a = a, int a)     F__start: keeps arguments, runs the first step
 *      int F(int a)
 *      ASYNC_RAMP(F, self, cx, F__start(self, cx, a))    for callers in other files and by pointers
 *      static async_step_t F__resume(...)               the function itself; in it, to suspend:
 *          if (async_sleep__start(&self->sleep, cx, 10) != ASYNC_FINISHED)
 *              ASYNC_WAIT(frame, F__resume, F__sleep, &self->sleep.base);
 *          ASYNC_YIELD(frame, self->slot, F__yield);
 */

/** Where a member of F's frame lies, from the frame's head. */
#define ASYNC_OFFSET(F, member)                                                                    \
    (offsetof(struct F##__frame, member) - offsetof(struct F##__frame, base))

/** Declares F__resume, defines F__async. `what` F is: see below; `points`: one or no ASYNC_POINTS. */
#define ASYNC_DESCRIPTOR(F, what, path, at, ...)                                                   \
    static async_resume_fn F##__resume __attribute__((nonnull));                                   \
    static const async_coroutine_t F##__async ASYNC_UNUSED = {                                     \
        .abi = ASYNC_ABI_VERSION, .name = #F, .file = path, .line = at, .resume = F##__resume,     \
        .size = sizeof(struct F##__frame), .align = _Alignof(struct F##__frame),                   \
        .lead = offsetof(struct F##__frame, base), what, __VA_ARGS__}

/** What F is; behind it ASYNC_RECEIVES (a generator with S) and ASYNC_RETURNS (not void). */
#define ASYNC_FUNCTION .flags = ASYNC_COROUTINE_ASYNC
#define ASYNC_GENERATOR(F)                                                                         \
    .flags = ASYNC_COROUTINE_GENERATOR, .value_size = sizeof ((struct F##__frame *)0)->value
#define ASYNC_ASYNC_GENERATOR(F)                                                                   \
    .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,                                    \
    .value_size = sizeof ((struct F##__frame *)0)->value
#define ASYNC_RECEIVES(F)                                                                          \
    , .sent = ASYNC_OFFSET(F, sent), .sent_size = sizeof ((struct F##__frame *)0)->sent
#define ASYNC_RETURNS(F)                                                                           \
    , .result = ASYNC_OFFSET(F, result), .result_size = sizeof ((struct F##__frame *)0)->result

/** The suspension points, each { awaited, line, column, where its child is, the child's descriptor }. */
#define ASYNC_POINTS(...)                                                                          \
    .points = (const async_point_t[]){__VA_ARGS__},                                                \
    .point_count = sizeof((const async_point_t[]){__VA_ARGS__}) / sizeof(async_point_t)
#define ASYNC_NO_POINTS .points = NULL
#define ASYNC_AT_YIELD(line, column) {"yield", line, column, ASYNC_POINT_YIELD, 0, NULL}
#define ASYNC_CHILD(F, member) ASYNC_POINT_EMBEDDED, ASYNC_OFFSET(F, member)
#define ASYNC_POINTER(F, member) ASYNC_POINT_POOLED, ASYNC_OFFSET(F, member)
#define ASYNC_BRANCH(F, member) ASYNC_POINT_BRANCH, ASYNC_OFFSET(F, member)
/** A suspension of another function that shares the states. */
#define ASYNC_NO_POINT {NULL, 0, 0, ASYNC_POINT_YIELD, 0, NULL}
/** In the place of a descriptor: what a joint waits for, its children's points. */
#define ASYNC_JOINED(combinator, ...)                                                              \
    &(const async_coroutine_t) {                                                                   \
        .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_JOINT, .name = combinator,              \
        ASYNC_POINTS(__VA_ARGS__)                                                                  \
    }

/**
 * The first step of a fresh frame, whose arguments have been stored. From a ramp that only captures
 * `cx` is NULL, and nothing runs; resume functions say that theirs is not, and lose the test.
 */
ASYNC_INLINE async_step_t async_first_step(async_frame_t *frame, async_context_t *cx,
                                           async_resume_fn *resume)
{
    frame->state = 0;
    return cx ? resume(frame, cx) : ASYNC_SUSPENDED;
}

/** The same for a generator, whose slot is set: it does not run yet. */
ASYNC_INLINE async_step_t async_generator_ready(async_frame_t *frame, const async_coroutine_t *coroutine)
{
    async_generator_open(frame, coroutine->resume);
    if (coroutine->sent_size)
        __builtin_memset((char *)frame + coroutine->sent, 0, coroutine->sent_size);
    return ASYNC_SUSPENDED;
}
/**
 * F__start, behind whose `self` and context come the parameters (here: the last operands), which
 * `store` keeps in the frame. Of a generator, ASYNC_OPEN; without parameters, _VOID.
 */
#define ASYNC_START(F, self, store, ...)                                                           \
    static inline ASYNC_UNUSED async_step_t F##__start(                                            \
        struct F##__frame *self, async_context_t *async__cx, __VA_ARGS__)                          \
    {                                                                                              \
        store;                                                                                     \
        return async_first_step(&self->base, async__cx, F##__resume);                              \
    }
#define ASYNC_START_VOID(F)                                                                        \
    static inline ASYNC_UNUSED async_step_t F##__start(struct F##__frame *self, async_context_t *cx) \
    {                                                                                              \
        return async_first_step(&self->base, cx, F##__resume);                                     \
    }
#define ASYNC_OPEN(F, self, store, ...)                                                            \
    static inline ASYNC_UNUSED async_step_t F##__start(                                            \
        struct F##__frame *self, async_context_t *async__cx ASYNC_UNUSED, __VA_ARGS__)             \
    {                                                                                              \
        store;                                                                                     \
        self->slot = &self->value;                                                                 \
        return async_generator_ready(&self->base, &F##__async);                                    \
    }
#define ASYNC_OPEN_VOID(F)                                                                         \
    static inline ASYNC_UNUSED async_step_t F##__start(struct F##__frame *self,                    \
                                                       async_context_t *cx ASYNC_UNUSED)           \
    {                                                                                              \
        self->slot = &self->value;                                                                 \
        return async_generator_ready(&self->base, &F##__async);                                    \
    }

/** `to = value` for a type with const members, which C does not let be assigned. */
#define ASYNC_COPY(to, ...)                                                                        \
    ((void)__builtin_memcpy((void *)&(to), (__typeof__(to)[1]){__VA_ARGS__}, sizeof(to)))

/* A ramp asks once whether it runs; otherwise `first`, a call of F__start, stores arguments only. */
#define ASYNC__RAMP_FRAME(F, self, cx)                                                             \
    async_context_t *const async__cx = async_context();                                            \
    const bool async__eager = async_eager(async__cx);                                              \
    async_context_t *const cx = async__eager ? async__cx : NULL;                                   \
    struct F##__frame *const self = async_ramp_frame(async__cx, &F##__async, sizeof *self,         \
                                                     F##__async.lead, async__eager)

/** The body of F's ramp, for a function that returns a value. */
#define ASYNC_RAMP(F, self, cx, first)                                                             \
    {                                                                                              \
        ASYNC__RAMP_FRAME(F, self, cx);                                                            \
        if (first != ASYNC_FINISHED) {                                                             \
            async_leave(async__cx, &F##__async, &self->base);                                      \
            return (__typeof__(self->result)){0};                                                  \
        }                                                                                          \
        __typeof__(self->result) async__result = self->result;                                     \
        async_frame_free(async__cx, &self->base, sizeof *self, F##__async.lead);                   \
        return async__result;                                                                      \
    }
/** The same for one that returns nothing. */
#define ASYNC_RAMP_VOID(F, self, cx, first)                                                        \
    {                                                                                              \
        ASYNC__RAMP_FRAME(F, self, cx);                                                            \
        if (first != ASYNC_FINISHED) async_leave(async__cx, &F##__async, &self->base);             \
        else async_frame_free(async__cx, &self->base, sizeof *self, F##__async.lead);              \
    }

#define ASYNC__GENERATOR_LEAVE(F, self, cx, first)                                                 \
    async_context_t *const cx = async_context();                                                   \
    struct F##__frame *const self = async_generator_frame(cx, &F##__async, F##__async.lead);       \
    (void)first;                                                                                   \
    async_leave(cx, &F##__async, &self->base)
/** The body of a generator's ramp: of one that returns a value, and of one that does not. */
#define ASYNC_GENERATOR_RAMP(F, self, cx, first)                                                   \
    {                                                                                              \
        ASYNC__GENERATOR_LEAVE(F, self, cx, first);                                                \
        return (__typeof__(self->result)){0};                                                      \
    }
#define ASYNC_GENERATOR_RAMP_VOID(F, self, cx, first)                                              \
    {                                                                                              \
        ASYNC__GENERATOR_LEAVE(F, self, cx, first);                                                \
    }

/**
 * Leaves the resume function at this place, until `child` is done; the switch over the state goes
 * on behind it, at the label `state`. Where the child has raised already, it goes on at once.
 */
#define ASYNC_SUSPEND(frame, resume, state, child)                                                 \
    if (async_suspend(frame, resume, state, child)) return ASYNC_SUSPENDED;                        \
    state:
/** The same, and what the child raised is raised here; or taken to the defers at `label`. */
#define ASYNC_WAIT(frame, resume, state, child)                                                    \
    do {                                                                                           \
        ASYNC_SUSPEND(frame, resume, state, child)                                                 \
        if ((child)->status) return async_raised(frame, (child)->status);                          \
    } while (0)
#define ASYNC_WAIT_OR(frame, resume, state, child, raised, label)                                  \
    do {                                                                                           \
        ASYNC_SUSPEND(frame, resume, state, child)                                                 \
        if ((child)->status) {                                                                     \
            raised = (child)->status;                                                              \
            goto label;                                                                            \
        }                                                                                          \
    } while (0)

/** Leaves a generator's at a yield, whose value is in the slot; it goes on at the label `state`. */
#define ASYNC_SUSPEND_AT_YIELD(frame, slot, state)                                                 \
    return async_yielded(frame, slot, state);                                                      \
    state:
/** The same, and what is thrown there is raised; or taken to the defers at `label`. */
#define ASYNC_YIELD(frame, slot, state)                                                            \
    do {                                                                                           \
        ASYNC_SUSPEND_AT_YIELD(frame, slot, state)                                                 \
        if ((frame)->status) return async_raised(frame, (frame)->status);                          \
    } while (0)
#define ASYNC_YIELD_OR(frame, slot, state, raised, label)                                          \
    do {                                                                                           \
        ASYNC_SUSPEND_AT_YIELD(frame, slot, state)                                                 \
        if ((frame)->status) {                                                                     \
            raised = (frame)->status;                                                              \
            goto label;                                                                            \
        }                                                                                          \
    } while (0)

/** Starts a child of a joint, unless the outcome is decided: `first` is the first step of its frame. */
#define ASYNC_START_CHILD(joint, cx, of, first)                                                    \
    do {                                                                                           \
        if (async_joint_enter(&(joint), &(of).child, cx))                                          \
            async_joint_leave(&(joint), cx, first, &(of).frame.base);                              \
    } while (0)

/** The body of the real main, for an async one: `store` keeps its arguments. */
#define ASYNC_MAIN(self, argc, argv, store)                                                        \
    {                                                                                              \
        struct main__frame *self = (struct main__frame *)((char *)async_main_frame(&main__async) - \
                                                          main__async.lead);                       \
        store;                                                                                     \
        return async_main(&self->base, argc, argv);                                                \
    }

#ifdef __cplusplus
}
#endif

#endif
