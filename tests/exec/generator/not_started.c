/* calling a generator runs nothing; send before the first yield resumes nothing */
#include <asyncc.h>
#include <stdio.h>

static generator(int) int one(void)
{
    printf("started\n");
    int got = yield 1;
    return got;
}

int main(void)
{
    async_gen(int) g = async_iter(one());
    printf("made\n");                                               // expect: made
    printf("%d\n", async_send(g, 9));                               // expect: 0
    printf("%s\n", async_status_name(async_status(g)));             // expect: EINVAL
    bool more = async_next(g);
    // expect: started
    printf("%d %d %d\n", more, *g, async_status(g));                // expect: 1 1 0
    more = async_send(g, 9);
    printf("%d %d\n", more, async_returned(int, g));                // expect: 0 9
    printf("%d %d\n", async_next(g), async_returned(int, g));       // expect: 0 9
    async_close(g);

    g = async_iter(one());
    async_close(g);
    g = NULL;
    async_close(g);
    printf("closed\n");                                             // expect: closed
    return 0;
}
