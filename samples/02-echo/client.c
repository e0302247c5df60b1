/*
 * A client that puts the echo server to the test: it opens many connections at once, sends many
 * messages over each, and compares every byte that comes back with what it sent.
 *
 *     echo-client PORT [CONNECTIONS [MESSAGES]]        by default 100 times 1,000
 */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tally {
    int right, wrong, lost;
};

/* Messages of 1 to 256 bytes; no two neighbours are alike. */
static size_t compose(unsigned char *message, int connection, int number)
{
    size_t length = (size_t)(connection * 31 + number * 7) % 256 + 1;

    for (size_t i = 0; i < length; i++)
        message[i] = (unsigned char)(connection + number * 3 + (int)i * 5);
    return length;
}

static async struct tally talk(int port, int connection, int messages)
{
    struct tally tally = { .lost = messages };
    unsigned char sent[256], received[256];
    async_stream_t *server;

    if (await async_tcp_connect("127.0.0.1", port, &server) < 0) return tally;
    defer async_close(server);
    for (int i = 0; i < messages; i++) {
        size_t length = compose(sent, connection, i);

        if (await async_write(server, sent, length) < 0) break;
        if (await async_read_exactly(server, received, length) < 0) break;
        tally.lost--;
        if (memcmp(sent, received, length) == 0) tally.right++;
        else tally.wrong++;
    }
    return tally;
}

async int main(int argc, char **argv)
{
    int port = argc > 1 ? atoi(argv[1]) : 0;
    int connections = argc > 2 ? atoi(argv[2]) : 100;
    int messages = argc > 3 ? atoi(argv[3]) : 1000;
    struct tally total = { 0 };

    async_task(struct tally) *talks = calloc((size_t)connections, sizeof *talks);
    for (int i = 0; i < connections; i++) talks[i] = async_spawn(talk(port, i, messages));
    for (int i = 0; i < connections; i++) {
        struct tally one = await async_join(talks[i]);
        total.right += one.right;
        total.wrong += one.wrong;
        total.lost += one.lost;
    }
    free(talks);

    printf("%d connections, %d messages each: %d right, %d wrong, %d lost\n",
           connections, messages, total.right, total.wrong, total.lost);
    return total.wrong + total.lost == 0 ? 0 : 1;
}
