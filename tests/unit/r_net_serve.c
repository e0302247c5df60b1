/*
 * Listeners, connections, servers. The echo server and its client are coroutines as asyncc would
 * write them.
 */
#include "net_fixture.h"

#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "operation.h"

static async_listener_t *listener;
static async_stream_t *a, *b;
static char buf[256];

static int open_listener(void)
{
    CU_ASSERT_EQUAL_FATAL(async_tcp_listen("127.0.0.1", 0, 128, &listener), 0);
    return async_listener_port(listener);
}

/* ------------------------------------------------------------------ the echo server */

static int handlers_running, handlers_ended;

struct echo__frame {
    async_frame_t base;
    async_stream_t *stream;
    char buf[512];
    union {
        struct async_read__frame read;
        struct async_write__frame write;
    } child;
};

enum { echo__read = 1, echo__write };

static async_step_t echo__resume(async_frame_t *frame, async_context_t *cx)
{
    struct echo__frame *self = (struct echo__frame *)frame;
    async_step_t step = ASYNC_FINISHED;

    switch (frame->state) {
    case echo__read: goto echo__read;
    case echo__write: goto echo__write;
    }
    handlers_running++;
    for (;;) { /* while ((n = await async_read(stream, buf, sizeof buf)) > 0) */
        if (async_read__start(&self->child.read, cx, self->stream, self->buf, sizeof self->buf) !=
            ASYNC_FINISHED) {
            if (async_suspend(frame, echo__resume, echo__read, &self->child.read.base))
                return ASYNC_SUSPENDED;
        echo__read:
            if (self->child.read.base.status != 0) {
                step = async_raised(frame, self->child.read.base.status);
                break;
            }
        }
        if (self->child.read.result <= 0) break;
        /* if (await async_write(stream, buf, n) < 0) break; */
        size_t n = (size_t)self->child.read.result;
        if (async_write__start(&self->child.write, cx, self->stream, self->buf, n) !=
            ASYNC_FINISHED) {
            if (async_suspend(frame, echo__resume, echo__write, &self->child.write.base))
                return ASYNC_SUSPENDED;
        echo__write:
            if (self->child.write.base.status != 0) {
                step = async_raised(frame, self->child.write.base.status);
                break;
            }
        }
        if (self->child.write.result < 0) break;
    }
    handlers_running--;
    handlers_ended++;
    async_close(self->stream);
    return step;
}

static async_step_t echo__start(struct echo__frame *self, async_context_t *cx,
                                async_stream_t *stream)
{
    self->base.state = 0;
    self->stream = stream;
    return echo__resume(&self->base, cx);
}

static void echo(async_stream_t *stream);
ASYNC__OPERATION_VOID(echo, 1, async_stream_t *, stream)

/* ------------------------------------------------------------------ its client */

enum { CLIENTS = 100, MESSAGES = 50 };

struct client__frame {
    async_frame_t base;
    int result; /* messages that came back right */
    int port;
    int i;
    async_stream_t *stream;
    char sent[64], got[64];
    union {
        struct async_tcp_connect__frame connect;
        struct async_write__frame write;
        struct async_read_exactly__frame read;
    } child;
};

enum { client__connect = 1, client__write, client__read };

