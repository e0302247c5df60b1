/*
 * limit.h - deadlines, as generated code uses them: async_wait_for(ms, P) and async_timeout(ms).
 * Nothing here is called by hand.
 */
#ifndef ASYNCC_LIMIT_H
#define ASYNCC_LIMIT_H

#include <asyncc/abi.h>
#include <asyncc/loop.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The clock that async_wait_for races its operand with: 0 is over at once, negative never. */
struct async_deadline__frame {
    union {
        async_frame_t base;
        struct async_sleep__frame sleep;
    };
};
async_step_t async_deadline__start(struct async_deadline__frame *self, async_context_t *cx,
                                   int64_t ms);
extern const async_coroutine_t async_deadline__async;

/* The block of an async_timeout: left when the time is over, and then raises ASYNC_ETIMEDOUT. */
typedef struct async_timeout {
    async_scope_t scope;
    async_timer_t *timer; /* NULL: has fired, or there is no limit */
} async_timeout_t;

/** Enters the block. `ms` negative: no limit. */
void async_timeout_enter(async_timeout_t *timeout, async_context_t *cx, int64_t ms);
/** Leaves it on any way out; what `raised` (0: nothing) becomes there. */
int async_timeout_leave(async_timeout_t *timeout, int raised);

#ifdef __cplusplus
}
#endif

#endif
