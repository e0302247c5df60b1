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
 *          if (async_sleep__start(&self->sleep, cx, 10)) ASYNC_WAIT(F, self, F__sleep, self->sleep);
 *          ASYNC_YIELD(self, F__yield, *self->slot = a);
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

/** The suspension points, each one of the ASYNC_AT... below. */
#define ASYNC_POINTS(...)                                                                          \
    .points = (const async_point_t[]){__VA_ARGS__},                                                \
    .point_count = sizeof((const async_point_t[]){__VA_ARGS__}) / sizeof(async_point_t)
#define ASYNC_NO_POINTS .points = NULL
/** At line and column F waits for `callee`, whose frame is its `member`. */
#define ASYNC_AT(line, column, F, member, callee)                                                  \
    {#callee, line, column, ASYNC_POINT_EMBEDDED, ASYNC_OFFSET(F, member), &callee##__async}
/** The same, the source calling what is awaited `name`: a handle, say. */
#define ASYNC_AT_AS(name, line, column, F, member, callee)                                         \
    {name, line, column, ASYNC_POINT_EMBEDDED, ASYNC_OFFSET(F, member), &callee##__async}
/** For a callee that the pool holds; for an operand of a joint with a function of its own. */
#define ASYNC_AT_POOLED(line, column, F, member, name)                                             \
    {name, line, column, ASYNC_POINT_POOLED, ASYNC_OFFSET(F, member), NULL}
#define ASYNC_AT_BRANCH(line, column, F, member, name)                                             \
    {name, line, column, ASYNC_POINT_BRANCH, ASYNC_OFFSET(F, member), NULL}
/** For a joint: what it is called, then the points of its children. */
#define ASYNC__HEAD(name, ...) name
#define ASYNC_AT_JOINT(line, column, F, member, ...)                                               \
    {ASYNC__HEAD(__VA_ARGS__, 0), line, column, ASYNC_POINT_EMBEDDED, ASYNC_OFFSET(F, member),     \
     ASYNC_JOINED(__VA_ARGS__)}
#define ASYNC_AT_YIELD(line, column) {"yield", line, column, ASYNC_POINT_YIELD, 0, NULL}
/** Where F gives way, by calling `callee`. */
#define ASYNC_AT_READY(line, column, callee)                                                       \
    {#callee, line, column, ASYNC_POINT_READY, 0, &callee##__async}
/** A suspension of another function that shares the states. */
#define ASYNC_NO_POINT {NULL, 0, 0, ASYNC_POINT_YIELD, 0, NULL}
/* In the place of a descriptor: what a joint waits for, its children's points. */
#define ASYNC_JOINED(combinator, ...)                                                              \
    &(const async_coroutine_t) {                                                                   \
        .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_JOINT, .name = combinator,              \
        ASYNC_POINTS(__VA_ARGS__)                                                                  \
    }

/* ASYNC__EACH(m, a, b, ...): m(a) m(b) ..., of at most eight; ASYNC__LIST (a, b): a, b */
#define ASYNC__EACH_1(m, a) m(a)
#define ASYNC__EACH_2(m, a, ...) m(a) ASYNC__EACH_1(m, __VA_ARGS__)
#define ASYNC__EACH_3(m, a, ...) m(a) ASYNC__EACH_2(m, __VA_ARGS__)
#define ASYNC__EACH_4(m, a, ...) m(a) ASYNC__EACH_3(m, __VA_ARGS__)
#define ASYNC__EACH_5(m, a, ...) m(a) ASYNC__EACH_4(m, __VA_ARGS__)
#define ASYNC__EACH_6(m, a, ...) m(a) ASYNC__EACH_5(m, __VA_ARGS__)
#define ASYNC__EACH_7(m, a, ...) m(a) ASYNC__EACH_6(m, __VA_ARGS__)
#define ASYNC__EACH_8(m, a, ...) m(a) ASYNC__EACH_7(m, __VA_ARGS__)
#define ASYNC__NINTH(_1, _2, _3, _4, _5, _6, _7, _8, it, ...) it
#define ASYNC__EACH(m, ...)                                                                        \
    ASYNC__NINTH(__VA_ARGS__, ASYNC__EACH_8, ASYNC__EACH_7, ASYNC__EACH_6, ASYNC__EACH_5,          \
                 ASYNC__EACH_4, ASYNC__EACH_3, ASYNC__EACH_2, ASYNC__EACH_1, 0)                    \
    (m, __VA_ARGS__)
#define ASYNC__LIST(...) __VA_ARGS__

/* From the head of F's frame to all of it. */
#define ASYNC__WHOLE(F, frame)                                                                     \
    ((struct F##__frame *)((char *)(frame)-offsetof(struct F##__frame, base)))
#define ASYNC__LOADED(name) , async__self->name
#define ASYNC__STORED(name) async__self->name = name;

/**
 * F__start, which runs a fresh frame's first step, and F__resume; both call F__run, the function
 * itself. `parameters`, a list in brackets, are those of F, the rest their names: arguments are
 * passed on, and kept in the frame when F does not finish at once. From a ramp that only captures
 * the context is NULL, and nothing runs; F__run says that its own is not, and callers that inline
 * the start lose the test.
 */
#define ASYNC_START(F, parameters, ...)                                                            \
    static async_step_t F##__run(struct F##__frame *, async_context_t *, uint32_t,                 \
                                 ASYNC__LIST parameters) __attribute__((nonnull(1, 2)));           \
    static async_step_t F##__resume(async_frame_t *async__frame, async_context_t *async__cx)       \
    {                                                                                              \
        struct F##__frame *async__self = ASYNC__WHOLE(F, async__frame);                            \
        return F##__run(async__self, async__cx,                                                    \
                        async__frame->state ASYNC__EACH(ASYNC__LOADED, __VA_ARGS__));              \
    }                                                                                              \
    static inline ASYNC_UNUSED async_step_t F##__start(                                            \
        struct F##__frame *async__self, async_context_t *async__cx, ASYNC__LIST parameters)        \
    {                                                                                              \
        async_step_t async__step = ASYNC_SUSPENDED;                                                \
        if (async__cx) async__step = F##__run(async__self, async__cx, 0, __VA_ARGS__);             \
        else async__self->base.state = 0;                                                          \
        if (async__step != ASYNC_FINISHED) { ASYNC__EACH(ASYNC__STORED, __VA_ARGS__) }             \
        return async__step;                                                                        \
    }

#define ASYNC__RESUMES(F)                                                                          \
    static async_step_t F##__run(struct F##__frame *, async_context_t *, uint32_t)                 \
        __attribute__((nonnull(1, 2)));                                                            \
    static async_step_t F##__resume(async_frame_t *async__frame, async_context_t *async__cx)       \
    {                                                                                              \
        return F##__run(ASYNC__WHOLE(F, async__frame), async__cx, async__frame->state);            \
    }
#define ASYNC__FIRST_STEP(F, self, cx)                                                             \
    if (cx) return F##__run(self, cx, 0);                                                          \
    self->base.state = 0;                                                                          \
    return ASYNC_SUSPENDED;
/**
 * The same for an F whose parameters live in the frame: `store` keeps them, from the parameters
 * that are the last operands. ASYNC_START_VOID: F has none.
 */
#define ASYNC_START_STORED(F, self, store, ...)                                                    \
    ASYNC__RESUMES(F)                                                                              \
    static inline ASYNC_UNUSED async_step_t F##__start(                                            \
        struct F##__frame *self, async_context_t *async__cx, __VA_ARGS__)                          \
    {                                                                                              \
        store;                                                                                     \
        ASYNC__FIRST_STEP(F, self, async__cx)                                                      \
    }
#define ASYNC_START_VOID(F)                                                                        \
    ASYNC__RESUMES(F)                                                                              \
    static inline ASYNC_UNUSED async_step_t F##__start(struct F##__frame *async__self,             \
                                                       async_context_t *async__cx)                 \
    {                                                                                              \
        ASYNC__FIRST_STEP(F, async__self, async__cx)                                               \
    }
/** Of a function of ours, inside a plain one: it has a resume function, and nothing else. */
#define ASYNC_START_CLOSURE(F, self, store, ...)                                                   \
    static inline async_step_t F##__start(struct F##__frame *self, async_context_t *async__cx,     \
                                          __VA_ARGS__)                                             \
    {                                                                                              \
        store;                                                                                     \
        self->base.state = 0;                                                                      \
        return async__cx ? F##__resume(&self->base, async__cx) : ASYNC_SUSPENDED;                  \
    }

/** Readies a generator, whose slot is set: it does not run yet. */
ASYNC_INLINE async_step_t async_generator_ready(async_frame_t *frame, const async_coroutine_t *coroutine)
{
    async_generator_open(frame, coroutine->resume);
    if (coroutine->sent_size)
        __builtin_memset((char *)frame + coroutine->sent, 0, coroutine->sent_size);
    return ASYNC_SUSPENDED;
}
/** F__start of a generator, and F__resume, as ASYNC_START_STORED and ASYNC_START_VOID. */
#define ASYNC_OPEN(F, self, store, ...)                                                            \
    ASYNC__RESUMES(F)                                                                              \
    static inline ASYNC_UNUSED async_step_t F##__start(                                            \
        struct F##__frame *self, async_context_t *async__cx ASYNC_UNUSED, __VA_ARGS__)             \
    {                                                                                              \
        store;                                                                                     \
        self->slot = &self->value;                                                                 \
        return async_generator_ready(&self->base, &F##__async);                                    \
    }
#define ASYNC_OPEN_VOID(F)                                                                         \
    ASYNC__RESUMES(F)                                                                              \
    static inline ASYNC_UNUSED async_step_t F##__start(struct F##__frame *async__self,             \
                                                       async_context_t *async__cx ASYNC_UNUSED)    \
    {                                                                                              \
        async__self->slot = &async__self->value;                                                   \
        return async_generator_ready(&async__self->base, &F##__async);                             \
    }

/** `to = value` for a type with const members, which C does not let be assigned. */
#define ASYNC_COPY(to, ...)                                                                        \
    ((void)__builtin_memcpy((void *)&(to), (const void *)(__typeof__(to)[1]){__VA_ARGS__}, sizeof(to)))

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

/*
 * F__call, for callers that see the definition of an F that needs a frame of its own, a recursive
 * one say: what the ramp does, without asking whether it is awaited. The context comes first, then
 * `parameters`, called `names`; both start with a comma, or are ().
 */
#define ASYNC__CALL(F, R, parameters, names, value, take, give)                                    \
    static ASYNC_UNUSED ASYNC_COLD void F##__capture(async_context_t *async__cx                    \
                                                     ASYNC__LIST parameters)                       \
    {                                                                                              \
        struct F##__frame *async__self =                                                           \
            ASYNC__WHOLE(F, async_frame_capture(async__cx, &F##__async));                          \
        (void)F##__start(async__self, NULL ASYNC__LIST names);                                     \
        async__cx->unfinished = &async__self->base;                                                \
    }                                                                                              \
    static inline ASYNC_UNUSED R F##__call(async_context_t *async__cx ASYNC__LIST parameters)      \
    {                                                                                              \
        if (!async_eager(async__cx)) {                                                             \
            F##__capture(async__cx ASYNC__LIST names);                                             \
            return value;                                                                          \
        }                                                                                          \
        struct F##__frame *async__self = ASYNC__WHOLE(                                             \
            F, async_frame_new(async__cx, &F##__async, sizeof *async__self, F##__async.lead));     \
        if (F##__start(async__self, async__cx ASYNC__LIST names) != ASYNC_FINISHED) {              \
            async_leave(async__cx, &F##__async, &async__self->base);                               \
            return value;                                                                          \
        }                                                                                          \
        take;                                                                                      \
        async_frame_free(async__cx, &async__self->base, sizeof *async__self, F##__async.lead);     \
        return give;                                                                               \
    }
#define ASYNC__RESULT(F) __typeof__(((struct F##__frame *)0)->result)
/** For an F that returns a value, and for one that does not. */
#define ASYNC_CALL(F, parameters, names)                                                           \
    ASYNC__CALL(F, ASYNC__RESULT(F), parameters, names, (ASYNC__RESULT(F)){0},                     \
                ASYNC__RESULT(F) async__result = async__self->result, async__result)
#define ASYNC_CALL_VOID(F, parameters, names)                                                      \
    ASYNC__CALL(F, void, parameters, names, , (void)0, )

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
 * Leaves F here until `child`, a frame's head, is done; F__resume goes on behind it, at the label
 * `state`. Where the child has raised already, it goes on at once. `self`: F's own frame.
 */
#define ASYNC_SUSPEND(F, self, state, child)                                                       \
    do {                                                                                           \
        if (async_suspend(&(self)->base, F##__resume, state, &(child))) return ASYNC_SUSPENDED;    \
    state:;                                                                                        \
    } while (0)
/**
 * The same for a `child` that is a callee's frame, or a joint; and what it raised is raised here,
 * or taken to the defers at `label`.
 */
#define ASYNC_WAIT(F, self, state, child)                                                          \
    do {                                                                                           \
        ASYNC_SUSPEND(F, self, state, (child).base);                                               \
        if ((child).base.status) return async_raised(&(self)->base, (child).base.status);          \
    } while (0)
#define ASYNC_WAIT_OR(F, self, state, child, raised, label)                                        \
    do {                                                                                           \
        ASYNC_SUSPEND(F, self, state, (child).base);                                               \
        if ((child).base.status) {                                                                 \
            raised = (child).base.status;                                                          \
            goto label;                                                                            \
        }                                                                                          \
    } while (0)
/** The same where a status is caught: `caught` gets it, and a cancellation alone is raised. */
#define ASYNC_TRY(F, self, state, child, caught, cx)                                               \
    do {                                                                                           \
        ASYNC_SUSPEND(F, self, state, (child).base);                                               \
        if ((caught = (child).base.status) && async_canceling(cx))                                 \
            return async_raised(&(self)->base, caught);                                            \
    } while (0)
#define ASYNC_TRY_OR(F, self, state, child, caught, cx, raised, label)                             \
    do {                                                                                           \
        ASYNC_SUSPEND(F, self, state, (child).base);                                               \
        if ((caught = (child).base.status) && async_canceling(cx)) {                               \
            raised = caught;                                                                       \
            goto label;                                                                            \
        }                                                                                          \
    } while (0)
/**
 * The four for an F that gives way: it goes to the back of the ready queue, and no child is
 * awaited.
 */
#define ASYNC__GIVE_WAY(F, self, state, cx)                                                        \
    if (async_give_way(&(self)->base, F##__resume, state, cx) == ASYNC_SUSPENDED)                  \
        return ASYNC_SUSPENDED;                                                                    \
    state:
#define ASYNC_GIVE_WAY(F, self, state, cx)                                                         \
    do {                                                                                           \
        return async_give_way(&(self)->base, F##__resume, state, cx);                              \
    state:                                                                                         \
        if ((self)->base.status) return ASYNC_RAISED;                                              \
    } while (0)
#define ASYNC_GIVE_WAY_OR(F, self, state, cx, raised, label)                                       \
    do {                                                                                           \
        ASYNC__GIVE_WAY(F, self, state, cx)                                                        \
        if ((self)->base.status) {                                                                 \
            raised = (self)->base.status;                                                          \
            goto label;                                                                            \
        }                                                                                          \
    } while (0)
#define ASYNC_TRY_GIVE_WAY(F, self, state, cx, caught)                                             \
    do {                                                                                           \
        ASYNC__GIVE_WAY(F, self, state, cx)                                                        \
        if ((caught = (self)->base.status) && async_canceling(cx)) return ASYNC_RAISED;            \
        (self)->base.status = 0;                                                                   \
    } while (0)
#define ASYNC_TRY_GIVE_WAY_OR(F, self, state, cx, caught, raised, label)                           \
    do {                                                                                           \
        ASYNC__GIVE_WAY(F, self, state, cx)                                                        \
        if ((caught = (self)->base.status) && async_canceling(cx)) {                               \
            raised = caught;                                                                       \
            goto label;                                                                            \
        }                                                                                          \
        (self)->base.status = 0;                                                                   \
    } while (0)
/** The value of a finished callee that the pool holds goes to `to`. */
#define ASYNC_VALUE(to, call) (to) = *(__typeof__(to) *)async_value(call)
/**
 * ASYNC_WAIT for a callee that the pool holds: `call`, a pointer, is what it left unfinished. What it
 * has raised is raised, otherwise `take` is done, ASYNC_VALUE say; and its frame goes back.
 */
#define ASYNC_WAIT_POOLED(F, self, state, call, cx, take)                                          \
    do {                                                                                           \
        call = async_adopt(cx);                                                                    \
        ASYNC_SUSPEND(F, self, state, *call);                                                      \
        if (call->status) return async_raised(&(self)->base, async_dropped(cx, call));             \
        take;                                                                                      \
        async_drop(cx, call);                                                                      \
    } while (0)
#define ASYNC_WAIT_POOLED_OR(F, self, state, call, cx, take, raised, label)                        \
    do {                                                                                           \
        call = async_adopt(cx);                                                                    \
        ASYNC_SUSPEND(F, self, state, *call);                                                      \
        if (call->status) {                                                                        \
            raised = async_dropped(cx, call);                                                      \
            goto label;                                                                            \
        }                                                                                          \
        take;                                                                                      \
        async_drop(cx, call);                                                                      \
    } while (0)

/**
 * In the head of a loop over the generator F, whose frame's head is at `root` and which delegates to
 * nobody: runs it to its next yield; false when it has ended.
 */
#define ASYNC_STEP(F, root, cx)                                                                    \
    async_generator_stepped(                                                                       \
        root, F##__run(ASYNC__WHOLE(F, async_generator_running(root)), cx, (root)->state))

/**
 * Leaves a generator at a yield, its value being put where it goes by the last operand; goes on at
 * the label `state`.
 */
#define ASYNC_SUSPEND_AT_YIELD(self, state, ...)                                                   \
    do {                                                                                           \
        __VA_ARGS__;                                                                               \
        return async_yielded(&(self)->base, (self)->slot, state);                                  \
    state:;                                                                                        \
    } while (0)
/** The same, and what is thrown there is raised; or taken to the defers at `label`. */
#define ASYNC_YIELD(self, state, ...)                                                              \
    do {                                                                                           \
        ASYNC_SUSPEND_AT_YIELD(self, state, __VA_ARGS__);                                          \
        if ((self)->base.status) return async_raised(&(self)->base, (self)->base.status);          \
    } while (0)
#define ASYNC_YIELD_OR(self, state, raised, label, ...)                                            \
    do {                                                                                           \
        ASYNC_SUSPEND_AT_YIELD(self, state, __VA_ARGS__);                                          \
        if ((self)->base.status) {                                                                 \
            raised = (self)->base.status;                                                          \
            goto label;                                                                            \
        }                                                                                          \
    } while (0)

/** Starts a child of a joint, unless the outcome is decided: `first` is the first step of its frame. */
#define ASYNC_START_CHILD(joint, cx, of, first)                                                    \
    do {                                                                                           \
        if (async_joint_enter(&(joint), &(of).child, cx))                                          \
            async_joint_leave(&(joint), cx, first, &(of).frame.base);                              \
    } while (0)
/** The same for an operand with a function of its own, F__resume. */
#define ASYNC_START_BRANCH(joint, cx, of, F)                                                       \
    do {                                                                                           \
        (of).frame.base.state = 0;                                                                 \
        ASYNC_START_CHILD(joint, cx, of, F##__resume(&(of).frame.base, cx));                       \
    } while (0)
/** The same for a callee that the pool holds: its ramp, called by the last operand, is captured. */
#define ASYNC_START_POOLED(joint, cx, of, ...)                                                     \
    do {                                                                                           \
        (of).frame = NULL;                                                                         \
        if (async_joint_enter(&(joint), &(of).child, cx)) {                                        \
            uintptr_t async__before = async_capture(cx);                                           \
            (void)__VA_ARGS__;                                                                     \
            (of).frame = async_captured(cx, async__before);                                        \
            async_joint_leave(&(joint), cx, async_begin((of).frame, cx), (of).frame);              \
        }                                                                                          \
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
