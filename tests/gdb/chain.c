/* Three functions deep, suspended: what gdb has to show of each of them. */
#include <asyncc.h>
#include <stdlib.h>

struct pair { int a; double b; };

static async int inner(int n, const char *word)
{
    int square = n * n;
    char text[8] = "inner";
    struct pair pair = {n, 0.5};
    await async_sleep(300);
    return square + pair.a + text[0] + word[0];
}

async int middle(struct pair p, int times)
{
    long sum = 0;
    for (int i = 7; i < times; i++) {
        unsigned char byte = 200;
        sum += await inner(i, "word") + byte;
    }
    return (int)sum + p.a;
}

static async int outer(int x)
{
    int list[3] = {1, 2, 3};
    int (*function)(int) = abs;
    int got = await middle((struct pair){x, 2.5}, 9);
    return got + list[0] + function(x);
}

async int main(void)
{
    async_task(int) task = async_spawn(outer(5));
    async_set_name(task, "the one");
    await async_sleep(5);
    if (getenv("STOP_HERE")) abort();
    int got = await async_join(task);
    return got > 0 ? 0 : 1;
}