static async_step_t client__resume(async_frame_t *frame, async_context_t *cx)
{
    struct client__frame *self = (struct client__frame *)frame;

    switch (frame->state) {
    case client__connect: goto client__connect;
    case client__write: goto client__write;
    case client__read: goto client__read;
    }
    self->result = 0;
    if (async_tcp_connect__start(&self->child.connect, cx, "127.0.0.1", self->port,
                                 &self->stream) != ASYNC_FINISHED) {
        if (async_suspend(frame, client__resume, client__connect, &self->child.connect.base))
            return ASYNC_SUSPENDED;
    client__connect:
        if (self->child.connect.base.status)
            return async_raised(frame, self->child.connect.base.status);
    }
    if (self->child.connect.result < 0) return ASYNC_FINISHED;
    for (self->i = 0; self->i < MESSAGES; self->i++) {
        memset(self->sent, 'A' + (self->port + self->i) % 26, sizeof self->sent);
        if (async_write__start(&self->child.write, cx, self->stream, self->sent,
                               sizeof self->sent) != ASYNC_FINISHED) {
            if (async_suspend(frame, client__resume, client__write, &self->child.write.base))
                return ASYNC_SUSPENDED;
        client__write:;
        }
        if (async_read_exactly__start(&self->child.read, cx, self->stream, self->got,
                                      sizeof self->got) != ASYNC_FINISHED) {
            if (async_suspend(frame, client__resume, client__read, &self->child.read.base))
                return ASYNC_SUSPENDED;
        client__read:;
        }
        self->result += memcmp(self->sent, self->got, sizeof self->got) == 0;
    }
    async_close(self->stream);
    return ASYNC_FINISHED;
}

static async_step_t client__start(struct client__frame *self, async_context_t *cx, int port)
{
    self->base.state = 0;
    self->port = port;
    return client__resume(&self->base, cx);
}

static int client(int port);
ASYNC__OPERATION(int, client, 1, int, port)

/* ------------------------------------------------------------------ serve */

static int *start_server(int *port)
{
    *port = open_listener();
    handlers_running = handlers_ended = 0;
    return async_spawn(async_serve(listener, echo));
}

static void test_serve_echo(void)
{
    int port, *clients[CLIENTS], right = 0;
    int *server = start_server(&port);

    for (int i = 0; i < CLIENTS; i++) clients[i] = async_spawn(client(port));
    for (int i = 0; i < CLIENTS; i++) right += code_of(clients[i]);
    CU_ASSERT_EQUAL(right, CLIENTS * MESSAGES);
    settle_ms(2);
    CU_ASSERT_EQUAL(handlers_running, 0);
    CU_ASSERT_EQUAL(handlers_ended, CLIENTS);
    async_cancel(server);
    CU_ASSERT_EQUAL(end_of(server), ASYNC_ECANCELED);
    async_close(listener);
}

static async_stream_t *connect_to(int port)
{
    async_stream_t *stream = NULL;
    CU_ASSERT_EQUAL_FATAL(code_of(async_spawn(async_tcp_connect("127.0.0.1", port, &stream))), 0);
    return stream;
}

static void test_serve_canceled(void)
{
    int port, *server = start_server(&port);

    a = connect_to(port);
    b = connect_to(port);
    send_text(a, "hi");
    expect_text(a, "hi");
    settle_ms(1);
    CU_ASSERT_EQUAL(handlers_running, 2);
    async_cancel(server);
    CU_ASSERT_EQUAL(end_of(server), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(handlers_running, 0);
    CU_ASSERT_EQUAL(value_of(async_spawn(async_read(a, buf, 1))), 0);
    async_close(a);
    async_close(b);
    server = async_spawn(async_serve(listener, echo)); /* the listener is still good */
    a = connect_to(port);
    send_text(a, "again");
    expect_text(a, "again");
    async_close(a);
    async_cancel(server);
    CU_ASSERT_EQUAL(end_of(server), ASYNC_ECANCELED);
    async_close(listener);
}

/* The handler's task is cancelled before it has started: the server closes the stream. */
static void test_serve_canceled_at_once(void)
{
    int port, *server = start_server(&port);

    settle();
    int *connecting = async_spawn(async_tcp_connect("127.0.0.1", port, &a));
    async__loop_run_ready(loop, async_context());
    io_only(connecting);
    closing_only();
    async_cancel(server);
    CU_ASSERT_EQUAL(end_of(server), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(code_of(connecting), 0);
    CU_ASSERT_EQUAL(handlers_ended, 0);
    async_close(listener);
    CU_ASSERT_TRUE(value_of(async_spawn(async_read(a, buf, 1))) <= 0);
    async_close(a);
}

static void test_serve_closed(void)
{
    int port, *server = start_server(&port);

    a = connect_to(port);
    send_text(a, "x");
    expect_text(a, "x");
    async_close(listener);
    CU_ASSERT_EQUAL(code_of(server), ASYNC_ECANCELED);
    CU_ASSERT_EQUAL(handlers_running, 0);
    async_close(a);
}

static void test_serve_busy(void)
{
    int port, *server = start_server(&port);

    settle();
    CU_ASSERT_EQUAL(code_of(async_spawn(async_serve(listener, echo))), ASYNC_EBUSY);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_accept(listener, &a))), ASYNC_EBUSY);
    async_close(listener);
    CU_ASSERT_EQUAL(code_of(server), ASYNC_ECANCELED);
}

