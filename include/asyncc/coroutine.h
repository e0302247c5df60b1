/*
 * coroutine.h - generators driven by hand.
 *
 * A generator handle is a pointer to its current value: `async_gen(int) g` is an int *. The handle
 * is owned by whoever made it, and goes by async_close. Handles are not thread-safe: a generator
 * is resumed by one thread at a time.
 *
 * The forms below are for generators that are not `async`; those of async generators are awaited,
 * and asyncc translates them. In a file that is only parsed, <asyncc/keywords_parse.h> has them.
 */
#ifndef ASYNCC_COROUTINE_H
#define ASYNCC_COROUTINE_H

#include <asyncc/abi.h>
#include <asyncc/keywords.h>
#include <asyncc/status.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Streams and listeners of <asyncc/net.h>, which async_close closes too. */
typedef struct async_stream async_stream_t;
typedef struct async_listener async_listener_t;
void async_stream_close(async_stream_t *stream);
void async_listener_close(async_listener_t *listener);

/* What the macros below call. `handle` points to the generator's value. */
void *async__iter(uintptr_t before);
bool async__send(const volatile void *handle, const void *value, size_t size);
bool async__throw(const volatile void *handle, int code);
void async__close(const volatile void *handle);
void *async__returned(const volatile void *handle);

static inline bool async__next(const volatile void *handle)
{
    async_frame_t *root = (async_frame_t *)((char *)(uintptr_t)handle - ASYNC_FRAME_HEAD);
    return async_generator_next(root, async_context());
}

#ifdef __cplusplus
}
#endif

/*
 * A step of a generator, awaited: what generated code calls for async_next, async_send, async_throw
 * and async_close in a coroutine. Plain generators are stepped at once. The result is true when the
 * generator yielded. Only a cancellation of the caller is raised.
 */
struct async_generator_step__frame {
    async_frame_t base;
    bool result;
    bool closing;
    async_frame_t *root;
};
#define async_generator_next__frame async_generator_step__frame
#define async_generator_send__frame async_generator_step__frame
#define async_generator_throw__frame async_generator_step__frame
#define async_generator_close__frame async_generator_step__frame
async_step_t async_generator_next__start(struct async_generator_step__frame *self,
                                         async_context_t *cx, void *handle);
async_step_t async_generator_send__start(struct async_generator_step__frame *self,
                                         async_context_t *cx, void *handle, const void *value,
                                         size_t size);
async_step_t async_generator_throw__start(struct async_generator_step__frame *self,
                                          async_context_t *cx, void *handle, int code);
async_step_t async_generator_close__start(struct async_generator_step__frame *self,
                                          async_context_t *cx, void *handle);
extern const async_coroutine_t async_generator_next__async, async_generator_send__async,
    async_generator_throw__async, async_generator_close__async;

#ifndef ASYNC_PARSE

#ifdef __cplusplus
#define ASYNC__AUTO auto
#else
#define ASYNC__AUTO __auto_type
#endif

/** The type of a handle of a generator that yields T: a pointer to the value. */
#define async_gen(...) __typeof__(__typeof__(__VA_ARGS__) *)

/** A generator object of a CALL, not started. Owned by the caller: async_close is always owed. */
#define async_iter(...)                                                                            \
    __extension__({                                                                                \
        uintptr_t async__before = async_capture(async_context());                                  \
        (void)(__VA_ARGS__);                                                                       \
        async__iter(async__before);                                                                \
    })

/** Resumes g: true when it yielded, and then the value is *g; false when it has ended. */
#define async_next(g) async__next(g)

/**
 * Resumes g with v, of exactly the type that it receives, as the value of its yield. Before the
 * first yield: false, and async_status(g) is ASYNC_EINVAL until the next operation.
 */
#define async_send(g, ...)                                                                         \
    __extension__({                                                                                \
        ASYNC__AUTO async__value = (__VA_ARGS__);                                                  \
        async__send(g, &async__value, sizeof async__value);                                        \
    })

/** Raises `code` (not 0) at the yield where g stands; one that has not started ends with it. */
#define async_throw(g, code) async__throw(g, code)

/**
 * The return value, of type R, of a generator that has ended with status 0. One that has not returned,
 * since it goes on, or raised: all bytes are zero.
 */
#define async_returned(R, g) (*(__typeof__(R) *)async__returned(g))

/**
 * Ends what it is given and frees it: a generator (its defers run; NULL is allowed), a stream, a
 * listener.
 */
#ifndef __cplusplus
#define async_close(x)                                                                             \
    _Generic((x), async_stream_t *: async_stream_close, async_listener_t *: async_listener_close,  \
             default: async__close)(x)
#else
static inline void async_close(async_stream_t *stream) { async_stream_close(stream); }
static inline void async_close(async_listener_t *listener) { async_listener_close(listener); }
static inline void async_close(const volatile void *generator) { async__close(generator); }
#endif

#endif /* ASYNC_PARSE */

#endif
