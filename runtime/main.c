/*
 * main.c - a program that is an `async int main`.
 */
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "alloc.h"
#include "task.h"

/* What Ctrl-C does: it cancels the task the first time, and ends the process the second time. */
typedef struct interruption {
    uv_signal_t signal;
    async_handle_rep_t *task;
    bool seen;
} interruption_t;

/* As the signal's default action would have it; output that is buffered is not lost. */
static void die_of_sigint(void)
{
    fflush(NULL);
    signal(SIGINT, SIG_DFL);
    raise(SIGINT);
}

_Atomic uint32_t async__interrupt_takers;

static void on_sigint(uv_signal_t *signal, int number)
{
    interruption_t *interruption = (interruption_t *)signal->data;

    (void)number;
    if (async__interrupt_takers) return;
    if (interruption->seen) die_of_sigint();
    interruption->seen = true;
    async__task_cancel(interruption->task, async_context());
}

/* A program started with SIGINT ignored (in the background of a script) keeps ignoring it. */
static bool sigint_ignored(void)
{
    struct sigaction action;
    return sigaction(SIGINT, NULL, &action) == 0 && action.sa_handler == SIG_IGN;
}

static void watch_sigint(interruption_t *interruption, async_loop_t *loop)
{
    if (sigint_ignored()) return;
    uv_signal_init(loop->uv, &interruption->signal);
    interruption->signal.data = interruption;
    uv_signal_start(&interruption->signal, on_sigint, SIGINT);
    uv_unref((uv_handle_t *)&interruption->signal);
}

static const char *program_name(char **argv)
{
    const char *path = argv && argv[0] ? argv[0] : "async main";
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static int exit_status(async_handle_rep_t *task, int status, char **argv)
{
    int result = 0;

    if (status == 0) {
        async__handle_copy(task, &result);
        return result;
    }
    fflush(stdout);
    fprintf(stderr, "%s: %s: %s\n", program_name(argv), async_status_name(status),
            async_status_message(status));
    return 1;
}

void *async_main_frame(const async_coroutine_t *coroutine)
{
    return async__frame_alloc(async_context(), coroutine, ASYNC__HANDLE_HEAD);
}

int async_main(async_frame_t *frame, int argc, char **argv)
{
    static const async_site_t site = { "main", "the program's start", 0 };
    interruption_t interruption = { .seen = false };
    async_loop_t *loop = async_loop_new();
    bool interrupted;
    int status, result;

    (void)argc;
    interruption.task = async__task_of(frame, &site, 1);
    watch_sigint(&interruption, loop);
    status = async__loop_run_task(loop, interruption.task);
    interrupted = interruption.seen && status == ASYNC_ECANCELED;
    result = interrupted ? 0 : exit_status(interruption.task, status, argv);
    async__handle_release(interruption.task);
    async_loop_close(loop);
    if (interrupted) die_of_sigint();
    return result;
}
