/*
 * process.c - child processes: spawned, waited for, given up.
 *
 * The block stays until libuv has seen the child's end, also where the program has given it up: so
 * no child is left that nobody reaps.
 */
#include <asyncc/process.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "alloc.h"
#include "io/io.h"
#include "io/spawn.h"

/* One of the parent's ends, which the program may close before the process. */
typedef struct pipe_end {
    async_stream_t *stream;
    uint64_t serial;
} pipe_end_t;

struct async_process {
    uv_process_t handle;
    async_resource_t resource; /* of the loop */
    pipe_end_t ends[ASYNC_STDIO_MAX];
    struct async_process_wait__frame *waiting;
    bool detached;
    bool exited;
    bool closed; /* by the program */
    int status;  /* once exited */
};

/* ------------------------------------------------------------------ starting */

int io_spawn(uv_loop_t *loop, uv_process_t *handle, const async_process_options_t *options,
             uv_stdio_container_t *stdio, uv_exit_cb on_ended)
{
    uv_process_options_t uv = {
        .exit_cb = on_ended,
        .file = options->file   ? options->file
                : options->args ? options->args[0]
                                : NULL,
        .args = (char **)(uintptr_t)options->args,
        .env = (char **)(uintptr_t)options->env,
        .cwd = options->cwd,
        .flags = options->flags,
        .stdio = stdio,
        .stdio_count = ASYNC_STDIO_MAX,
        .uid = options->uid,
        .gid = options->gid,
    };

    if (!uv.file || !uv.args) return UV_EINVAL;
    return uv_spawn(loop, handle, &uv);
}

void io_stdio(const async_process_options_t *options, uv_stdio_container_t *stdio)
{
    for (int i = 0; i < ASYNC_STDIO_MAX; i++) {
        const async_stdio_t *wanted = &options->stdio[i];
        bool standard = i < 3 && wanted->kind == ASYNC_STDIO_DEFAULT;

        stdio[i].flags = standard || wanted->kind == ASYNC_STDIO_FD ? UV_INHERIT_FD : UV_IGNORE;
        stdio[i].data.fd = standard ? i : wanted->fd;
    }
}

int io_exit_status(int64_t status, int signum) { return signum ? 128 + signum : (int)status; }

static async_stream_t *end_of(const async_process_t *process, int fd)
{
    const pipe_end_t *end = &process->ends[fd];
    return end->stream && io_stream_is_open(end->stream, end->serial) ? end->stream : NULL;
}

static int open_pipes(async_process_t *process, async_loop_t *loop,
                      const async_process_options_t *options, uv_stdio_container_t *stdio)
{
    for (int i = 0; i < ASYNC_STDIO_MAX; i++) {
        if (options->stdio[i].kind != ASYNC_STDIO_PIPE) continue;
        process->ends[i].stream = io_stream_new(loop, UV_NAMED_PIPE);
        if (!process->ends[i].stream) return UV_ENOMEM;
        process->ends[i].serial = process->ends[i].stream->serial;
        stdio[i].flags = UV_CREATE_PIPE | UV_READABLE_PIPE | UV_WRITABLE_PIPE;
        stdio[i].data.stream = &process->ends[i].stream->handle.stream;
    }
    return 0;
}

static void close_pipes(async_process_t *process)
{
    for (int i = 0; i < ASYNC_STDIO_MAX; i++) async_stream_close(end_of(process, i));
}

/* ------------------------------------------------------------------ the end */

static void on_closed(uv_handle_t *handle) { free(container_of(handle, async_process_t, handle)); }

static void finish_wait(async_process_t *process, int result)
{
    struct async_process_wait__frame *self = process->waiting;

    process->waiting = NULL;
    if (!self) return;
    if (result == 0) *self->exit_status = process->status;
    self->result = result;
    async__complete(self, 0);
}

static void on_ended(uv_process_t *handle, int64_t status, int signum)
{
    async_process_t *process = container_of(handle, async_process_t, handle);

    process->exited = true;
    process->status = io_exit_status(status, signum);
    finish_wait(process, 0);
    if (process->closed) uv_close((uv_handle_t *)handle, on_closed);
}

/* The loop ends with the process still there. */
static void close_resource(async_resource_t *resource)
{
    async_process_t *process = container_of(resource, async_process_t, resource);
    int pid = process->handle.pid;
    bool running = !process->exited;

    async_process_close(process);
    if (!running) return;
    uv_close((uv_handle_t *)&process->handle, on_closed);
    if (!process->detached) waitpid(pid, NULL, 0);
}

int async_process_spawn(const async_process_options_t *options, async_process_t **out)
{
    async_loop_t *loop = async__need_loop(async_context(), "async_process_spawn");
    async_process_t *process = (async_process_t *)calloc(1, sizeof *process);
    uv_stdio_container_t stdio[ASYNC_STDIO_MAX];
    int rc;

    if (!process) return UV_ENOMEM;
    io_stdio(options, stdio);
    rc = open_pipes(process, loop, options, stdio);
    process->detached = options->flags & ASYNC_PROCESS_DETACHED;
    if (rc == 0) rc = io_spawn(async_loop_uv(loop), &process->handle, options, stdio, on_ended);
    if (rc < 0) {
        close_pipes(process);
        if (!process->handle.loop)
            free(process);
        else
            uv_close((uv_handle_t *)&process->handle, on_closed);
        return rc;
    }
    uv_unref((uv_handle_t *)&process->handle);
    list_append(&loop->resources, &process->resource.link);
    process->resource.close = close_resource;
    *out = process;
    return 0;
}

/* ------------------------------------------------------------------ while it runs */

int async_process_pid(const async_process_t *process) { return process->handle.pid; }

async_stream_t *async_process_stream(const async_process_t *process, int fd)
{
    return fd >= 0 && fd < ASYNC_STDIO_MAX ? end_of(process, fd) : NULL;
}

int async_process_kill(async_process_t *process, int signum)
{
    return process->exited ? UV_ESRCH : uv_process_kill(&process->handle, signum);
}

void async_process_close(async_process_t *process)
{
    if (!process || process->closed) return;
    process->closed = true;
    list_remove(&process->resource.link);
    finish_wait(process, UV_ECANCELED);
    close_pipes(process);
    if (process->exited)
        uv_close((uv_handle_t *)&process->handle, on_closed);
    else if (!process->detached)
        uv_process_kill(&process->handle, SIGKILL);
}

/* ------------------------------------------------------------------ async_process_wait */

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_process_wait__frame *self = (struct async_process_wait__frame *)(void *)frame;

    (void)cx;
    if (!async__completed(self)) self->process->waiting = NULL;
    async__complete(self, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_process_wait__start(struct async_process_wait__frame *self, async_context_t *cx,
                                       async_process_t *process, int *exit_status)
{
    self->result = process->waiting ? UV_EBUSY : 0;
    if (process->exited) *exit_status = process->status;
    if (process->exited || process->waiting) return ASYNC_FINISHED;
    self->process = process;
    self->exit_status = exit_status;
    process->waiting = self;
    return async__wait(self, cx, interrupt);
}

ASYNC__OPERATION(int, async_process_wait, 2, async_process_t *, process, int *, exit_status)
