/*
 * Streams: reading, writing, what ends them, what a cancellation before, during and after leaves.
 * Each test is a row of the tables in docs/io.md, or a fault.
 */
#include "net_fixture.h"

#include <sys/socket.h>

static async_stream_t *a, *b;
static char buf[256];

static void close_pair(void)
{
    async_close(a);
    async_close(b);
}

/* ------------------------------------------------------------------ reading */

static void test_read_waits_and_ends(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    task = async_spawn(async_read(a, buf, sizeof buf));
    settle();
    CU_ASSERT_FALSE(async_done(task));
    send_text(b, "hello");
    CU_ASSERT_EQUAL(value_of(task), 5);
    CU_ASSERT_NSTRING_EQUAL(buf, "hello", 5);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(a, buf, 0))), 0);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_shutdown(b))), 0);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(a, buf, 5))), 0);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(a, buf, 5))), 0);
    send_text(a, "still open this way");
    expect_text(b, "still open this way");
    close_pair();
}

static void test_read_exactly(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    send_text(b, "abcdefgh");
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_exactly(a, buf, 3))), 3);
    CU_ASSERT_NSTRING_EQUAL(buf, "abc", 3);
    task = async_spawn(async_read_exactly(a, buf, 7));
    settle_ms(3);
    CU_ASSERT_FALSE(async_done(task));
    send_text(b, "ijKL");
    CU_ASSERT_EQUAL(value_of(task), 7);
    CU_ASSERT_NSTRING_EQUAL(buf, "defghij", 7);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_shutdown(b))), 0);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_exactly(a, buf, 3))), ASYNC_EOF);
    expect_text(a, "KL");
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_exactly(a, buf, 3))), ASYNC_EOF);
    close_pair();
}

static void test_read_until(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    send_text(b, "one\ntwo\nthr");
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_until(a, buf, sizeof buf, '\n'))), 4);
    CU_ASSERT_NSTRING_EQUAL(buf, "one\n", 4);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_until(a, buf, sizeof buf, '\n'))), 4);
    task = async_spawn(async_read_until(a, buf, sizeof buf, '\n'));
    settle_ms(3);
    CU_ASSERT_FALSE(async_done(task));
    send_text(b, "ee\na line too long\nend");
    CU_ASSERT_EQUAL(value_of(task), 6);
    CU_ASSERT_NSTRING_EQUAL(buf, "three\n", 6);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_until(a, buf, 8, '\n'))), ASYNC_ENOBUFS);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_until(a, buf, 16, '\n'))), 16);
    CU_ASSERT_NSTRING_EQUAL(buf, "a line too long\n", 16);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_shutdown(b))), 0);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_until(a, buf, sizeof buf, '\n'))), 3);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_until(a, buf, sizeof buf, '\n'))), 0);
    close_pair();
}

/* A buffer of 2 KiB or more is filled directly; what is behind the delimiter goes back. */
static void test_read_direct(void)
{
    static char large[8192];
    ssize_t *task;

    open_pair(&a, &b);
    task = async_spawn(async_read_until(a, large, sizeof large, '\n'));
    send_text(b, "first\nsecond");
    CU_ASSERT_EQUAL(value_of(task), 6);
    task = async_spawn(async_read_exactly(a, large, sizeof large));
    settle_ms(2);
    memset(large + 100, 'x', sizeof large - 100);
    send_text(b, " and third");
    settle_ms(2);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    expect_text(a, "second and third");
    close_pair();
}

static void test_one_reader_one_writer(void)
{
    static char large[4 << 20];
    ssize_t *reader;
    int *writer;

    open_pair(&a, &b);
    reader = async_spawn(async_read(a, buf, sizeof buf));
    settle();
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_exactly(a, buf, 1))), ASYNC_EBUSY);
    send_text(b, "x");
    CU_ASSERT_EQUAL(value_of(reader), 1);
    writer = async_spawn(async_write(a, large, sizeof large));
    settle();
    CU_ASSERT_FALSE(async_done(writer));
    CU_ASSERT_EQUAL(code_of(async_spawn(async_write(a, buf, 1))), ASYNC_EBUSY);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_shutdown(a))), ASYNC_EBUSY);
    for (size_t got = 0; got < sizeof large;)
        got += (size_t)value_of(async_spawn(async_read(b, large, sizeof large)));
    CU_ASSERT_EQUAL(code_of(writer), 0);
    close_pair();
}

/* ------------------------------------------------------------------ back pressure */

enum { TOTAL = 8 << 20 };

static unsigned char pattern(size_t i)
{
    return (unsigned char)(i * 7 + i / 251);
}

