/*
 * Step 3: main too. Nothing of libuv is left in the text; Ctrl-C now unwinds the sessions.
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <string.h>

enum { LINE = 256, IDLE = 500 };

static async_listener_t *listener;

static void reverse(char *text, size_t len)
{
    for (size_t i = 0; i < len / 2; i++) {
        char c = text[i];
        text[i] = text[len - 1 - i];
        text[len - 1 - i] = c;
    }
}

static async void stop(void)
{
    await async_drain(listener, 1000);
}

static async void serve(async_stream_t *stream)
{
    char line[LINE], answer[LINE + 16];
    ssize_t n;

    defer async_close(stream);
    async_stream_timeout(stream, IDLE);
    for (int answered = 1;; answered++) {
        n = await async_read_until(stream, line, sizeof line, '\n');
        if (n == ASYNC_ETIMEDOUT) await async_write(stream, "too slow\n", 9);
        if (n <= 0) return;
        line[n - 1] = '\0';
        if (strcmp(line, "stop") == 0) async_detach(stop());
        if (strcmp(line, "stop") == 0 || strcmp(line, "quit") == 0) return;
        reverse(line, strlen(line));
        int len = snprintf(answer, sizeof answer, "%d %s\n", answered, line);
        if (await async_write(stream, answer, (size_t)len) < 0) return;
    }
}

async int main(void)
{
    if (async_tcp_listen("127.0.0.1", 0, 16, &listener) < 0) return 1;
    defer async_close(listener);
    printf("%d\n", async_listener_port(listener));
    fflush(stdout);
    return await async_serve(listener, serve);
}
