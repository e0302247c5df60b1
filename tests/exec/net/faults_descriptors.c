/* no descriptors left while accepting: the server goes on when some come back */
// valgrind: it does not keep to a limit of descriptors
#include <asyncc.h>
#include <asyncc/net.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

static int held[256], count, answering;

/* Takes all descriptors but `spare`. */
static void take_descriptors(int spare)
{
    struct rlimit limit = { 64, 64 };

    setrlimit(RLIMIT_NOFILE, &limit);
    while (count < 256 && (held[count] = open("/dev/null", O_RDONLY)) >= 0) count++;
    for (int i = 0; i < spare && count > 0; i++) close(held[--count]);
}

static void give_back(void)
{
    while (count > 0) close(held[--count]);
}

static async void answer(async_stream_t *s)
{
    char byte;

    answering++;
    defer answering--;
    defer async_close(s);
    while (await async_read(s, &byte, 1) == 1)
        if (await async_write(s, &byte, 1) < 0) return;
}

/* 1: was answered; 0: was dropped; otherwise a code. */
static async int ask(int port)
{
    async_stream_t *s;
    char byte = '?';
    int rc = await async_tcp_connect("127.0.0.1", port, &s);

    if (rc < 0) return rc;
    defer async_close(s);
    async_stream_timeout(s, 2000);
    if (await async_write(s, "!", 1) < 0) return 0;
    return await async_read(s, &byte, 1) == 1 ? byte == '!' : 0;
}

async int main(void)
{
    async_listener_t *l;
    async_stream_t *s = NULL;

    if (async_tcp_listen("127.0.0.1", 0, 16, &l) < 0) return 1;
    int port = async_listener_port(l);
    async_task(int) server = async_spawn(async_serve(l, answer));
    printf("%d\n", await ask(port));                            // expect: 1

    while (answering) await async_sleep(1); /* both ends are closed */
    take_descriptors(1);   /* for the client's end; none is left for the server's */
    printf("%d\n", await ask(port));                            // expect: 0
    take_descriptors(0);
    printf("%s\n", async_status_name(await ask(port)));         // expect: EMFILE
    give_back();
    printf("%d\n", await ask(port));                            // expect: 1

    async_cancel(server);
    await async_try(async_join(server));

    /* An accept goes on waiting: the connection that it could not take is gone. */
    async_stream_t *client = NULL;
    async_task(int) accepting = async_spawn(async_accept(l, &s));
    await async_sleep(50);
    take_descriptors(1);
    printf("%d\n", await ask(port));                            // expect: 0
    printf("%d\n", async_done(accepting));                      // expect: 0
    give_back();
    int connected = await async_tcp_connect("127.0.0.1", port, &client);
    printf("%d %d\n", connected, await async_join(accepting));  // expect: 0 0
    async_close(client);
    async_close(s);
    async_close(l);
    return 0;
}
