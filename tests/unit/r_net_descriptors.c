/*
 * Pipes, descriptors of the program's own, readiness, names.
 */
#include "net_fixture.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

static async_listener_t *listener;
static async_stream_t *a, *b;
static char buf[256];

/* ------------------------------------------------------------------ pipes and descriptors */

static void test_pipes(void)
{
    char path[64];

    snprintf(path, sizeof path, "/tmp/r_net_%d.sock", (int)getpid());
    CU_ASSERT_EQUAL(code_of(async_spawn(async_pipe_connect(path, &a))), ASYNC_ENOENT);
    CU_ASSERT_EQUAL_FATAL(async_pipe_listen(path, 8, &listener), 0);
    CU_ASSERT_TRUE(async_listener_port(listener) < 0);
    int *accepted = async_spawn(async_accept(listener, &a));
    CU_ASSERT_EQUAL(code_of(async_spawn(async_pipe_connect(path, &b))), 0);
    CU_ASSERT_EQUAL(code_of(accepted), 0);
    send_text(a, "through a pipe");
    expect_text(b, "through a pipe");
    async_close(a);
    async_close(b);
    async_close(listener);
    settle();
    CU_ASSERT_EQUAL(access(path, F_OK), -1);
}

static void test_from_fd(void)
{
    FILE *regular = tmpfile();
    int fds[2], file = fileno(regular);

    CU_ASSERT_EQUAL(socketpair(AF_UNIX, SOCK_STREAM, 0, fds), 0);
    CU_ASSERT_EQUAL(async_stream_from_fd(fds[0], &a), 0);
    CU_ASSERT_EQUAL(write(fds[1], "abc", 3), 3);
    expect_text(a, "abc");
    async_close(a);
    close(fds[1]);
    CU_ASSERT_EQUAL(pipe(fds), 0);
    CU_ASSERT_EQUAL(async_stream_from_fd(fds[0], &a), 0);
    CU_ASSERT_EQUAL(async_stream_from_fd(fds[1], &b), 0);
    send_text(b, "pipe");
    expect_text(a, "pipe");
    CU_ASSERT_TRUE(code_of(async_spawn(async_write(a, "x", 1))) < 0);
    async_close(b);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(a, buf, 1))), 0);
    async_close(a);
    CU_ASSERT_EQUAL(async_stream_from_fd(file, &a), ASYNC_EINVAL);
    CU_ASSERT_EQUAL(async_tty_open(file, &a), ASYNC_EINVAL);
    fclose(regular);
}

static void test_poll(void)
{
    int fds[2], *task, *again;

    CU_ASSERT_EQUAL(pipe(fds), 0);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_poll(fds[1], ASYNC_WRITABLE))), ASYNC_WRITABLE);
    task = async_spawn(async_poll(fds[0], ASYNC_READABLE));
    again = async_spawn(async_poll(fds[0], ASYNC_READABLE));
    CU_ASSERT_EQUAL(code_of(again), ASYNC_EBUSY);
    CU_ASSERT_FALSE(async_done(task));
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_poll(fds[0], ASYNC_READABLE));
    settle();
    CU_ASSERT_EQUAL(write(fds[1], "x", 1), 1);
    CU_ASSERT_EQUAL(code_of(task), ASYNC_READABLE);
    task = async_spawn(async_poll(fds[0], ASYNC_READABLE));
    async__loop_run_ready(loop, async_context());
    io_only(task); /* after */
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_poll(fds[0], 0))), ASYNC_EINVAL);
    CU_ASSERT_TRUE(code_of(async_spawn(async_poll(-1, ASYNC_READABLE))) < 0);
    close(fds[0]);
    close(fds[1]);
}

static void test_getaddrinfo(void)
{
    struct addrinfo hints = { .ai_family = AF_INET, .ai_socktype = SOCK_STREAM }, *list = NULL;
    int *task;

    CU_ASSERT_EQUAL(code_of(async_spawn(async_getaddrinfo("localhost", "80", &hints, &list))), 0);
    CU_ASSERT_PTR_NOT_NULL_FATAL(list);
    CU_ASSERT_EQUAL(list->ai_family, AF_INET);
    async_freeaddrinfo(list);
    list = NULL;
    CU_ASSERT_TRUE(code_of(async_spawn(async_getaddrinfo("no such.invalid", NULL, NULL, &list))) <
                   0);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_getaddrinfo(NULL, NULL, NULL, &list))),
                    ASYNC_EINVAL);
    task = async_spawn(async_getaddrinfo("localhost", NULL, NULL, &list));
    async__loop_run_ready(loop, async_context());
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    CU_ASSERT_PTR_NULL(list);
    task = async_spawn(async_getaddrinfo("localhost", NULL, NULL, &list));
    async__loop_run_ready(loop, async_context());
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    CU_ASSERT_PTR_NULL(list);
}

int main(void)
{
    static const net_test_t tests[] = {
        { "pipes", test_pipes },
        { "descriptors", test_from_fd },
        { "poll", test_poll },
        { "getaddrinfo", test_getaddrinfo },
    };
    return RUN_TESTS("descriptors", tests);
}