static void test_drain(void)
{
    int port, *server = start_server(&port), *drain;

    a = connect_to(port);
    b = connect_to(port);
    send_text(a, "x");
    expect_text(a, "x");
    drain = async_spawn(async_drain(listener, 30));
    settle();
    CU_ASSERT_EQUAL(code_of(async_spawn(async_drain(listener, 1))), ASYNC_EBUSY);
    async_stream_t *refused = NULL;
    CU_ASSERT_EQUAL(code_of(async_spawn(async_tcp_connect("127.0.0.1", port, &refused))),
                    ASYNC_ECONNREFUSED);
    CU_ASSERT_PTR_NULL(refused);
    send_text(a, "still served");
    expect_text(a, "still served");
    async_close(a);
    CU_ASSERT_FALSE(async_done(drain));
    CU_ASSERT_EQUAL(code_of(drain), 1); /* b did not go by itself */
    CU_ASSERT_EQUAL(code_of(server), 0);
    async_close(b);
    async_close(listener);
}

static void test_drain_canceled(void)
{
    int port, *server = start_server(&port), *drain;

    a = connect_to(port);
    send_text(a, "x");
    expect_text(a, "x");
    drain = async_spawn(async_drain(listener, 1000));
    settle();
    async_cancel(drain);
    CU_ASSERT_EQUAL(end_of(drain), ASYNC_ECANCELED);
    CU_ASSERT_FALSE(async_done(server));
    async_close(listener);
    CU_ASSERT_EQUAL(code_of(server), ASYNC_ECANCELED);
    async_close(a);
}

/* No descriptors are left for a while: the server sheds connections, and goes on afterwards. */
static void test_serve_emfile(void)
{
    struct rlimit before, tight;
    int port, *server = start_server(&port), fds[64], n = 0;

    a = connect_to(port);
    send_text(a, "x");
    expect_text(a, "x");
    CU_ASSERT_EQUAL(getrlimit(RLIMIT_NOFILE, &before), 0);
    tight = before;
    tight.rlim_cur = 40;
    CU_ASSERT_EQUAL(setrlimit(RLIMIT_NOFILE, &tight), 0);
    while (n < 64 && (fds[n] = dup(0)) >= 0) n++;
    if (n) close(fds[--n]); /* for the client's end */
    b = connect_to(port);
    CU_ASSERT_TRUE(value_of(async_spawn(async_read(b, buf, 1))) <= 0);
    async_close(b);
    while (n) close(fds[--n]);
    CU_ASSERT_EQUAL(setrlimit(RLIMIT_NOFILE, &before), 0);
    send_text(a, "old");
    expect_text(a, "old");
    async_close(a);
    CU_ASSERT_EQUAL(code_of(async_spawn(client(port))), MESSAGES);
    async_close(listener);
    CU_ASSERT_EQUAL(code_of(server), ASYNC_ECANCELED);
}

/* ------------------------------------------------------------------ accept and connect */

