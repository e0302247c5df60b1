/*
 * A master and its workers, over Redis: the master pushes jobs to a list, three workers pop them and
 * push what they find to another list. hiredis is a library of callbacks; a future for each command
 * makes it one of awaits.
 *
 *   workers [HOST [PORT]]
 */
#include <asyncc.h>
#include <hiredis/async.h>
#include <hiredis/hiredis.h>
#include <hiredis/adapters/libuv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORKERS = 3, JOBS = 12 };

/* ------------------------------------------------------------------ Redis, awaited */

/* The last string of a reply, malloc'ed; NULL when there is none. A reply goes with its callback. */
static char *text_of(const redisReply *reply)
{
    if (!reply) return NULL;
    if (reply->type == REDIS_REPLY_ARRAY && reply->elements > 0)
        return text_of(reply->element[reply->elements - 1]);
    return reply->str ? strdup(reply->str) : NULL;
}

/* The callback owns a reference to the future: whoever awaits it may be gone. */
static void on_reply(redisAsyncContext *redis, void *reply, void *arg)
{
    async_future(char *) answer = arg;
    char *text = text_of(reply);

    (void)redis;
    if (!async_set_result(answer, text)) free(text);
    async_release(answer);
}

/* Runs the command `words`, a NULL behind the last: its answer, the caller's to free. */
static async char *command(redisAsyncContext *redis, const char **words)
{
    async_future(char *) answer = async_future_new(char *);
    int count = 0;

    defer async_release(answer);
    while (words[count]) count++;
    async_retain(answer);
    if (redisAsyncCommandArgv(redis, on_reply, answer, count, words, NULL) != REDIS_OK) {
        async_release(answer);
        async_raise(ASYNC_ENOTCONN);
    }
    return await *answer;
}

#define COMMAND(redis, ...) command(redis, (const char *[]){ __VA_ARGS__, NULL })

static redisAsyncContext *open_redis(const char *host, int port)
{
    redisAsyncContext *redis = redisAsyncConnect(host, port);

    redisLibuvAttach(redis, async_loop_uv(async_loop_current()));
    return redis;
}

/* ------------------------------------------------------------------ the work */

/* A worker needs a connection of its own: BLPOP holds one until there is something to pop. */
static async int worker(const char *host, int port)
{
    redisAsyncContext *redis = open_redis(host, port);
    int done = 0;

    defer redisAsyncFree(redis);
    for (;; done++) {
        char result[32], *job = await COMMAND(redis, "BLPOP", "jobs", "0");
        defer free(job);
        if (!job || strcmp(job, "stop") == 0) return done;
        int n = atoi(job);
        snprintf(result, sizeof result, "%d", n * n);
        free(await COMMAND(redis, "RPUSH", "results", result));
    }
}

static async int master(const char *host, int port)
{
    redisAsyncContext *redis = open_redis(host, port);
    char job[32];
    int sum = 0;

    defer redisAsyncFree(redis);
    for (int n = 1; n <= JOBS; n++) {
        snprintf(job, sizeof job, "%d", n);
        free(await COMMAND(redis, "RPUSH", "jobs", job));
    }
    for (int i = 0; i < JOBS; i++) {
        char *result = await COMMAND(redis, "BLPOP", "results", "0");
        sum += result ? atoi(result) : 0;
        free(result);
    }
    for (int i = 0; i < WORKERS; i++) free(await COMMAND(redis, "RPUSH", "jobs", "stop"));
    return sum;
}

async int main(int argc, char **argv)
{
    const char *host = argc > 1 ? argv[1] : "127.0.0.1";
    int port = argc > 2 ? atoi(argv[2]) : 6379, sum, a, b, c;

    await async_gather(sum = master(host, port), a = worker(host, port), b = worker(host, port),
                       c = worker(host, port));
    printf("%d jobs by %d workers, the sum of the squares is %d\n", a + b + c, WORKERS, sum);
    return 0;
}
