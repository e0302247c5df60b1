/*
 * abi.h - the contract between the C that asyncc writes and the runtime.
 *
 * Nothing here is for users: programs include <asyncc.h>. docs/abi.md tells the whole story, with
 * what each step costs; this header is the part of it that the C compiler checks.
 *
 * A coroutine is a struct, its frame, and a resume function over it:
 *
 *      +----------------+  <- frame                struct NAME__frame
 *      | resume         |  where it goes on           async_frame_t base;
 *      | parent         |  who awaits it              T result;         (generators: Y value)
 *      | state | status |  at which suspension        parameters, then what lives across
 *      +----------------+  <- frame + 24              suspensions, then the frames of callees
 *      | result         |  = what a handle points to
 *      | ...            |
 *      +----------------+
 *
 * A frame lies inside its caller's (embedded), or alone in a block of the pool (pooled; then the
 * eight bytes before it hold its descriptor), or behind a task's control block.
 *
 * Step protocol. NAME__start(self, cx, arguments...) runs a fresh frame up to its first
 * suspension, NAME__resume(frame, cx) from one suspension to the next. Both say how it went:
 *   ASYNC_FINISHED   result is in the frame; the fast path has stored arguments and nothing else
 *   ASYNC_SUSPENDED  resume, state and status (0) are stored; the leaf knows the branch to wake
 *   ASYNC_RAISED     status holds the nonzero code
 *   ASYNC_YIELDED    a generator's value is in the frame; it is resumed for the next one
 */
#ifndef ASYNCC_ABI_H
#define ASYNCC_ABI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Raised when generated code and runtime no longer fit; descriptors carry it, the runtime checks. */
#define ASYNC_ABI_VERSION 2

