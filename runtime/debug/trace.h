/* trace.h - timelines by the environment (internal; layer 5). */
#ifndef ASYNCC_RUNTIME_DEBUG_TRACE_H
#define ASYNCC_RUNTIME_DEBUG_TRACE_H

#include <asyncc/debug.h>

/** async_trace to `path` for the process's first loop, to path.2 for its second, and so on. */
int async__trace_next(async_loop_t *loop, const char *path);

#endif
