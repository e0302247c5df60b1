/*
 * keywords_plain.h - the dialect as a compiler sees it: gone.
 *
 * Prototypes of async functions are ordinary ones (`async` and `generator(...)` are empty), so any
 * C or C++ file may include dialect headers, spawn and run. What only asyncc can translate stops
 * the compiler with a message: such a file never runs as if `await` did nothing.
 */
#ifndef ASYNCC_KEYWORDS_PLAIN_H
#define ASYNCC_KEYWORDS_PLAIN_H

/* ------------------------------------------------------------------ reserved spellings: always */

#define _Async
#define _Generator(...)
#define _Await _Pragma("GCC error \"'await' in a file that was not translated by asyncc\"")
#define _Yield _Pragma("GCC error \"'yield' in a file that was not translated by asyncc\"")
#define _Yield_from                                                                                \
    _Pragma("GCC error \"'yield_from' in a file that was not translated by asyncc\"")
#define _Defer _Pragma("GCC error \"'defer' in a file that was not translated by asyncc\"")

/* ------------------------------------------------------------------ keywords: in C, unless asked */

#if !defined(ASYNC_NO_KEYWORDS) && !defined(__cplusplus)
#define async _Async
#define generator(...)
#define await _Await
#define yield _Yield
#define yield_from _Yield_from
#define defer _Defer
#endif

/* ------------------------------------------------------------------ forms that are awaited */

#define async_for(...)                                                                             \
    _Pragma("GCC error \"'async_for' in a file that was not translated by asyncc\"")
#define async_group(...)                                                                           \
    _Pragma("GCC error \"'async_group' in a file that was not translated by asyncc\"")
#define async_timeout(...)                                                                         \
    _Pragma("GCC error \"'async_timeout' in a file that was not translated by asyncc\"")
#define async_gather(...)                                                                          \
    _Pragma("GCC error \"'async_gather' in a file that was not translated by asyncc\"")
#define async_race(...)                                                                            \
    _Pragma("GCC error \"'async_race' in a file that was not translated by asyncc\"")
#define async_wait_for(...)                                                                        \
    _Pragma("GCC error \"'async_wait_for' in a file that was not translated by asyncc\"")
#define async_try(...)                                                                             \
    _Pragma("GCC error \"'async_try' in a file that was not translated by asyncc\"")
#define async_shield(...)                                                                          \
    _Pragma("GCC error \"'async_shield' in a file that was not translated by asyncc\"")
#define async_map(...)                                                                             \
    _Pragma("GCC error \"'async_map' in a file that was not translated by asyncc\"")
#define async_blocking(...)                                                                        \
    _Pragma("GCC error \"'async_blocking' in a file that was not translated by asyncc\"")
#define async_raise(...)                                                                           \
    _Pragma("GCC error \"'async_raise' in a file that was not translated by asyncc\"")
#define async_check(...)                                                                           \
    _Pragma("GCC error \"'async_check' in a file that was not translated by asyncc\"")
#define async_receive(...)                                                                         \
    _Pragma("GCC error \"'async_receive' in a file that was not translated by asyncc\"")
#define async_join(...)                                                                            \
    _Pragma("GCC error \"'async_join' in a file that was not translated by asyncc\"")
#define async_get(...)                                                                             \
    _Pragma("GCC error \"'async_get' in a file that was not translated by asyncc\"")
#define async_put(...)                                                                             \
    _Pragma("GCC error \"'async_put' in a file that was not translated by asyncc\"")
#define async_serve_with(...)                                                                      \
    _Pragma("GCC error \"'async_serve_with' in a file that was not translated by asyncc\"")

#endif