#ifdef __cplusplus
extern "C" {
#endif

/** A function that generated code may or may not call. */
#define ASYNC_UNUSED __attribute__((unused))
/** A function that reads where the stack stands, or must be part of its caller in any build. */
#define ASYNC_INLINE static inline __attribute__((always_inline))
/** A function off the fast path: it must not cost its caller registers. */
#define ASYNC_COLD __attribute__((noinline, cold))

#if defined(__cplusplus)
#define ASYNC_THREAD_LOCAL __thread
#else
#define ASYNC_THREAD_LOCAL _Thread_local
#endif
#if defined(__ELF__)
#define ASYNC_TLS_MODEL __attribute__((tls_model("initial-exec")))
#else
#define ASYNC_TLS_MODEL
#endif

#define ASYNC_LIKELY(x) __builtin_expect(!!(x), 1)
#define ASYNC_UNLIKELY(x) __builtin_expect(!!(x), 0)
/** The head of a switch over states where a fresh call, state 0, is what comes most often. */
#define ASYNC_OFTEN_FRESH(state) __builtin_expect((state), 0)

typedef struct async_frame async_frame_t;
typedef struct async_context async_context_t;
typedef struct async_branch async_branch_t;
typedef struct async_joint async_joint_t;
typedef struct async_loop async_loop_t;
typedef struct async_ready async_ready_t;

/** A place in one of the runtime's lists, which are circular. */
typedef struct async_link {
    struct async_link *next, *prev;
} async_link_t;

/** How a step of a coroutine ended: `if (f__start(...))` it did not finish. */
typedef enum async_step {
    ASYNC_FINISHED = 0,
    ASYNC_SUSPENDED,
    ASYNC_RAISED,
    ASYNC_YIELDED
} async_step_t;

typedef async_step_t async_resume_fn(async_frame_t *frame, async_context_t *cx);

/** The head of every frame: 24 bytes on 64-bit targets. */
struct async_frame {
    async_resume_fn *resume; /* stored when the frame suspends, not before */
    async_frame_t *parent;   /* who awaits this frame; stored by the parent when it suspends */
    uint32_t state;          /* 0: not started; otherwise a suspension point of the function */
    int32_t status;          /* 0, or the code that was raised; valid once it did not finish at once */
};

/** From a frame to what a handle points to: the result follows the head directly. */
#define ASYNC_FRAME_HEAD sizeof(async_frame_t)

/* ------------------------------------------------------------------ descriptors */

/** What a suspension point waits for; the debugger and the dump tell it by this. */
enum async_point_kind {
    ASYNC_POINT_EMBEDDED, /* child: offset of the callee's frame inside this one */
    ASYNC_POINT_POOLED,   /* child: offset of a pointer to the callee's frame */
    ASYNC_POINT_YIELD,    /* nothing: the generator was left at a yield */
    ASYNC_POINT_BRANCH,   /* child: offset of the head of a joint's child that is part of this function */
    ASYNC_POINT_READY     /* nothing: it gave way, and is queued; callee: what it called for that */
};

typedef struct async_coroutine async_coroutine_t;

/** One suspension point. Point i of a coroutine belongs to state i + 1. */
typedef struct async_point {
    const char *awaited;              /* what is awaited, as the source names it */
    uint32_t line, column;            /* in the descriptor's file */
    uint32_t kind;                    /* enum async_point_kind */
    uint32_t child;                   /* offset from the frame's head, see kind */
    const async_coroutine_t *callee;  /* of an embedded child, or a joint's; else NULL */
} async_point_t;

/* JOINT: what a joint waits for; its points are the children, in the frame of the function around it. */
enum {
    ASYNC_COROUTINE_GENERATOR = 1,
    ASYNC_COROUTINE_ASYNC = 2,
    ASYNC_COROUTINE_OPERATION = 4,
    ASYNC_COROUTINE_JOINT = 8
};

/** A coroutine function, described: one constant object per function, shared by all its frames. */
struct async_coroutine {
    uint32_t abi;        /* ASYNC_ABI_VERSION */
    uint32_t flags;      /* ASYNC_COROUTINE_... */
    const char *name;    /* as in the source */
    const char *file;    /* the dialect source, as asyncc was given it */
    uint32_t line;       /* of the definition */
    uint32_t size;       /* bytes of struct NAME__frame */
    uint32_t align;      /* its alignment */
    uint32_t lead;       /* bytes before `base` in it: 0, or what keeps an over-aligned result in place */
    uint32_t result;     /* offset of the return value from the frame's head */
    uint32_t result_size; /* 0 for void */
    uint32_t value_size; /* of a generator: bytes of Y */
    uint32_t sent;       /* of a generator: offset of the value that was sent, from the head */
    uint32_t sent_size;  /* 0: it receives nothing */
    async_resume_fn *resume;
    const async_point_t *points;
    uint32_t point_count;
};

/* ------------------------------------------------------------------ the thread's context */

/*
 * The address sanitizer sees more when every frame is an allocation of its own. Blocks are
 * malloc'ed singly, so sanitized generated code and a plain library mix.
 */
#if defined(__SANITIZE_ADDRESS__)
#define ASYNC_POOL_OFF 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNC_POOL_OFF 1
#endif
#endif

/** Size classes of the frame pool: class i holds blocks of (i + 1) * ASYNC_POOL_GRAIN bytes. */
#define ASYNC_POOL_GRAIN 16
#define ASYNC_POOL_CLASSES 64

/** A free block of the pool. */
typedef struct async_pool_block {
    struct async_pool_block *next;
} async_pool_block_t;

/*
 * What generated code and runtime share while a thread runs coroutines; one per thread. The fields
 * that calls across translation units touch come first.
 */
struct async_context {
    uintptr_t limit;           /* no eager call below this stack address; UINTPTR_MAX: capture only */
    async_frame_t *unfinished; /* what the last ramp left: a frame that did not finish at once */
    const void *expected;      /* nonzero: the next ramp's caller is ready to adopt a frame */
    async_branch_t *branch;    /* the branch that is running, NULL outside any */
    async_ready_t *ready;      /* the queue of what runs beside it */
    async_frame_t *bounced;    /* a fresh frame for which the C stack had no room */
    async_frame_t *stepped;    /* the step of an async generator that has just been ended by a yield */
    async_loop_t *loop;        /* the loop that is running on this thread, or NULL */
    uint32_t capture_head;     /* bytes that a captured frame keeps free before it */
    uint32_t pool_classes;     /* ASYNC_POOL_CLASSES; 0 where the pool is off or not yet opened */
    async_pool_block_t *pool[ASYNC_POOL_CLASSES];
};

extern ASYNC_THREAD_LOCAL async_context_t async__context ASYNC_TLS_MODEL;

/** The calling thread's context. */
static inline async_context_t *async_context(void)
{
    return &async__context;
}

/* ------------------------------------------------------------------ suspending and raising */

/**
 * Leaves `frame` suspended at `state` until `child` is done. False when the child has raised at
 * once: then nothing is stored and the caller goes on where the child's end is looked at.
 */
static inline bool async_suspend(async_frame_t *frame, async_resume_fn *resume, uint32_t state,
                                 async_frame_t *child)
{
    if (ASYNC_UNLIKELY(child->status != 0)) return false;
    child->parent = frame;
    frame->resume = resume;
    frame->state = state;
    frame->status = 0;
    return true;
}

/** Ends `frame` by raising `code` (nonzero). */
static inline async_step_t async_raised(async_frame_t *frame, int code)
{
    frame->status = code;
    return ASYNC_RAISED;
}

/** Aborts with a message: async_raise(0). Gives back `code` otherwise. */
int async_raise_code(int code);

/* ------------------------------------------------------------------ pooled callees
 *
 * The symbol `f` of an async function is its ramp: it has the user's prototype, runs the coroutine
 * and returns its value; where it does not finish at once, it leaves its frame in cx->unfinished
 * and returns anything. A caller says beforehand that it will look:
 *
 *      async_expect(cx);
 *      v = f(x);
 *      if (async_unfinished(cx)) { self->call = async_adopt(cx); ... }
 */

/** The caller of the next ramp is a coroutine, and adopts what does not finish. */
static inline void async_expect(async_context_t *cx)
{
    cx->expected = cx;
}

/** Whether the ramp that has just returned left a frame to adopt. */
static inline bool async_unfinished(const async_context_t *cx)
{
    return ASYNC_UNLIKELY(cx->unfinished != NULL);
}

/** Takes over the frame that a ramp left. */
static inline async_frame_t *async_adopt(async_context_t *cx)
{
    async_frame_t *child = cx->unfinished;
    cx->unfinished = NULL;
    return child;
}

/** The result of an adopted callee that has finished. */
static inline void *async_value(async_frame_t *frame)
{
    return (char *)frame + ASYNC_FRAME_HEAD;
}

/** Bytes of the block of a pooled frame of `size` bytes: its descriptor goes before it. */
#define ASYNC_POOLED_SIZE(size) ((size) + sizeof(void *))
/** Where the descriptor of a pooled or task frame is kept. */
#define ASYNC_FRAME_COROUTINE(frame) (((const async_coroutine_t **)(frame))[-1])

/** Slow paths of the pool, in the runtime. Never NULL: out of memory aborts with a message. */
void *async__pool_refill(async_context_t *cx, size_t size);
void async__pool_release(async_context_t *cx, void *block, size_t size);
/** Instead of async__pool_refill in sanitized code: turns this thread's pool off as well. */
void *async__pool_singly(async_context_t *cx, size_t size);

/** A block of `size` bytes (a constant, so that the class is one), aligned to 16. */
static inline void *async_pool_take(async_context_t *cx, size_t size)
{
#if defined(ASYNC_POOL_OFF)
    return async__pool_singly(cx, size);
#else
    size_t class_ = (size - 1) / ASYNC_POOL_GRAIN;
    if (ASYNC_LIKELY(class_ < ASYNC_POOL_CLASSES)) {
        async_pool_block_t *block = cx->pool[class_];
        if (ASYNC_LIKELY(block != NULL)) {
            cx->pool[class_] = block->next;
            return block;
        }
    }
    return async__pool_refill(cx, size);
#endif
}

/** Gives a block back; `size` as it was taken. */
static inline void async_pool_give(async_context_t *cx, void *block, size_t size)
{
#if !defined(ASYNC_POOL_OFF)
    size_t class_ = (size - 1) / ASYNC_POOL_GRAIN;
    if (class_ < ASYNC_POOL_CLASSES && ASYNC_LIKELY(class_ < cx->pool_classes)) {
        async_pool_block_t *free_block = (async_pool_block_t *)block;
        free_block->next = cx->pool[class_];
        cx->pool[class_] = free_block;
        return;
    }
#endif
    async__pool_release(cx, block, size);
}

/**
 * Where the C stack stands, near enough. __builtin_frame_address would make every function that
 * asks keep a frame pointer: three instructions and a register.
 */
ASYNC_INLINE uintptr_t async_stack_pointer(void)
{
#if defined(__x86_64__) && defined(__LP64__)
    uintptr_t here;
    __asm__("mov %%rsp, %0" : "=r"(here));
    return here;
#elif defined(__aarch64__) && defined(__LP64__)
    uintptr_t here;
    __asm__("mov %0, sp" : "=r"(here));
    return here;
#else
    return (uintptr_t)__builtin_frame_address(0);
#endif
}

/**
 * Whether a ramp runs its coroutine now: there is stack left and nobody captures. Otherwise the
 * frame is only filled in, for a task or for the trampoline.
 */
ASYNC_INLINE bool async_eager(const async_context_t *cx)
{
    return ASYNC_LIKELY(async_stack_pointer() > cx->limit);
}

/** Opens a ramp: aborts with the function's name when nobody expects it (a call without await). */
void async__not_awaited(const char *name) __attribute__((noreturn));
static inline void async_ramp(async_context_t *cx, const char *name)
{
    if (ASYNC_UNLIKELY(cx->expected == NULL)) async__not_awaited(name);
    cx->expected = NULL;
}

/**
 * Any frame of `coroutine`: fresh, its descriptor set, with `head` bytes of an owner's before it
 * (0: the descriptor only). The pair serves over-aligned frames too.
 */
async_frame_t *async__frame_alloc(async_context_t *cx, const async_coroutine_t *coroutine,
                                  size_t head);
void async__frame_free(async_context_t *cx, async_frame_t *frame, size_t head);

/**
 * Memory of an array of variable length that lives across a suspension, freed on every way out of
 * its block. Out of memory aborts with a message.
 */
void *async_array_new(size_t size, size_t align);
void async_array_free(void *array);

/** A frame for a ramp that runs now; finished at once, it goes back by async_frame_free. */
static inline async_frame_t *async_frame_new(async_context_t *cx, const async_coroutine_t *coroutine,
                                             size_t size, size_t lead)
{
    async_frame_t *frame;
    if (lead) return async__frame_alloc(cx, coroutine, 0); /* over-aligned */
    frame = (async_frame_t *)((char *)async_pool_take(cx, ASYNC_POOLED_SIZE(size)) + sizeof(void *));
    __asm__("" : "+r"(frame)); /* so that no second register keeps the block across the call */
    return frame;
}

static inline void async_frame_free(async_context_t *cx, async_frame_t *frame, size_t size,
                                    size_t lead)
{
    if (lead) async__frame_free(cx, frame, 0);
    else async_pool_give(cx, (char *)frame - sizeof(void *), ASYNC_POOLED_SIZE(size));
}

/** A frame for a ramp that only captures: in state 0, with room before it for its new owner. */
async_frame_t *async_frame_capture(async_context_t *cx, const async_coroutine_t *coroutine);

/**
 * The frame that a ramp fills in, as the struct that it is the head of (`lead` bytes before it).
 * `eager` is what async_eager said, asked once: whether the ramp goes on to run the frame.
 */
ASYNC_INLINE void *async_ramp_frame(async_context_t *cx, const async_coroutine_t *coroutine,
                                    size_t size, size_t lead, bool eager)
{
    async_ramp(cx, coroutine->name);
    async_frame_t *frame = eager ? async_frame_new(cx, coroutine, size, lead)
                                 : async_frame_capture(cx, coroutine);
    return (char *)frame - lead;
}

/** The frame that a generator's ramp fills in: calling one runs nothing. */
static inline void *async_generator_frame(async_context_t *cx, const async_coroutine_t *coroutine,
                                          size_t lead)
{
    async_ramp(cx, coroutine->name);
    return (char *)async_frame_capture(cx, coroutine) - lead;
}

/** A frame of the pool that did not finish at once: from here on it knows what it is. */
static inline async_frame_t *async_pooled(async_frame_t *frame, const async_coroutine_t *coroutine)
{
    ASYNC_FRAME_COROUTINE(frame) = coroutine;
    return frame;
}

/** Closes a ramp whose coroutine did not finish at once: leaves the frame for the caller. */
static inline void async_leave(async_context_t *cx, const async_coroutine_t *coroutine,
                               async_frame_t *frame)
{
    cx->unfinished = async_pooled(frame, coroutine);
}

/** Frees an adopted callee: finished, raised, or never started. */
void async_drop(async_context_t *cx, async_frame_t *child);

/** What an adopted callee raised; its frame goes back to the pool. */
int async_dropped(async_context_t *cx, async_frame_t *child);

/**
 * Takes a child's result (`size` bytes to `out`, 0: none) when it has finished, and gives its frame
 * back to the pool. A child that never started is NULL.
 */
static inline void async_collect(async_context_t *cx, async_frame_t *child, void *out, size_t size)
{
    if (!child) return;
    if (child->status == 0 && size) __builtin_memcpy(out, async_value(child), size);
    async_drop(cx, child);
}

/* ------------------------------------------------------------------ branches and operations */

/*
 * A branch is a line of execution on a loop: a task has one, each child of a combinator has its
 * own. It knows its leaf, the innermost suspended frame, which is resumed directly.
 *
 * An operation of the runtime (a sleep, a read) is a leaf. It starts like any coroutine; when it
 * has to wait it stores the branch, becomes its leaf and is SUSPENDED. Its `resume` is what
 * interrupts it.
 */

/** base.state of an operation. Never 0: a leaf in state 0 is a coroutine that has not started. */
enum { ASYNC__WAITING = 1, ASYNC__COMPLETED = 2 };

/** Of a branch's flags those that an operation looks at when it comes to wait. */
enum {
    ASYNC__CANCEL = 4, /* to be cancelled, for good */
    ASYNC__SCOPED = 16 /* some scope on it has expired */
};

struct async_branch {
    async_branch_t *next;   /* in the ready queue */
    async_frame_t *leaf;    /* the innermost suspended frame; tagged where that has given way */
    uint32_t flags : 14;    /* ASYNC_BRANCH_... of the runtime */
    uint32_t shields : 18;  /* deferred statements and shields that hold a cancellation off */
    uint32_t owners;        /* of a task's own branch: references to its handle */
};

/** Slow paths of async__operation_wait: aborts with a message; a cancellation may be due already. */
void async__operation_stray(void) __attribute__((noreturn));
async_step_t async__operation_refused(async_frame_t *op, async_context_t *cx);

/**
 * Makes the running branch wait for the operation `op`, whose frame keeps it in *branch: SUSPENDED,
 * or how it ended where a cancellation was due already. Aborts outside any branch.
 */
static inline async_step_t async__operation_wait(async_frame_t *op, async_branch_t **branch,
                                                 async_context_t *cx, async_resume_fn *interrupt)
{
    async_branch_t *running = cx->branch;

    if (ASYNC_UNLIKELY(!running)) async__operation_stray();
    *branch = running;
    running->leaf = op;
    op->resume = interrupt;
    op->state = ASYNC__WAITING;
    op->status = 0;
    if (ASYNC_UNLIKELY(running->flags & (ASYNC__CANCEL | ASYNC__SCOPED)))
        return async__operation_refused(op, cx);
    return ASYNC_SUSPENDED;
}

/*
 * Branches that are to run, first in, first out. `last` points to where the next one goes. While
 * the loop is in its poll, what is queued has to end that; and what completes before may run there
 * and then, without being queued.
 */
struct async_ready {
    async_branch_t *first, **last;
    bool polling;
    async_context_t *direct; /* NULL unless it polls, and branches may run from there */
};

/** Ends the poll that is under way: what comes from now on is queued. Gives ASYNC_SUSPENDED. */
async_step_t async__ready_alarm(async_ready_t *ready);

/** Queues a branch, and ends a poll that is under way. SUSPENDED. */
static inline async_step_t async__ready_queue(async_ready_t *ready, async_branch_t *branch)
{
    branch->next = NULL;
    *ready->last = branch;
    ready->last = &branch->next;
    return ASYNC_UNLIKELY(ready->polling) ? async__ready_alarm(ready) : ASYNC_SUSPENDED;
}

/** What a branch has for its leaf while `frame` itself, a coroutine's, is what it goes on with. */
static inline async_frame_t *async__given_way(async_frame_t *frame)
{
    return (async_frame_t *)((uintptr_t)frame | 1);
}

/** The rest of async_give_way, where a cancellation may be due. */
async_step_t async__give_way(async_frame_t *frame, async_resume_fn *resume, uint32_t state,
                             async_context_t *cx);

/**
 * Leaves `frame` at `state`, its branch at the back of the ready queue: there is no child.
 * SUSPENDED, and it goes on with base.status 0, or ASYNC_ECANCELED; or RAISED with that, and
 * nothing else is stored, where a cancellation is due already.
 */
static inline async_step_t async_give_way(async_frame_t *frame, async_resume_fn *resume,
                                          uint32_t state, async_context_t *cx)
{
    async_branch_t *branch = cx->branch;

    if (ASYNC_UNLIKELY(!branch || (branch->flags & (ASYNC__CANCEL | ASYNC__SCOPED))))
        return async__give_way(frame, resume, state, cx);
    frame->resume = resume;
    frame->state = state;
    frame->status = 0;
    branch->leaf = async__given_way(frame);
    return async__ready_queue(cx->ready, branch);
}

/** The branch of one child of a combinator, beside the child's frame in the caller's. */
typedef struct async_child {
    async_branch_t branch;
    async_joint_t *joint;       /* who waits for it */
    struct async_child *sibling; /* started next in the same joint */
    bool finished;              /* its operand ended with status 0: the result is there */
    async_frame_t *root;        /* the child's frame, once it has suspended */
    struct async_strand *strand; /* of the task that it belongs to */
} async_child_t;

/** The same with a frame for an operand that is more than a call, and works on its caller's. */
typedef struct async_operand {
    async_child_t child;
    struct {
        async_frame_t base;
    } frame;
} async_operand_t;

/** A stretch of a branch that can be left alone: the block of a timeout or of a group. */
typedef struct async_scope {
    struct async_scope *next; /* among those that have expired */
    async_branch_t *branch;   /* NULL: detached, the generator that it stands in has yielded */
    uint32_t shields;         /* of the branch, when it entered */
    bool expired, delivered;
} async_scope_t;

/** Before a yield inside the block: whoever resumes the generator next may be another branch. */
void async_scope_detach(async_scope_t *scope);
/** Behind it. True when the scope has expired meanwhile: ASYNC_ECANCELED has to be raised. */
bool async_scope_attach(async_scope_t *scope, async_context_t *cx);

/**
 * Whether a status that arrives here is the cancellation of the running branch, which no try
 * catches.
 */
bool async_canceling(const async_context_t *cx);

/**
 * Brackets a deferred statement that suspends, or a shield: cancellations wait until it is over.
 * `_leave` is given what was raised meanwhile, or 0, and gives what is raised behind it:
 * ASYNC_ECANCELED when a cancellation of the running branch has arrived meanwhile, which wins. What a
 * deferred statement raises while the branch is unwound for a cancellation takes that one's place.
 */
static inline void async_shield_enter(async_context_t *cx)
{
    if (cx->branch) cx->branch->shields++;
}
int async_shield_leave(async_context_t *cx, int raised);

/* ------------------------------------------------------------------ combinators
 *
 * A joint is the frame that waits for the branches of a combinator. Generated code starts the
 * children one after the other, each on a branch of its own, then waits for the joint like for any
 * callee:
 *
 *      async_joint_open(&self->gather, cx, ASYNC_JOINT_GATHER);
 *      if (async_joint_enter(&self->gather, &self->one.child, cx))
 *          async_joint_leave(&self->gather, cx, f__start(&self->one.f, cx, 1), &self->one.f.base);
 *      ...
 *      if (async_joint_wait(&self->gather, cx)) { suspend as for any callee }
 *      a = self->one.f.result;
 */
/* WAIT_FOR: a race of an operand and a clock; once the operand has ended well, its result stands. */
enum async_joint_mode { ASYNC_JOINT_GATHER, ASYNC_JOINT_RACE, ASYNC_JOINT_WAIT_FOR };

struct async_joint {
    async_frame_t base;
    int32_t first;            /* ASYNC_JOINT_RACE: index of the first that was done, or -1 */
    uint32_t mode;            /* enum async_joint_mode */
    uint32_t running;         /* children that were started and are not done */
    int32_t outcome;          /* what it raises */
    bool decided;             /* no further child starts, those running are cancelled */
    bool interrupted;         /* the owner was cancelled */
    async_branch_t *owner;    /* the branch that waits */
    async_child_t *children, *newest; /* linked by sibling, in the order of their start */
};

void async_joint_open(async_joint_t *joint, async_context_t *cx, enum async_joint_mode mode);
/** Makes `child` the running branch; false, and nothing done, when the outcome is decided already. */
bool async_joint_enter(async_joint_t *joint, async_child_t *child, async_context_t *cx);
/** Ends the first step of the child that was entered: `step` is how it went, `root` its frame. */
void async_joint_leave(async_joint_t *joint, async_context_t *cx, async_step_t step,
                       async_frame_t *root);
/** FINISHED, RAISED, or SUSPENDED until all children are done. */
async_step_t async_joint_wait(async_joint_t *joint, async_context_t *cx);

/* A pooled child is captured first, then started: */

/** The next ramp only captures its arguments; async_captured gives the frame. Pairs, nests. */
uintptr_t async_capture(async_context_t *cx);
async_frame_t *async_captured(async_context_t *cx, uintptr_t before);
/** The first step of a captured frame. */
async_step_t async_begin(async_frame_t *frame, async_context_t *cx);

/* ------------------------------------------------------------------ generators
 *
 * After the head, a generator's frame holds { Y value; Y *slot; S sent; }. The handle points to
 * `value`. `slot` is where a yield puts its value: the own `value`, or that of the generator at the
 * root of a delegation, beside which lies the `sent` that the yield then reads as well.
 *
 * `sent` is all bytes zero but for a step of async_send (of an async generator: until its next step).
 *
 * base.parent of the root is the innermost active generator, which is resumed directly: a yield
 * of a generator that was delegated to stores itself there (the root is its slot's frame). It is
 * NULL while the generator runs. What is thrown is found in base.status at the yield.
 */

/** Makes a fresh root of `frame`, whose arguments and slot the caller fills in. */
static inline void async_generator_open(async_frame_t *frame, async_resume_fn *resume)
{
    frame->resume = resume;
    frame->parent = frame;
    frame->state = 0;
    frame->status = 0;
}

/** The root of the delegation whose values go to `slot`. */
static inline async_frame_t *async_generator_root(void *slot)
{
    return (async_frame_t *)((char *)slot - ASYNC_FRAME_HEAD);
}

/**
 * Leaves the generator `frame`, whose value has been stored in `slot`, at a yield. (Its `resume`
 * was stored when it was made.) While an async generator runs, the root's parent is the step that
 * awaits the value: the trampoline is told of it.
 */
static inline async_step_t async_yielded(async_frame_t *frame, void *slot, uint32_t state)
{
    async_frame_t *root = async_generator_root(slot);

    frame->state = state;
    frame->status = 0;
    if (ASYNC_UNLIKELY(root->parent != NULL)) async_context()->stepped = root->parent;
    root->parent = frame;
    return ASYNC_YIELDED;
}

/**
 * Leaves the generator `frame` until `child`, to which it delegates, is done. The child, fresh and
 * made by async_generator_open, is run by whoever drives the root: delegation takes no C stack. (The
 * context is looked up again: no register has to keep it across the child's making, which would
 * cost each yield of the function.)
 */
static inline async_step_t async_delegated(async_frame_t *frame, async_frame_t *child,
                                           uint32_t state)
{
    frame->state = state;
    frame->status = 0;
    child->parent = frame;
    async_context()->bounced = child;
    return ASYNC_SUSPENDED;
}

/**
 * Runs the generator at `root` to its next yield; true when it yielded. False when it ended:
 * base.status tells how.
 */
bool async__generator_next(async_frame_t *root, async_context_t *cx);
/** Goes on from a step of `frame` that ended as `step`, until the root yields or has ended. */
bool async__generator_climb(async_frame_t *root, async_frame_t *frame, async_step_t step,
                            async_context_t *cx);

/** The same, inline where nothing out of the ordinary goes on. */
static inline bool async_generator_next(async_frame_t *root, async_context_t *cx)
{
    async_frame_t *frame = root->parent;
    async_step_t step;

    if (ASYNC_UNLIKELY(frame == NULL || cx->expected != NULL))
        return async__generator_next(root, cx);
    root->parent = NULL;
    step = frame->resume(frame, cx);
    if (ASYNC_LIKELY(step == ASYNC_YIELDED)) return true;
    return async__generator_climb(root, frame, step, cx);
}

/** What the state of a generator is once it has ended. */
#define ASYNC_ENDED (UINT32_MAX - 1)

/* The parts of ASYNC_STEP, which runs a generator's own function: before, and after. */
static inline async_frame_t *async_generator_running(async_frame_t *root)
{
    root->parent = NULL;
    return root;
}

static inline bool async_generator_stepped(async_frame_t *root, async_step_t step)
{
    if (ASYNC_LIKELY(step == ASYNC_YIELDED)) return true;
    if (step == ASYNC_FINISHED) root->status = 0;
    root->state = ASYNC_ENDED;
    root->parent = NULL;
    return false;
}

/** Ends a generator where it stands: its defers run. Its memory stays with the caller. */
void async__generator_stop(async_frame_t *root, async_context_t *cx);

/** In a generator, after a yield: what was sent, which lies beside the slot. */
#define ASYNC_SENT(self)                                                                           \
    (((__typeof__(self))((char *)(self)->slot - offsetof(__typeof__(*(self)), value)))->sent)

/** The return value of type R of a generator that has been delegated to, in a frame of its own. */
#define ASYNC_RETURNED(R, child)                                                                   \
    (*(__typeof__(R) *)((char *)(child) + ASYNC_FRAME_COROUTINE(child)->result))

/** What a generator that has ended raised; 0 when it returned, or was stopped. */
static inline int async_generator_status(const async_frame_t *root)
{
    return root->status == INT32_MIN ? 0 : root->status;
}

/** The status that async_close raises inside a generator; nothing catches it. */
#define ASYNC_CLOSING INT32_MIN

/** A loop of a plain function has come to the end of the generator `name`: reports what it raised. */
#define ASYNC_UNSEEN(name, status) async_generator_unseen(name, status, __FILE__, __LINE__)
void async_generator_unseen(const char *name, int status, const char *file, unsigned line);

#ifdef __cplusplus
}
#endif

#endif
