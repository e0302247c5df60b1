/* async_close in every state; a loop over a handle leaves it open */
#include <asyncc.h>
#include <stdio.h>

static generator(int) int counted(int n)
{
    defer printf("closed ");
    for (int i = 0; i < n; i++) {
        defer printf("[%d] ", i);
        yield i;
    }
    return n;
}

static generator(int) int around(int n)
{
    defer printf("around ");
    return yield_from counted(n);
}

int main(void)
{
    async_gen(int) g = async_iter(counted(3));
    async_close(g);
    printf("unstarted\n");                              // expect: unstarted
    g = async_iter(counted(3));
    async_next(g);
    async_close(g);
    printf("started\n");                                // expect: [0] closed started
    g = async_iter(counted(1));
    while (async_next(g)) { }
    printf("ended ");
    async_close(g);
    printf("\n");                                       // expect: [0] closed ended
    g = async_iter(around(3));
    async_next(g);
    async_next(g);
    async_close(g);
    printf("\n");                                       // expect: [0] [1] closed around
    g = async_iter(counted(4));
    async_for (int v, g) if (v == 1) break;
    async_for (int v, g) printf("%d ", v);
    printf("= %d\n", async_returned(int, g));           // expect: [0] [1] 2 [2] 3 [3] closed = 4
    async_close(g);
    return 0;
}
