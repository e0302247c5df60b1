/*
 * A chat server: every line that somebody says goes to everybody else. Each member has a queue of
 * lines to be sent and a task that sends them; who lets 20 lines pile up is too slow, and dropped.
 *
 *   chat PORT      (then: nc localhost PORT)      without an argument it talks to itself
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MEMBERS = 32, PILE = 20, LINE = 4096 };

typedef struct member {
    async_stream_t *stream;
    async_queue(char *) lines; /* each malloc'ed */
    char name[32];
    async_event_t dropped;
} member_t;

static member_t *members[MEMBERS];

/* ------------------------------------------------------------------ the server */

static void tell_others(const member_t *speaker, const char *text);

static void drop(member_t *member)
{
    char text[64];

    async_event_set(&member->dropped);
    snprintf(text, sizeof text, "* %s was too slow, and is out\n", member->name);
    tell_others(member, text);
}

static void tell(member_t *member, const char *text)
{
    if (async_event_is_set(&member->dropped)) return;
    char *line = strdup(text);
    if (async_try_put(member->lines, line)) return;
    free(line);
    drop(member);
}

static void tell_others(const member_t *speaker, const char *text)
{
    for (int i = 0; i < MEMBERS; i++)
        if (members[i] && members[i] != speaker) tell(members[i], text);
}

static async void send_lines(member_t *member)
{
    for (;;) {
        char *line = await async_get(member->lines);
        defer free(line);
        if (await async_write(member->stream, line, strlen(line)) < 0) return;
    }
}

/* The first line is the member's name. */
static async void hear_lines(member_t *member)
{
    char line[LINE], said[LINE + 64];
    ssize_t n = await async_read_until(member->stream, line, sizeof line, '\n');

    if (n <= 1) return;
    snprintf(member->name, sizeof member->name, "%.*s", (int)n - 1, line);
    snprintf(said, sizeof said, "* %s is here\n", member->name);
    tell_others(member, said);
    while ((n = await async_read_until(member->stream, line, sizeof line, '\n')) > 0) {
        snprintf(said, sizeof said, "%s: %.*s", member->name, (int)n, line);
        tell_others(member, said);
    }
    snprintf(said, sizeof said, "* %s has left\n", member->name);
    tell_others(member, said);
}

static void leave(int seat)
{
    member_t *member = members[seat];
    char *line;

    members[seat] = NULL;
    while (async_try_get(member->lines, &line)) free(line);
    async_queue_free(member->lines);
}

static async void serve_member(async_stream_t *stream)
{
    int seat = 0;

    defer async_close(stream);
    while (seat < MEMBERS && members[seat]) seat++;
    if (seat == MEMBERS) return;
    member_t member = { .stream = stream, .lines = async_queue_new(char *, PILE), .name = "?" };
    members[seat] = &member;
    defer leave(seat);

    await async_race(send_lines(&member), hear_lines(&member), async_event_wait(&member.dropped));
}

/* ------------------------------------------------------------------ talking to itself */

static async void say(async_stream_t *stream, const char *line)
{
    await async_write(stream, line, strlen(line));
}

static async void hear(const char *name, async_stream_t *stream)
{
    char line[LINE];
    ssize_t n = async_check(await async_read_until(stream, line, sizeof line, '\n'));

    printf("%s hears: %.*s", name, (int)n, line);
}

static async async_stream_t *join(int port, const char *name)
{
    async_stream_t *stream;

    async_check(await async_tcp_connect("127.0.0.1", port, &stream));
    await say(stream, name);
    await async_sleep(20);
    return stream;
}

/* Talks and talks, and listens to nobody. */
static async void flood(async_stream_t *stream)
{
    char line[LINE];

    memset(line, 'x', sizeof line);
    line[LINE - 1] = '\n';
    for (;;) await async_write(stream, line, sizeof line);
}

async int main(int argc, char **argv)
{
    async_listener_t *listener;

    async_check(async_tcp_listen(NULL, argc > 1 ? atoi(argv[1]) : 0, 64, &listener));
    defer async_close(listener);
    if (argc > 1) return await async_serve(listener, serve_member);
    async_task(int) server = async_spawn(async_serve(listener, serve_member));
    int port = async_listener_port(listener);

    async_stream_t *ann = await join(port, "Ann\n");
    async_stream_t *bob = await join(port, "Bob\n");
    await hear("Ann", ann);
    await say(bob, "hello\n");
    await hear("Ann", ann);
    await say(ann, "hello, Bob\n");
    await hear("Bob", bob);
    async_close(bob);
    await hear("Ann", ann);

    async_stream_t *carl = await join(port, "Carl\n");
    await hear("Ann", ann);
    await async_race(flood(ann), hear("Ann", ann));
    async_close(carl);
    async_close(ann);
    async_cancel(server);
    await async_try(async_join(server));
    return 0;
}