static void test_accept(void)
{
    int port = open_listener();
    int *task = async_spawn(async_accept(listener, &a));

    settle();
    async_cancel(task); /* during: the next connection is for the next one */
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    b = connect_to(port);
    settle_ms(2);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_accept(listener, &a))), 0);
    async_close(b);
    async_close(a);
    task = async_spawn(async_accept(listener, &a)); /* after: the connection is closed */
    settle();
    int *connecting = async_spawn(async_tcp_connect("127.0.0.1", port, &b));
    async__loop_run_ready(loop, async_context());
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    CU_ASSERT_PTR_NULL(a);
    CU_ASSERT_EQUAL(code_of(connecting), 0);
    CU_ASSERT_TRUE(value_of(async_spawn(async_read(b, buf, 1))) <= 0);
    async_close(b);
    task = async_spawn(async_accept(listener, &a));
    settle();
    async_close(listener);
    CU_ASSERT_EQUAL(code_of(task), ASYNC_ECANCELED);
}

static void test_connect_refused(void)
{
    int port = open_listener();

    a = NULL;
    async_close(listener);
    settle();
    CU_ASSERT_EQUAL(code_of(async_spawn(async_tcp_connect("127.0.0.1", port, &a))),
                    ASYNC_ECONNREFUSED);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_tcp_connect("localhost", port, &a))),
                    ASYNC_ECONNREFUSED);
    CU_ASSERT_TRUE(code_of(async_spawn(async_tcp_connect("no such host.invalid", 80, &a))) < 0);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_tcp_connect("127.0.0.1", 65536, &a))), ASYNC_EINVAL);
    CU_ASSERT_PTR_NULL(a);
}

static void test_connect_by_name(void)
{
    CU_ASSERT_EQUAL_FATAL(async_tcp_listen("localhost", 0, 8, &listener), 0);
    int *accepted = async_spawn(async_accept(listener, &a));
    int port = async_listener_port(listener);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_tcp_connect("localhost", port, &b))), 0);
    CU_ASSERT_EQUAL(code_of(accepted), 0);
    send_text(a, "named");
    expect_text(b, "named");
    async_close(a);
    async_close(b);
    async_close(listener);
    CU_ASSERT_EQUAL(async_tcp_listen(NULL, port, 8, &listener), 0);
    async_listener_t *other;
    CU_ASSERT_EQUAL(async_tcp_listen(NULL, port, 8, &other), ASYNC_EADDRINUSE);
    async_close(listener);
}

static void test_cancel_connect(void)
{
    int port = open_listener();
    int *task = async_spawn(async_tcp_connect("127.0.0.1", port, &a));

    a = NULL;
    async__loop_run_ready(loop, async_context()); /* during the connection */
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_tcp_connect("localhost", port, &a));
    async__loop_run_ready(loop, async_context()); /* during the look-up */
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    task = async_spawn(async_tcp_connect("127.0.0.1", port, &a));
    async__loop_run_ready(loop, async_context());
    io_only(task); /* after */
    CU_ASSERT_PTR_NOT_NULL(a);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    CU_ASSERT_PTR_NULL(a);
    async_close(listener);
}

static void test_shared_port(void)
{
    async_listener_t *other;

    CU_ASSERT_EQUAL_FATAL(async_tcp_listen_shared("127.0.0.1", 0, 8, &listener), 0);
    int port = async_listener_port(listener);
    CU_ASSERT_EQUAL_FATAL(async_tcp_listen_shared("127.0.0.1", port, 8, &other), 0);
    async_close(other);
    async_close(listener);
}

int main(void)
{
    static const net_test_t tests[] = {
        { "serve echo to many", test_serve_echo },
        { "serve cancelled", test_serve_canceled },
        { "serve cancelled before the handler", test_serve_canceled_at_once },
        { "serve, listener closed", test_serve_closed },
        { "serve busy", test_serve_busy },
        { "drain", test_drain },
        { "drain cancelled", test_drain_canceled },
        { "serve without descriptors", test_serve_emfile },
        { "accept", test_accept },
        { "connect refused", test_connect_refused },
        { "connect by name", test_connect_by_name },
        { "cancel connect", test_cancel_connect },
        { "shared port", test_shared_port },
    };
    return RUN_TESTS("servers", tests);
}
