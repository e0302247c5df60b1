/*
 * A producer hands numbers to a consumer, and gets an answer for each: no queue, no lock, no thread.
 * The consumer is a generator: `send` resumes it with a number, and it runs to its next `yield`.
 */
#include <asyncc.h>
#include <stdio.h>

static generator(const char *, int) void consumer(void)
{
    const char *answer = "";

    for (;;) {
        int n = async_receive(int, yield answer);
        printf("[consumer] consuming %d...\n", n);
        answer = "200 OK";
    }
}

static void produce(async_gen(const char *) to)
{
    async_next(to); /* to its first yield */
    for (int n = 1; n <= 3; n++) {
        printf("[producer] producing %d...\n", n);
        async_send(to, n);
        printf("[producer] the consumer says: %s\n", *to);
    }
}

/* This one wants 3, 4 and 5, and returns how many others it was offered. */
static generator(bool, int) int choosy(void)
{
    int wanted = 3, refused = 0;

    for (bool taken = false; wanted <= 5;) {
        int n = async_receive(int, yield taken);
        taken = n == wanted;
        if (taken) wanted++;
        else refused++;
    }
    return refused;
}

static void offer(async_gen(bool) to)
{
    async_next(to);
    for (int n = 1; async_send(to, n); n++) printf("%d: %s\n", n, *to ? "taken" : "no, thanks");
    printf("it has what it wanted, and refused %d\n", async_returned(int, to));
}

int main(void)
{
    async_gen(const char *) first = async_iter(consumer());
    async_gen(bool) second = async_iter(choosy());

    produce(first);
    offer(second);
    async_close(first);
    async_close(second);
    return 0;
}
