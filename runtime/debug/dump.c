/*
 * dump.c - the tasks of a loop, told from inside; and where the runtime keeps what is told.
 */
#include <asyncc/debug.h>

#include <string.h>

#include "../coroutine.h"
#include "../handle.h"
#include "../loop.h"
#include "gdb.h"
#include "own.h"

/* For those who look from outside: asyncc ps finds it by its name. */
const async__layout_t async__layout __attribute__((used)) = {
    .magic = ASYNC__LAYOUT_MAGIC,
    .abi = ASYNC_ABI_VERSION,
    .pointer_size = sizeof(void *),
    .loops = &async__loops,
    .loop_next = offsetof(async_loop_t, next),
    .loop_tasks = offsetof(async_loop_t, tasks),
    .loop_virtual = offsetof(async_loop_t, virtual_time),
    .loop_virtual_now = offsetof(async_loop_t, virtual_now),
    .loop_clock = offsetof(async_loop_t, clock),
    .task_link = offsetof(async_handle_rep_t, all),
    .task_branch = offsetof(async_handle_rep_t, strand.branch),
    .task_site = offsetof(async_handle_rep_t, told),
    .task_coroutine = offsetof(async_handle_rep_t, coroutine),
    .task_size = sizeof(async_handle_rep_t),
    .flag_cancel = ASYNC__CANCEL,
    .flag_done = ASYNC__DONE,
    .flag_named = ASYNC__NAMED,
    .state_waiting = ASYNC__WAITING,
    .state_never = ASYNC__NEVER,
};

/* ------------------------------------------------------------------ from inside */

bool async__read_own(void *arg, uint64_t at, void *to, size_t size)
{
    (void)arg;
    memcpy(to, (const void *)(uintptr_t)at, size);
    return true;
}

void async_dump_loop(async_loop_t *loop, FILE *out, enum async_dump_format format)
{
    async__memory_t memory = {async__read_own, NULL, uv_hrtime() / 1000000};

    async__inspect(&memory, (uintptr_t)&async__layout, (uintptr_t)loop,
                   format == ASYNC_DUMP_JSON ? ASYNC__INSPECT_JSON : ASYNC__INSPECT_TEXT, out);
    fflush(out);
}

void async_dump(FILE *out)
{
    async_loop_t *loop = async_loop_current();

    if (loop)
        async_dump_loop(loop, out, ASYNC_DUMP_TEXT);
    else
        fputs("no loop runs on this thread\n", out);
}

/* ------------------------------------------------------------------ by a signal */

static void signalled(uv_signal_t *signal, int signum)
{
    async_loop_t *loop = container_of(signal, async_loop_t, dump);

    (void)signum;
    async_dump_loop(loop, stderr, loop->dumps_json ? ASYNC_DUMP_JSON : ASYNC_DUMP_TEXT);
}

int async_dump_on_signal(async_loop_t *loop, int signum, enum async_dump_format format)
{
    int code = loop->dumps ? 0 : uv_signal_init(loop->uv, &loop->dump);

    if (code) return code;
    if (!loop->dumps) loop->open++;
    loop->dumps = true;
    loop->dumps_json = format == ASYNC_DUMP_JSON;
    code = uv_signal_start(&loop->dump, signalled, signum);
    uv_unref((uv_handle_t *)&loop->dump);
    return code;
}
