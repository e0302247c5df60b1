/*
 * command.c - async_run_command: a child whose output is collected.
 *
 * The child, the pipe and the output lie in a block of their own. It is over when the child has
 * ended and its output too; given up, when the child has ended (its output may have gone on to
 * somebody who lives longer).
 */
#include <asyncc/process.h>

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "io/spawn.h"
#include "list.h"
#include "loop.h"
#include "operation.h"

enum {
    MERCY = 2000, /* ms from SIGTERM to SIGKILL */
    PIECE = 4096  /* bytes of room that a read gets at least */
};

typedef char *const *async_argv_t;

typedef struct command {
    uv_process_t process;
    uv_pipe_t pipe;
    async_loop_t *loop;
    struct async_run_command__frame *op;
    async_timer_t *timer; /* of the mercy; NULL: none */
    char *data;
    size_t len, room;
    int status; /* once exited */
    int open;   /* handles that are not closed */
    bool exited;
    bool reading; /* the output is not at its end */
    bool given_up;
} command_t;

/* ------------------------------------------------------------------ the end */

static void on_closed(uv_handle_t *handle)
{
    command_t *command = (command_t *)handle->data;

    if (--command->open > 0) return;
    free(command->data);
    free(command);
}

static void let_go(command_t *command)
{
    if (command->timer) async_call_cancel(command->timer);
    if (command->process.loop) command->open++;
    if (command->pipe.loop) command->open++;
    if (command->process.loop) uv_close((uv_handle_t *)&command->process, on_closed);
    if (command->pipe.loop) uv_close((uv_handle_t *)&command->pipe, on_closed);
    if (command->open == 0) free(command);
}

static void hand_out(command_t *command)
{
    struct async_run_command__frame *self = command->op;

    self->result = command->status;
    if (!self->out) return;
    command->data[command->len] = '\0';
    *self->out = command->data;
    *self->len = command->len;
    command->data = NULL;
}

static void check_end(command_t *command)
{
    struct async_run_command__frame *self = command->op;
    bool given_up = command->given_up;

    if (!command->exited || (command->reading && !given_up)) return;
    if (!given_up) hand_out(command);
    self->command = NULL;
    let_go(command);
    async__complete(self, given_up ? UV_ECANCELED : 0);
}

static void on_ended(uv_process_t *handle, int64_t status, int signum)
{
    command_t *command = (command_t *)handle->data;

    command->exited = true;
    command->status = io_exit_status(status, signum);
    check_end(command);
}

/* ------------------------------------------------------------------ output */

/* There is always room for a NUL behind the output. */
static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    command_t *command = (command_t *)handle->data;

    (void)suggested;
    if (command->room - command->len <= PIECE) {
        char *grown = (char *)realloc(command->data, 2 * command->room + 2 * PIECE);
        if (!grown) async__die("out of memory for the output of a command");
        command->data = grown;
        command->room = 2 * command->room + 2 * PIECE;
    }
    *buf = uv_buf_init(command->data + command->len, (unsigned)(command->room - command->len - 1));
}

static void on_output(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    command_t *command = (command_t *)stream->data;

    (void)buf;
    if (n > 0) command->len += (size_t)n;
    if (n >= 0) return;
    command->reading = false;
    uv_read_stop(stream);
    check_end(command);
}

/* ------------------------------------------------------------------ giving up */

static void on_no_mercy(void *arg)
{
    command_t *command = (command_t *)arg;

    command->timer = NULL;
    uv_process_kill(&command->process, SIGKILL);
}

static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_run_command__frame *self = (struct async_run_command__frame *)(void *)frame;
    command_t *command = (command_t *)self->command;

    (void)cx;
    if (!command) {
        if (self->out) {
            free(*self->out);
            *self->out = NULL;
            *self->len = 0;
        }
        async__complete(self, UV_ECANCELED);
        return ASYNC_SUSPENDED;
    }
    if (command->given_up) return ASYNC_SUSPENDED; /* by a limit, before */
    command->given_up = true;
    if (command->exited) {
        check_end(command);
        return ASYNC_SUSPENDED;
    }
    uv_process_kill(&command->process, SIGTERM);
    command->timer = async_call_later(command->loop, MERCY, on_no_mercy, command);
    return ASYNC_SUSPENDED;
}

/* ------------------------------------------------------------------ the start */

static int start(command_t *command, char *const argv[], bool collect)
{
    uv_loop_t *loop = async_loop_uv(command->loop);
    async_process_options_t options = {.args = argv};
    uv_stdio_container_t stdio[ASYNC_STDIO_MAX];
    int rc;

    io_stdio(&options, stdio);
    if (collect) {
        uv_pipe_init(loop, &command->pipe, 0);
        stdio[1].flags = UV_CREATE_PIPE | UV_WRITABLE_PIPE;
        stdio[1].data.stream = (uv_stream_t *)&command->pipe;
    }
    rc = io_spawn(loop, &command->process, &options, stdio, on_ended);
    command->process.data = command->pipe.data = command;
    if (rc < 0) return rc;
    if (collect) rc = uv_read_start((uv_stream_t *)&command->pipe, on_room, on_output);
    command->reading = collect;
    if (collect) on_room((uv_handle_t *)&command->pipe, 0, &(uv_buf_t){0});
    return rc;
}

/* The command is not started where a cancellation is pending. */
async_step_t async_run_command__start(struct async_run_command__frame *self, async_context_t *cx,
                                      char *const argv[], char **out, size_t *len)
{
    async_loop_t *loop = async__need_loop(cx, "async_run_command");
    command_t *command;
    int rc;

    if (out) *out = NULL;
    if (out) *len = 0;
    self->command = NULL;
    self->out = out;
    self->len = len;
    if (async__wait(self, cx, interrupt) != ASYNC_SUSPENDED) return ASYNC_RAISED;
    command = (command_t *)calloc(1, sizeof *command);
    if (!command) {
        self->result = UV_ENOMEM;
        async__complete(self, 0);
        return ASYNC_SUSPENDED;
    }
    command->loop = loop;
    command->op = self;
    rc = start(command, argv, out != NULL);
    if (rc < 0) {
        let_go(command);
        self->result = rc;
        async__complete(self, 0);
        return ASYNC_SUSPENDED;
    }
    self->command = command;
    return ASYNC_SUSPENDED;
}

ASYNC__OPERATION(int, async_run_command, 3, async_argv_t, argv, char **, out, size_t *, len)
