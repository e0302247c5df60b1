/*
 * keywords_parse.h - the dialect as a parser sees it.
 *
 * <asyncc.h> includes this where ASYNC_PARSE is defined: in clangd, in clang-tidy, in the libclang
 * inside asyncc. Nothing here runs. Each keyword and form expands to C that has the type which the
 * dialect gives it, so that a dialect file is checked, completed and indexed as ordinary C by any
 * clang from 14 on. asyncc knows a keyword by the place and name of its expansion.
 *
 * `async` leaves two marks: an annotation on what is declared, and a tag in the type, which goes
 * along through casts and typedefs. Handles carry a tag too.
 */
#ifndef ASYNCC_KEYWORDS_PARSE_H
#define ASYNCC_KEYWORDS_PARSE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What the expansions below would provoke in a file that says nothing wrong: the operands of an
 * expression with an await are ordered (-Wunsequenced), `await *t;` and `yield v;` are whole
 * statements (-Wunused-value), `total = yield total` is no self-assignment, and a handle of nothing
 * points to void.
 */
#if defined(__clang__)
#pragma clang diagnostic ignored "-Wunsequenced"
#pragma clang diagnostic ignored "-Wunused-value"
#pragma clang diagnostic ignored "-Wself-assign"
#pragma clang diagnostic ignored "-Wignored-attributes"
#if __has_warning("-Wvoid-ptr-dereference")
#pragma clang diagnostic ignored "-Wvoid-ptr-dereference"
#endif
#endif

/* ------------------------------------------------------------------ marks */

#define ASYNC__TAG(kind) __attribute__((btf_type_tag(kind)))
#define ASYNC__HANDLE(kind, ...) __typeof__(__typeof__(__VA_ARGS__) ASYNC__TAG(kind) *)

/** An async function whose frame the runtime lays open: its callers start it in place. */
#define ASYNC_OPERATION __attribute__((annotate("operation")))

/* ------------------------------------------------------------------ keywords */

#define _Async __attribute__((annotate("async"))) ASYNC__TAG("async")
#define _Await __extension__
#define _Yield __extension__
#define _Yield_from __extension__
#define _Defer if (1) { } else

#define ASYNC__GENERATOR_1(Y)                                                                      \
    __attribute__((annotate("generator", (__typeof__(Y) *)0))) ASYNC__TAG("generator")
#define ASYNC__GENERATOR_2(Y, S)                                                                   \
    __attribute__((annotate("generator", (__typeof__(Y) *)0, (__typeof__(S) *)0)))                 \
    ASYNC__TAG("generator")
#define ASYNC__SECOND_OF(a, b, name, ...) name
#define _Generator(...)                                                                            \
    ASYNC__SECOND_OF(__VA_ARGS__, ASYNC__GENERATOR_2, ASYNC__GENERATOR_1, )(__VA_ARGS__)

#if !defined(ASYNC_NO_KEYWORDS) && !defined(__cplusplus)
#define async _Async
#define await _Await
#define yield _Yield
#define yield_from _Yield_from
#define defer _Defer
#define generator(...) _Generator(__VA_ARGS__)
#endif

/* ------------------------------------------------------------------ handles */

#define async_task(...) ASYNC__HANDLE("task", __VA_ARGS__)
#define async_future(...) ASYNC__HANDLE("future", __VA_ARGS__)
#define async_gen(...) ASYNC__HANDLE("gen", __VA_ARGS__)
#define async_queue(...) ASYNC__HANDLE("queue", __VA_ARGS__)

