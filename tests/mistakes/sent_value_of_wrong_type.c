// caught: run receives values
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct p {
    int x, y;
};
static generator(int, struct p) void g(void)
{
    struct p s = async_receive(struct p, yield 1);
    yield s.x;
}
async int main(void)
{
    async_gen(int) h = async_iter(g());
    async_next(h);
    async_send(h, 5);
    async_close(h);
    return 0;
}
