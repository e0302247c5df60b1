/*
 * signal.h - signals as something to wait for.
 *
 * A signal wakes everybody who waits for it, on every loop. While somebody waits for SIGINT, Ctrl-C
 * does not cancel an `async main`. SIGKILL and SIGSTOP cannot be waited for. <asyncc/process.h>
 * includes this.
 */
#ifndef ASYNCC_SIGNAL_H
#define ASYNCC_SIGNAL_H

#include <asyncc/operation.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Waits for the next `signum`: its number, or a code (ASYNC_EINVAL). The signal's default action
 * does not happen meanwhile; before and after, it does.
 */
ASYNC_OPERATION _Async int async_signal(int signum);
struct async_signal__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    void *watch;
};
async_step_t async_signal__start(struct async_signal__frame *self, async_context_t *cx, int signum);
extern const async_coroutine_t async_signal__async;

/**
 * Yields `signum` each time it arrives, from the first step on, without end; those that come
 * between two steps are kept (signals that the system itself has merged into one are one). Raises
 * ASYNC_EINVAL where it cannot be waited for.
 */
_Async _Generator(int) void async_signals(int signum);

#ifdef __cplusplus
}
#endif

#endif
