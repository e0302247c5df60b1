/*
 * net_fixture.h - a loop that the test turns by hand, and streams on it.
 *
 * Operations are spawned as tasks of their own: *task is the operation's result. `io_only` lets
 * libuv's callbacks complete operations without running who waits for them: the moment in which a
 * cancellation finds them done.
 */
#ifndef NET_FIXTURE_H
#define NET_FIXTURE_H

#include <CUnit/Basic.h>
#include <CUnit/CUnit.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

#include <asyncc/coroutine.h>
#include <asyncc/net.h>
#include <asyncc/task.h>

#include "coroutine.h"
#include "loop.h"
#include "task.h"

static async_loop_t *loop;
static async_entry_t entry;

static void open_loop(void)
{
    loop = async_loop_new();
    CU_ASSERT_TRUE_FATAL(async__loop_enter(loop, async_context(), &entry));
}

/* Nothing may be left: no task, no handle, open or closing. */
static void close_loop(void)
{
    for (int i = 0; i < 100 && async__loop_alive(loop); i++)
        async__loop_turn(loop, async_context(), false);
    async__loop_leave(loop, async_context(), &entry);
    CU_ASSERT_EQUAL(async_loop_close(loop), 0);
}

/* So many turns that whatever can happen without waiting has happened. */
static inline void settle(void)
{
    for (int i = 0; i < 20; i++) async__loop_turn(loop, async_context(), false);
}

/* Waits in real time for what the system does behind the test's back (loopback, timers). */
static inline void settle_ms(int ms)
{
    for (int i = 0; i < ms; i++) {
        uv_sleep(1);
        async__loop_turn(loop, async_context(), false);
    }
}

/* Completes what `task` waits for, and does not run it. */
static inline void io_only(async_handle_t task)
{
    uv_ref((uv_handle_t *)&loop->wake);
    for (int i = 0; i < 1000 && async__is_waiting(&async__rep_of(task)->strand.branch); i++) {
        uv_run(async_loop_uv(loop), UV_RUN_NOWAIT);
        uv_sleep(1);
    }
    uv_unref((uv_handle_t *)&loop->wake);
    CU_ASSERT_FALSE(async__is_waiting(&async__rep_of(task)->strand.branch));
}

/* Lets closed handles go, and runs nobody. */
static inline void closing_only(void)
{
    uv_ref((uv_handle_t *)&loop->wake);
    uv_run(async_loop_uv(loop), UV_RUN_NOWAIT);
    uv_unref((uv_handle_t *)&loop->wake);
}

static inline void wait_done(async_handle_t task)
{
    for (;;) {
        async__loop_run_ready(loop, async_context());
        if (async_done(task)) return;
        async__loop_turn(loop, async_context(), true);
    }
}

/* Ends the task's life: its status. */
static inline int end_of(async_handle_t task)
{
    int status;
    wait_done(task);
    status = async_status(task);
    async_release(task);
    return status;
}

/* The result of a task that ended with status 0. */
static inline ssize_t value_of(ssize_t *task)
{
    ssize_t value;
    wait_done(task);
    CU_ASSERT_EQUAL(async_status(task), 0);
    value = *task;
    async_release(task);
    return value;
}

static inline int code_of(int *task)
{
    int code;
    wait_done(task);
    CU_ASSERT_EQUAL(async_status(task), 0);
    code = *task;
    async_release(task);
    return code;
}

/* A connected pair of TCP streams. */
static inline void open_pair(async_stream_t **a, async_stream_t **b)
{
    async_listener_t *listener;
    int *accepted, *connected;

    CU_ASSERT_EQUAL_FATAL(async_tcp_listen("127.0.0.1", 0, 8, &listener), 0);
    accepted = async_spawn(async_accept(listener, a));
    connected = async_spawn(async_tcp_connect("127.0.0.1", async_listener_port(listener), b));
    CU_ASSERT_EQUAL_FATAL(code_of(connected), 0);
    CU_ASSERT_EQUAL_FATAL(code_of(accepted), 0);
    async_close(listener);
}

static inline void send_text(async_stream_t *stream, const char *text)
{
    CU_ASSERT_EQUAL(code_of(async_spawn(async_write(stream, text, strlen(text)))), 0);
}

/* Reads what is there and compares. */
static inline void expect_text(async_stream_t *stream, const char *text)
{
    char buf[256] = { 0 };
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(stream, buf, sizeof buf - 1))),
                    (ssize_t)strlen(text));
    CU_ASSERT_STRING_EQUAL(buf, text);
}

/* Runs the tests of a file, each on a loop of its own. */
typedef struct net_test {
    const char *name;
    void (*run)(void);
} net_test_t;

static inline int run_tests(const char *suite_name, const net_test_t *tests, size_t count)
{
    CU_pSuite suite;
    unsigned failed;

    if (CU_initialize_registry() != CUE_SUCCESS) return 2;
    suite = CU_add_suite_with_setup_and_teardown(suite_name, NULL, NULL, open_loop, close_loop);
    for (size_t i = 0; i < count; i++)
        if (!CU_add_test(suite, tests[i].name, tests[i].run)) return 2;
    CU_basic_set_mode(CU_BRM_VERBOSE);
    CU_basic_run_tests();
    failed = CU_get_number_of_failures();
    CU_cleanup_registry();
    return failed != 0;
}

#define RUN_TESTS(suite, tests) run_tests(suite, tests, sizeof(tests) / sizeof *(tests))

#endif