static void transfer(size_t piece, int pause)
{
    unsigned char *out = malloc(TOTAL), *in = malloc(piece);
    size_t got = 0, wrong = 0;
    int *writer;

    for (size_t i = 0; i < TOTAL; i++) out[i] = pattern(i);
    open_pair(&a, &b);
    writer = async_spawn(async_write(a, out, TOTAL));
    settle_ms(pause);
    CU_ASSERT_FALSE(async_done(writer));
    while (got < TOTAL) {
        ssize_t n = value_of(async_spawn(async_read(b, in, piece)));
        if (n <= 0) break;
        for (ssize_t i = 0; i < n; i++) wrong += in[i] != pattern(got + (size_t)i);
        got += (size_t)n;
        if (got < 100000) settle_ms(pause);
    }
    CU_ASSERT_EQUAL(got, TOTAL);
    CU_ASSERT_EQUAL(wrong, 0);
    CU_ASSERT_EQUAL(code_of(writer), 0);
    close_pair();
    free(out);
    free(in);
}

static void test_transfer(void)
{
    transfer(65536, 2);
}

static void test_transfer_small_reads(void)
{
    transfer(1500, 1);
}

/* A stream that nobody reads takes at most one spill from the system. */
static void test_absent_reader(void)
{
    static char large[8 << 20];
    ssize_t *reader;
    int *writer;

    open_pair(&a, &b);
    reader = async_spawn(async_read(b, buf, 1));
    settle();
    writer = async_spawn(async_write(a, large, sizeof large));
    CU_ASSERT_EQUAL(value_of(reader), 1);
    settle_ms(20);
    CU_ASSERT_FALSE(async_done(writer));
    CU_ASSERT_FALSE(uv_is_active((uv_handle_t *)async_stream_uv(b)));
    close_pair();
    CU_ASSERT_EQUAL(code_of(writer), ASYNC_ECANCELED);
}

static void test_writev(void)
{
    static char long_piece[3 << 20], got[3 << 20];
    async_buf_t bufs[40];
    size_t total = 0;
    int *writer;

    memset(long_piece, 'L', sizeof long_piece);
    for (int i = 0; i < 40; i++) bufs[i] = (async_buf_t){ "abcdefgh", (size_t)i % 9 };
    bufs[20] = (async_buf_t){ long_piece, sizeof long_piece };
    for (int i = 0; i < 40; i++) total += bufs[i].len;
    open_pair(&a, &b);
    writer = async_spawn(async_writev(a, bufs, 40));
    for (int i = 0; i < 40; i++) {
        if (bufs[i].len == 0) continue;
        CU_ASSERT_EQUAL(value_of(async_spawn(async_read_exactly(b, got, bufs[i].len))),
                        (ssize_t)bufs[i].len);
        CU_ASSERT_EQUAL(memcmp(got, bufs[i].base, bufs[i].len), 0);
    }
    CU_ASSERT_EQUAL(code_of(writer), 0);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_writev(a, bufs, 0))), 0);
    close_pair();
}

/* ------------------------------------------------------------------ cancellation */

static void test_cancel_read(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    task = async_spawn(async_read(a, buf, sizeof buf)); /* before: it never starts */
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_read(a, buf, sizeof buf)); /* during */
    settle();
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_read(a, buf, sizeof buf)); /* after */
    settle();
    send_text(b, "kept");
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    expect_text(a, "kept");
    close_pair();
}

static void test_cancel_read_exactly(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    task = async_spawn(async_read_exactly(a, buf, 10));
    send_text(b, "abc");
    settle_ms(2);
    send_text(b, "def");
    settle_ms(2);
    CU_ASSERT_FALSE(async_done(task));
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_read_exactly(a, buf, 7)); /* after */
    settle();
    send_text(b, "gh");
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    expect_text(a, "abcdefgh");
    close_pair();
}

static void test_cancel_read_until(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    task = async_spawn(async_read_until(a, buf, sizeof buf, '\n'));
    send_text(b, "a partial");
    settle_ms(2);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_read_until(a, buf, sizeof buf, '\n')); /* after */
    settle();
    send_text(b, " line\nrest");
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    expect_text(a, "a partial line\nrest");
    close_pair();
}

/* A read that is cancelled once it is done gives its bytes to the one that waits by then. */
static void test_cancel_read_for_the_next(void)
{
    ssize_t *first, *second;

    open_pair(&a, &b);
    first = async_spawn(async_read(a, buf, 4));
    settle();
    send_text(b, "data");
    io_only(first);
    second = async_spawn(async_read(a, buf + 100, 100));
    async_cancel(first);
    CU_ASSERT_EQUAL(end_of(first), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(value_of(second), 4);
    CU_ASSERT_NSTRING_EQUAL(buf + 100, "data", 4);
    close_pair();
}

/* The buffer of a cancelled write may go with it; what libuv held arrives all the same. */
static void test_cancel_write(void)
{
    char *large = malloc(TOTAL);
    size_t got = 0, wrong = 0;
    int *task;
    ssize_t n;

    for (size_t i = 0; i < TOTAL; i++) large[i] = (char)pattern(i);
    open_pair(&a, &b);
    task = async_spawn(async_write(a, large, TOTAL));
    settle();
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    memset(large, 0, TOTAL);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_write(a, "x", 1))), ASYNC_EPIPE);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_shutdown(a))), ASYNC_EPIPE);
    while (got < TOTAL && (n = value_of(async_spawn(async_read(b, large, TOTAL)))) > 0) {
        for (ssize_t i = 0; i < n; i++) wrong += large[i] != (char)pattern(got + (size_t)i);
        got += (size_t)n;
    }
    CU_ASSERT_EQUAL(got, TOTAL);
    CU_ASSERT_EQUAL(wrong, 0);
    close_pair();
    free(large);
}

