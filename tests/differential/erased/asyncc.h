/*
 * Stands in for <asyncc.h> when a converted program is built with the keywords erased: what the
 * converter puts in then does nothing, and the compiler's warnings are those of the program itself.
 */
#ifndef DIFFERENTIAL_ERASED_H
#define DIFFERENTIAL_ERASED_H

#define _Async
#define _Await
#define _Defer if (0)
#define _Yield (void)
#define _Generator(Y)
#define async
#define await
#define defer if (0)

#define async_sleep(ms) ((void)(ms))
#define async_join(task) (task)
#define async_spawn(...) (__VA_ARGS__)
#define async_shield(...) (__VA_ARGS__)
#define async_gather(...) ((void)(__VA_ARGS__))
#define async_try(...) ((void)(__VA_ARGS__), 0)
#define async_wait_for(ms, ...) ((void)(__VA_ARGS__), 0)
#define async_group(name) if (1)
#define async_timeout(ms) if (1)
#define async_for(declaration, ...) for (declaration = ((void)(__VA_ARGS__), 0); 0;)

#endif
