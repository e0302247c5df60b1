/*
 * process.h - child processes, and signals (<asyncc/signal.h>).
 *
 * A process belongs to the loop on which it was spawned, and is used from its thread only. Every
 * function here gives 0 or what it says, or a negative code (ASYNC_E...); none raises, except that
 * an awaited one is left with ASYNC_ECANCELED when its task is cancelled.
 */
#ifndef ASYNCC_PROCESS_H
#define ASYNCC_PROCESS_H

#include <asyncc/coroutine.h>
#include <asyncc/operation.h>
#include <asyncc/signal.h>

#ifdef __cplusplus
extern "C" {
#endif

/** A child process. */
typedef struct async_process async_process_t;

/** What one of a child's descriptors is. */
enum async_stdio_kind {
    ASYNC_STDIO_DEFAULT, /* of 0, 1, 2: the parent's; of the others: closed */
    ASYNC_STDIO_NULL,    /* /dev/null */
    ASYNC_STDIO_PIPE,    /* the other end is a stream, async_process_stream */
    ASYNC_STDIO_FD       /* descriptor `fd` of the parent, which keeps it */
};

/** One of a child's descriptors. */
typedef struct async_stdio {
    enum async_stdio_kind kind;
    int fd; /* of ASYNC_STDIO_FD */
} async_stdio_t;

/** Descriptors of a child that can be set. */
#define ASYNC_STDIO_MAX 8

/** Flags of a process: the values of libuv's enum uv_process_flags. */
enum {
    ASYNC_PROCESS_SETUID = 1,
    ASYNC_PROCESS_SETGID = 2,
    ASYNC_PROCESS_DETACHED = 8 /* leads a session of its own; async_process_close leaves it be */
};

/** How a process is started. What is not set is as in the parent. */
typedef struct async_process_options {
    const char *file;  /* looked for in PATH; NULL: args[0] */
    char *const *args; /* args[0] is the name it is told; a NULL behind the last */
    char *const *env;  /* "NAME=VALUE"; a NULL behind the last */
    const char *cwd;   /* its working folder */
    unsigned flags;    /* ASYNC_PROCESS_... */
    unsigned uid, gid; /* with SETUID, SETGID */
    async_stdio_t stdio[ASYNC_STDIO_MAX];
} async_process_options_t;

/**
 * Starts a process. 0, and *out is the caller's, for async_process_close; or why it cannot start
 * (ASYNC_ENOENT: there is no such program). The options are borrowed for the call.
 */
int async_process_spawn(const async_process_options_t *options, async_process_t **out);

/** The process's number. */
int async_process_pid(const async_process_t *process);

/**
 * The stream whose other end is the child's descriptor `fd`, an ASYNC_STDIO_PIPE; otherwise NULL.
 * It is the process's, and closed with it; closing it before (which ends the child's input) is
 * fine.
 */
async_stream_t *async_process_stream(const async_process_t *process, int fd);

/**
 * Waits until the process has ended: 0, and *exit_status is what it exited with, or 128 + the
 * signal that ended it. ASYNC_EBUSY when another task waits for it. A cancellation leaves the
 * process be.
 */
ASYNC_OPERATION _Async int async_process_wait(async_process_t *process, int *exit_status);
struct async_process_wait__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    async_process_t *process;
    int *exit_status;
};
async_step_t async_process_wait__start(struct async_process_wait__frame *self, async_context_t *cx,
                                       async_process_t *process, int *exit_status);
extern const async_coroutine_t async_process_wait__async;

/** Sends a signal. ASYNC_ESRCH when the process has ended. */
int async_process_kill(async_process_t *process, int signum);

/**
 * Gives the process up: its streams are closed; if it still runs, it is killed (SIGKILL), unless it
 * is detached. A task that waits for it gets ASYNC_ECANCELED. NULL is fine.
 */
void async_process_close(async_process_t *process);

/**
 * Runs a command, looked for in PATH, to its end: its exit status, 128 + the signal that ended it,
 * or a code when it cannot start. *out (malloc'ed, the caller's to free) is what it wrote to its
 * standard output, *len bytes and a NUL; standard input and error are the program's own. out NULL:
 * so is its output. `argv` is borrowed for the start.
 *
 * A cancellation ends the child by SIGTERM, by SIGKILL after two seconds, and waits for its end.
 * Whatever else happens than an exit, *out is NULL and *len 0.
 */
ASYNC_OPERATION _Async int async_run_command(char *const argv[], char **out, size_t *len);
struct async_run_command__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    void *command;
    char **out;
    size_t *len;
};
async_step_t async_run_command__start(struct async_run_command__frame *self, async_context_t *cx,
                                      char *const argv[], char **out, size_t *len);
extern const async_coroutine_t async_run_command__async;

#ifdef __cplusplus
}
#endif

#endif
