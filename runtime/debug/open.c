/*
 * open.c - what the environment asks of this folder for a new loop.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include <asyncc/debug.h>

#include "../alloc.h"
#include "../loop.h"
#include "../settings.h"
#include "trace.h"

void async__debug_open(async_loop_t *loop)
{
    const char *dump = getenv("ASYNC_DUMP"), *trace = getenv("ASYNC_TRACE");
    int code;

    if (async__setting("ASYNC_DEBUG")) {
        async_debug_clock(loop);
        async_debug_watch(loop);
    }
    if (async__setting("ASYNC_DUMP") &&
        async_dump_on_signal(loop, SIGUSR1,
                             strcmp(dump, "json") ? ASYNC_DUMP_TEXT : ASYNC_DUMP_JSON) != 0)
        async__warn("ASYNC_DUMP: SIGUSR1 cannot be caught");
    if (trace && *trace && (code = async__trace_next(loop, trace)) != 0)
        async__warn("ASYNC_TRACE: %s: %s", trace, async_status_message(code));
}
