/*
 * Deferred statements that await, left by the end of a block, by a goto out of two scopes, and by
 * a cancellation at every place where the function can stand; shielded while they run. By hand, in
 * the shape of generated code:
 *
 *      async void job(void)
 *      {
 *          defer { await pause(); note('A'); }
 *          for (int i = 0;; i++) {
 *              defer note('l');
 *              {
 *                  defer { await pause(); note('b'); }
 *                  note('0' + i);
 *                  if (i == 1) goto out;
 *                  await gate(&first);
 *              }
 *          }
 *      out:
 *          note('o');
 *          await gate(&second);
 *          note('e');
 *      }
 */
#include "mini_runtime.h"

#include <string.h>

static gate_t first, second;
static char notes[64];

static void note(int letter)
{
    size_t length = strlen(notes);
    notes[length] = (char)letter;
    notes[length + 1] = '\0';
}

struct job__frame {
    async_frame_t base;
    int32_t raised;          /* what the unwinding goes on with */
    uint8_t leave_1, leave_3; /* where the defers lead to */
    int i;
    union {
        struct pause__frame pause;
        struct gate__frame gate;
    } child;
};

enum {
    job__await_gate_1 = 1,
    job__await_pause_2,
    job__await_gate_3,
    job__await_pause_4
};

enum { job__to_end, job__to_out, job__unwind };

static async_step_t job__resume(async_frame_t *frame, async_context_t *cx)
{
    struct job__frame *self = (struct job__frame *)frame;

    switch (frame->state) {
    case job__await_gate_1: goto job__await_gate_1;
    case job__await_pause_2: goto job__await_pause_2;
    case job__await_gate_3: goto job__await_gate_3;
    case job__await_pause_4: goto job__await_pause_4;
    }

    /* defer { await pause(); note('A'); } */
    for (self->i = 0;; self->i++) {
        /* defer note('l'); */
        {
            /* defer { await pause(); note('b'); } */
            note('0' + self->i);
            if (self->i == 1) {
                self->leave_3 = job__to_out;
                goto job__defer_3;
            }
            if (gate__start(&self->child.gate, cx, &first) != ASYNC_FINISHED) {
                if (async_suspend(frame, job__resume, job__await_gate_1, &self->child.gate.base))
                    return ASYNC_SUSPENDED;
            job__await_gate_1:
                if (self->child.gate.base.status != 0) {
                    self->raised = self->child.gate.base.status;
                    self->leave_3 = job__unwind;
                    goto job__defer_3;
                }
            }
            self->leave_3 = job__to_end;
        job__defer_3: /* await pause(); note('b'); */
            async_shield_enter(cx);
            if (pause__start(&self->child.pause, cx) != ASYNC_FINISHED) {
                if (async_suspend(frame, job__resume, job__await_pause_2, &self->child.pause.base))
                    return ASYNC_SUSPENDED;
            job__await_pause_2:
                if (self->child.pause.base.status != 0) {
                    self->raised = self->child.pause.base.status;
                    self->leave_3 = job__unwind;
                    goto job__defer_3_end;
                }
            }
            note('b');
        job__defer_3_end:
            self->raised = async_shield_leave(cx, self->leave_3 == job__unwind ? self->raised : 0);
            if (self->raised) self->leave_3 = job__unwind;
        }
        note('l'); /* deferred */
        if (self->leave_3 == job__to_out) goto out;
        if (self->leave_3 == job__unwind) goto job__unwinding;
    }
out:
    note('o');
    if (gate__start(&self->child.gate, cx, &second) != ASYNC_FINISHED) {
        if (async_suspend(frame, job__resume, job__await_gate_3, &self->child.gate.base))
            return ASYNC_SUSPENDED;
    job__await_gate_3:
        if (self->child.gate.base.status != 0) {
            self->raised = self->child.gate.base.status;
            goto job__unwinding;
        }
    }
    note('e');
    self->leave_1 = job__to_end;
    goto job__defer_1;

job__unwinding:
    self->leave_1 = job__unwind;
job__defer_1: /* await pause(); note('A'); */
    async_shield_enter(cx);
    if (pause__start(&self->child.pause, cx) != ASYNC_FINISHED) {
        if (async_suspend(frame, job__resume, job__await_pause_4, &self->child.pause.base))
            return ASYNC_SUSPENDED;
    job__await_pause_4:
        if (self->child.pause.base.status != 0) {
            self->raised = self->child.pause.base.status;
            self->leave_1 = job__unwind;
            goto job__defer_1_end;
        }
    }
    note('A');
job__defer_1_end:
    self->raised = async_shield_leave(cx, self->leave_1 == job__unwind ? self->raised : 0);
    return self->raised ? async_raised(frame, self->raised) : ASYNC_FINISHED;
}

static const async_coroutine_t job__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_ASYNC,
    .name = "job",
    .file = __FILE__,
    .line = 6,
    .size = sizeof(struct job__frame),
    .align = _Alignof(struct job__frame),
    .resume = job__resume,
};

/* ------------------------------------------------------------------ what must come out */

static async_frame_t *job(async_context_t *cx)
{
    uintptr_t before = async_capture(cx);
    cx->unfinished = async_frame_capture(cx, &job__async);
    return async_captured(cx, before);
}

/*
 * Runs the job with the gates as given, cancels it after `turns` turns, and again after each one
 * that follows.
 */
static void run(async_context_t *cx, bool first_open, bool second_open, int turns, int status,
                const char *expected)
{
    mini_task_t task;

    notes[0] = '\0';
    first = (gate_t){ NULL, first_open };
    second = (gate_t){ NULL, second_open };
    mini_spawn(&task, cx, job(cx));
    for (int i = 0; i < turns; i++) mini_turn(cx);
    do {
        mini_cancel(&task, cx);
    } while (mini_turn(cx));
    CHECK(task.done && task.status == status);
    CHECK(task.branch.shields == 0);
    CHECK(strcmp(notes, expected) == 0);
    mini_release(&task, cx);
}

int main(void)
{
    async_context_t *cx = async_context();

    run(cx, false, false, 1, MINI_ECANCELED, "0blA"); /* at the first gate */
    run(cx, true, false, 1, MINI_ECANCELED, "0blA"); /* in a defer: held off to its end */
    run(cx, true, false, 2, MINI_ECANCELED, "0bl1blA"); /* where the goto leads through */
    run(cx, true, false, 3, MINI_ECANCELED, "0bl1bloA"); /* at the second gate */
    run(cx, true, true, 3, MINI_ECANCELED, "0bl1bloeA"); /* in the last defer: after the end */
    run(cx, true, true, 4, 0, "0bl1bloeA"); /* not at all */
    CHECK(mini_blocks() == 0);
    puts("ok");
    return 0;
}
