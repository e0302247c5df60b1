/* a coroutine object driven without any loop, step by step */
#include <asyncc.h>
#include <stdio.h>

static async int one(void) { return 1; }

static async int two(void)
{
    int v = await one();
    printf("in %d\n", v);
    return v + 1;
}

int main(void)
{
    async_task(int) c = async_create(two());
    printf("made\n");                           // expect: made
    int steps = 0;
    while (async_step(c)) steps++;              // expect: in 1
    printf("%d %d\n", async_done(c), async_result(c));  // expect: 1 2
    printf("%d\n", async_step(c));              // expect: 0
    async_release(c);
    c = async_create(two());
    async_release(c);
    printf("dropped\n");                        // expect: dropped
    return steps;
}
