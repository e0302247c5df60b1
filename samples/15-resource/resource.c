/*
 * A resource whose opening and closing both take time. `defer` closes it on every way out of the
 * block: the end, a return, a raised status, a cancellation. The deferred statement may await.
 */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct connection {
    const char *name;
} connection_t;

static async connection_t *connection_open(const char *name)
{
    connection_t *connection = malloc(sizeof *connection);

    await async_sleep(10);
    printf("%s: open\n", name);
    connection->name = name;
    return connection;
}

static async void connection_close(connection_t *connection)
{
    await async_sleep(10);
    printf("%s: closed\n", connection->name);
    free(connection);
}

static async int query(connection_t *connection, const char *question)
{
    if (!question) async_raise(ASYNC_EINVAL);
    printf("%s: %s\n", connection->name, question);
    await async_sleep(20);
    return 42;
}

static async int ask(const char *name, const char *question)
{
    connection_t *connection = await connection_open(name);
    defer await connection_close(connection);

    return await query(connection, question);
}

async int main(void)
{
    int answer, status;

    printf("the answer is %d\n", await ask("one", "what is it?"));
    status = await async_try(answer = ask("two", NULL));
    printf("no answer: %s\n", async_status_message(status));
    status = await async_wait_for(20, answer = ask("three", "are you slow?"));
    printf("no answer: %s\n", async_status_message(status));
    return 0;
}
