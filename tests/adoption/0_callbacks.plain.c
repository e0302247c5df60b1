/*
 * A server of libuv callbacks: a line in, the line reversed and numbered out; "quit" ends the
 * session, "stop" the server. A session that says nothing for 500 ms is told so and closed.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>

enum { LINE = 256, IDLE = 500 };

typedef struct session {
    uv_tcp_t tcp;
    uv_timer_t idle;
    uv_shutdown_t shutdown;
    char line[LINE];
    size_t len;   /* bytes of the line that have come */
    int answered;
    int open;     /* handles that are not closed */
    int ending;
} session_t;

typedef struct answer {
    uv_write_t request;
    char text[LINE + 16];
} answer_t;

static uv_tcp_t listener;

/* ------------------------------------------------------------------ the end of a session */

static void on_closed(uv_handle_t *handle)
{
    session_t *session = handle->data;
    if (--session->open == 0) free(session);
}

static void on_shutdown(uv_shutdown_t *request, int status)
{
    session_t *session = request->handle->data;

    (void)status;
    uv_close((uv_handle_t *)&session->tcp, on_closed);
}

/* What was written is sent before the session closes. */
static void end_session(session_t *session)
{
    if (session->ending) return;
    session->ending = 1;
    uv_read_stop((uv_stream_t *)&session->tcp);
    uv_close((uv_handle_t *)&session->idle, on_closed);
    if (uv_shutdown(&session->shutdown, (uv_stream_t *)&session->tcp, on_shutdown) < 0)
        uv_close((uv_handle_t *)&session->tcp, on_closed);
}

/* ------------------------------------------------------------------ answers */

static void on_written(uv_write_t *request, int status)
{
    session_t *session = request->handle->data;

    free(request->data);
    if (status < 0) end_session(session);
}

static void send_text(session_t *session, answer_t *answer)
{
    uv_buf_t buf = uv_buf_init(answer->text, (unsigned)strlen(answer->text));

    answer->request.data = answer;
    if (uv_write(&answer->request, (uv_stream_t *)&session->tcp, &buf, 1, on_written) < 0) {
        free(answer);
        end_session(session);
    }
}

static void reverse(char *text, size_t len)
{
    for (size_t i = 0; i < len / 2; i++) {
        char c = text[i];
        text[i] = text[len - 1 - i];
        text[len - 1 - i] = c;
    }
}

static void answer_line(session_t *session, char *line)
{
    answer_t *answer;

    if (strcmp(line, "stop") == 0 && !uv_is_closing((uv_handle_t *)&listener))
        uv_close((uv_handle_t *)&listener, NULL);
    if (strcmp(line, "stop") == 0 || strcmp(line, "quit") == 0) {
        end_session(session);
        return;
    }
    answer = malloc(sizeof *answer);
    reverse(line, strlen(line));
    snprintf(answer->text, sizeof answer->text, "%d %s\n", ++session->answered, line);
    send_text(session, answer);
}

/* ------------------------------------------------------------------ input */

static void on_idle(uv_timer_t *timer)
{
    session_t *session = timer->data;
    answer_t *answer = malloc(sizeof *answer);

    snprintf(answer->text, sizeof answer->text, "too slow\n");
    send_text(session, answer);
    end_session(session);
}

static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    session_t *session = handle->data;

    (void)suggested;
    *buf = uv_buf_init(session->line + session->len, (unsigned)(LINE - session->len));
}

static void on_data(uv_stream_t *stream, ssize_t n, const uv_buf_t *buf)
{
    session_t *session = stream->data;
    char *end;

    (void)buf;
    if (n < 0) {
        end_session(session);
        return;
    }
    session->len += (size_t)n;
    uv_timer_again(&session->idle);
    while (!session->ending && (end = memchr(session->line, '\n', session->len))) {
        size_t used = (size_t)(end - session->line) + 1;
        *end = '\0';
        answer_line(session, session->line);
        memmove(session->line, session->line + used, session->len - used);
        session->len -= used;
    }
    if (session->len == LINE) end_session(session);
}

/* ------------------------------------------------------------------ sessions, and the server */

static void on_connection(uv_stream_t *server, int status)
{
    session_t *session;

    if (status < 0) return;
    session = calloc(1, sizeof *session);
    session->open = 2;
    session->tcp.data = session->idle.data = session;
    uv_tcp_init(server->loop, &session->tcp);
    uv_timer_init(server->loop, &session->idle);
    uv_timer_start(&session->idle, on_idle, IDLE, IDLE);
    if (uv_accept(server, (uv_stream_t *)&session->tcp) < 0) end_session(session);
    else uv_read_start((uv_stream_t *)&session->tcp, on_room, on_data);
}

int main(void)
{
    uv_loop_t *loop = uv_default_loop();
    struct sockaddr_in address;
    int size = sizeof address;

    uv_ip4_addr("127.0.0.1", 0, &address);
    uv_tcp_init(loop, &listener);
    uv_tcp_bind(&listener, (const struct sockaddr *)&address, 0);
    if (uv_listen((uv_stream_t *)&listener, 16, on_connection) < 0) return 1;
    uv_tcp_getsockname(&listener, (struct sockaddr *)&address, &size);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    uv_run(loop, UV_RUN_DEFAULT);
    return uv_loop_close(loop) < 0;
}