#ifdef __cplusplus
extern "C" {
#endif

struct async_group;

/* What the forms expand to; declared, never defined. */
int async__parsed_int(int ignored);
bool async__parsed_bool(int ignored);
void async__parsed_void(int ignored);
void *async__parsed_handle(int ignored);
bool async__parsed_step(const volatile void *handle, int ignored);
void async__parsed_close(const volatile void *handle);
void async__parsed_ms(int64_t ms);
void async__parsed_loop(const volatile void *loop);
void async__parsed_group(struct async_group *group);
void async__parsed_raise(int code) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

/** An operand is evaluated, whatever its type; 0. */
#define ASYNC__USE(...) ((void)(__VA_ARGS__), 0)

/* ------------------------------------------------------------------ running several things */

#define async_gather(...) ((void)(__VA_ARGS__))
#define async_race(...) async__parsed_int(ASYNC__USE(__VA_ARGS__))
#define async_try(...) async__parsed_int(ASYNC__USE(__VA_ARGS__))
#define async_wait_for(ms, ...) (async__parsed_ms(ms), async__parsed_int(ASYNC__USE(__VA_ARGS__)))
#define async_shield(...) (__VA_ARGS__)
#define async_blocking(...) (__VA_ARGS__)
#define async_map(limit, declaration, n, ...)                                                      \
    __extension__({                                                                                \
        for (declaration __attribute__((unused)) = {0}; async__parsed_bool(limit);)                \
            if (async__parsed_bool(n)) { (void)(__VA_ARGS__); }                                    \
    })

/* The block runs once: an endless loop to the flow analysis, so that what it sets counts as set. */
#define async_group(name)                                                                          \
    for (async_group_t *name __attribute__((unused)) =                                             \
             (async_group_t *)async__parsed_handle(0);;)
#define async_timeout(ms) for (async__parsed_ms(ms);;)

/* ------------------------------------------------------------------ tasks and futures */

#define ASYNC__STARTED(...)                                                                        \
    ((__typeof__(__VA_ARGS__) ASYNC__TAG("task") *)async__parsed_handle(ASYNC__USE(__VA_ARGS__)))

#define async_spawn(...) ASYNC__STARTED(__VA_ARGS__)
#define async_create(...) ASYNC__STARTED(__VA_ARGS__)
#define async_spawn_on(loop, ...) (async__parsed_loop(loop), ASYNC__STARTED(__VA_ARGS__))
#define async_spawn_in(group, ...) (async__parsed_group(group), ASYNC__STARTED(__VA_ARGS__))
#define async_detach(...) async__parsed_void(ASYNC__USE(__VA_ARGS__))
#define async_run(...) async__parsed_int(ASYNC__USE(__VA_ARGS__))
#define async_join(task) (*(task))
#define async_result(task) (*(task))

#define async_future_new(...)                                                                      \
    ((__typeof__(__VA_ARGS__) ASYNC__TAG("future") *)async__parsed_handle(0))
#define async_set_result(future, ...)                                                              \
    async__parsed_bool(((void)(*(future) = (__VA_ARGS__)), 0))
#define async_as_completed(handles, count)                                                         \
    (async__parsed_int((int)(count)),                                                              \
     (__typeof__(*(handles)) ASYNC__TAG("gen") *)async__parsed_handle(ASYNC__USE(handles)))

/* ------------------------------------------------------------------ status */

#define async_raise(code) async__parsed_raise(code)
#define async_check(...) (__VA_ARGS__)

/* ------------------------------------------------------------------ generators */

#define async_receive(S, ...) (*(__typeof__(S) *)async__parsed_handle(ASYNC__USE(__VA_ARGS__)))
#define async_for(declaration, ...)                                                                \
    for (declaration __attribute__((unused)) = {0}; async__parsed_bool(ASYNC__USE(__VA_ARGS__));)
#define async_iter(...) async__parsed_handle(ASYNC__USE(__VA_ARGS__))
#define async_next(generator_) async__parsed_step((generator_), 0)
#define async_send(generator_, ...) async__parsed_step((generator_), ASYNC__USE(__VA_ARGS__))
#define async_throw(generator_, code) async__parsed_step((generator_), (code))
#define async_close(what) async__parsed_close(what)
#define async_returned(R, generator_)                                                              \
    (*(__typeof__(R) *)async__parsed_handle(async__parsed_step((generator_), 0)))
#define ASYNC__FIRST_OF(first, ...) first
#define async_merge(...)                                                                           \
    ((__typeof__(struct {                                                                          \
        size_t index;                                                                              \
        __typeof__(*(ASYNC__FIRST_OF(__VA_ARGS__, ))) value;                                       \
    }) ASYNC__TAG("gen") *)async__parsed_handle(ASYNC__USE(__VA_ARGS__)))

/* ------------------------------------------------------------------ queues */

#define ASYNC__QUEUE(capacity, ...)                                                                \
    ((__typeof__(__VA_ARGS__) ASYNC__TAG("queue") *)async__parsed_handle((int)(capacity)))

#define async_queue_new(T, capacity) ASYNC__QUEUE(capacity, T)
#define async_lifo_queue_new(T, capacity) ASYNC__QUEUE(capacity, T)
#define async_priority_queue_new(T, capacity, compare)                                             \
    ASYNC__QUEUE((capacity) + (0 ? (compare)((const __typeof__(T) *)0, (const __typeof__(T) *)0)   \
                                 : 0), T)
#define async_get(queue) (*(queue))
#define async_put(queue, ...) ((void)(*(queue) = (__VA_ARGS__)))
#define async_try_get(queue, out)                                                                  \
    async__parsed_bool(((void)(*(out) = *(queue)), 0))
#define async_try_put(queue, ...)                                                                  \
    async__parsed_bool(((void)(*(queue) = (__VA_ARGS__)), 0))

/* ------------------------------------------------------------------ servers */

#define async_serve_with(listener, declaration, ...)                                               \
    __extension__({                                                                                \
        for (declaration __attribute__((unused)) = {0};                                            \
             async__parsed_step((listener), 0);) { (void)(__VA_ARGS__); }                          \
        async__parsed_int(0);                                                                      \
    })

#endif
