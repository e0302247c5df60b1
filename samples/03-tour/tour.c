/*
 * A tour of asyncc in four stops: tasks, generators, gather, and sockets. Everything runs in one
 * thread, and every line is printed when it happens.
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* 1: while one task waits, others go on. */

static async int cook(const char *dish, int minutes)
{
    printf("  %s: into the pan\n", dish);
    await async_sleep(minutes * 10);
    printf("  %s: done after %d minutes\n", dish, minutes);
    return minutes;
}

static async void tasks(void)
{
    printf("1. Tasks: two dishes, one cook\n");
    async_task(int) rice = async_spawn(cook("rice", 8));
    async_task(int) fish = async_spawn(cook("fish", 4));
    printf("  both are ordered, neither has begun\n");
    int minutes = await async_join(rice) + await async_join(fish);
    printf("  %d minutes of cooking in all\n", minutes);
}

/* 2: a generator yields values, is sent values, and keeps its place in between. */

static generator(double) void heights(void) { yield 1.5; yield 2.0; yield 1.0; }

static generator(double) void average(void)
{
    double sum = 0, mean = 0;

    for (int n = 1;; n++) {
        sum += (yield mean);
        mean = sum / n;
    }
}

static void generators(void)
{
    printf("2. Generators: values out, and values in\n");
    async_gen(double) mean = async_iter(average());
    async_next(mean);
    async_for (double height, heights()) {
        async_send(mean, height);
        printf("  %.2f in, average %.2f out\n", height, *mean);
    }
    async_close(mean);
}

/* 3: gather starts several things, and goes on when all are done. */

static async size_t fetch(const char *page, int ms)
{
    await async_sleep(ms);
    printf("  %s is here\n", page);
    return strlen(page);
}

static async void gather(void)
{
    size_t news, weather, sports;

    printf("3. Gather: three pages at once\n");
    await async_gather(news = fetch("news", 60),
                       weather = fetch("weather", 20),
                       sports = fetch("sports", 40));
    printf("  %zu, %zu and %zu letters\n", news, weather, sports);
}

/* 4: a server and its client talk; each is written from top to bottom. */

static async void answer(async_listener_t *listener)
{
    async_stream_t *client;
    char line[64];
    ssize_t n;

    if (await async_accept(listener, &client) < 0) return;
    defer async_close(client);
    while ((n = await async_read_until(client, line, sizeof line, '\n')) > 0) {
        printf("  server: got %.*s\n", (int)n - 1, line);
        for (ssize_t i = 0; i < n; i++) line[i] = (char)toupper((unsigned char)line[i]);
        if (await async_write(client, line, n) < 0) return;
    }
    printf("  server: the client has left\n");
}

static async void ask(int port, const char *question)
{
    async_stream_t *server;
    char line[64];

    if (await async_tcp_connect("127.0.0.1", port, &server) < 0) return;
    defer async_close(server);
    await async_write(server, question, strlen(question));
    ssize_t n = await async_read_until(server, line, sizeof line, '\n');
    if (n > 0) printf("  client: the answer is %.*s\n", (int)n - 1, line);
}

async int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    await tasks();
    generators();
    await gather();

    async_listener_t *listener;
    printf("4. Sockets: a server and its client\n");
    if (async_tcp_listen("127.0.0.1", 0, 8, &listener) < 0) return 1;
    await async_gather(answer(listener), ask(async_listener_port(listener), "hello\n"));
    async_close(listener);
    return 0;
}