static void test_cancel_write_then_close(void)
{
    char *large = calloc(1, TOTAL);
    int *task;

    open_pair(&a, &b);
    task = async_spawn(async_write(a, large, TOTAL));
    settle();
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    free(large);
    close_pair();
}

static void test_cancel_shutdown(void)
{
    int *task;

    open_pair(&a, &b);
    task = async_spawn(async_shutdown(a));
    async__loop_run_ready(loop, async_context());
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(b, buf, sizeof buf))), 0);
    task = async_spawn(async_shutdown(b));
    async__loop_run_ready(loop, async_context());
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    close_pair();
}

/* ------------------------------------------------------------------ closing, faults, time-outs */

static void test_close_while_pending(void)
{
    static char large[TOTAL];
    ssize_t *reader;
    int *writer;

    open_pair(&a, &b);
    reader = async_spawn(async_read_exactly(a, buf, 10));
    writer = async_spawn(async_write(a, large, sizeof large));
    send_text(b, "abc");
    settle_ms(2);
    async_close(a);
    CU_ASSERT_EQUAL(value_of(reader), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(code_of(writer), ASYNC_ECANCELED);
    async_close(b);
    async_close((async_stream_t *)NULL);
}

/* The stream is gone when the cancellation comes, the operation's task has not run yet. */
static void test_close_then_cancel(void)
{
    ssize_t *task;

    open_pair(&a, &b);
    task = async_spawn(async_read(a, buf, sizeof buf));
    settle();
    send_text(b, "lost");
    io_only(task);
    async_close(a);
    closing_only();
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    async_close(b);
}

static void test_peer_resets(void)
{
    struct linger at_once = { 1, 0 };
    static char large[TOTAL];
    ssize_t *reader;
    int *writer;
    uv_os_fd_t fd;

    open_pair(&a, &b);
    reader = async_spawn(async_read(a, buf, sizeof buf));
    writer = async_spawn(async_write(a, large, sizeof large));
    settle();
    CU_ASSERT_EQUAL(uv_fileno((uv_handle_t *)async_stream_uv(b), &fd), 0);
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    async_close(b);
    CU_ASSERT_EQUAL(value_of(reader), ASYNC_ECONNRESET);
    CU_ASSERT_TRUE(code_of(writer) < 0);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(a, buf, 1))), ASYNC_ECONNRESET);
    CU_ASSERT_TRUE(code_of(async_spawn(async_write(a, buf, 1))) < 0);
    async_close(a);
}

static void test_timeouts(void)
{
    static char large[TOTAL];
    ssize_t *task;

    open_pair(&a, &b);
    async_stream_timeout(a, 15);
    task = async_spawn(async_read_exactly(a, buf, 5));
    send_text(b, "abc");
    CU_ASSERT_EQUAL(value_of(task), ASYNC_ETIMEDOUT);
    send_text(b, "de");
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read_exactly(a, buf, 5))), 5);
    CU_ASSERT_NSTRING_EQUAL(buf, "abcde", 5);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_write(a, large, sizeof large))), ASYNC_ETIMEDOUT);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_write(a, buf, 1))), ASYNC_EPIPE);
    async_stream_timeout(b, 5);
    async_stream_timeout(b, 0);
    task = async_spawn(async_read(a, buf, 1));
    settle();
    close_pair(); /* with the timer running */
    CU_ASSERT_EQUAL(value_of(task), ASYNC_ECANCELED);
}

int main(void)
{
    static const net_test_t tests[] = {
        { "read waits, ends", test_read_waits_and_ends },
        { "read_exactly", test_read_exactly },
        { "read_until", test_read_until },
        { "large buffers are filled directly", test_read_direct },
        { "one reader, one writer", test_one_reader_one_writer },
        { "8 MB with back pressure", test_transfer },
        { "8 MB in small reads", test_transfer_small_reads },
        { "absent reader", test_absent_reader },
        { "writev", test_writev },
        { "cancel read", test_cancel_read },
        { "cancel read_exactly", test_cancel_read_exactly },
        { "cancel read_until", test_cancel_read_until },
        { "cancel read, its bytes to the next", test_cancel_read_for_the_next },
        { "cancel write", test_cancel_write },
        { "cancel write, close", test_cancel_write_then_close },
        { "cancel shutdown", test_cancel_shutdown },
        { "close while pending", test_close_while_pending },
        { "close, then cancel", test_close_then_cancel },
        { "peer resets", test_peer_resets },
        { "time-outs", test_timeouts },
    };
    return RUN_TESTS("streams", tests);
}
