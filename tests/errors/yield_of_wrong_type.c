#include <asyncc.h>

struct pair { int a, b; };

static generator(int) void strings(void) { yield "text"; }                      // error: .
static generator(struct pair) void pairs(void) { yield 4; }                     // error: .
static generator(int, struct pair) void receives(void)
{
    int got = async_receive(int, yield 1);                                      // error: .
    yield got;
}

int main(void)
{
    async_for (int i, strings()) (void)i;
    async_for (struct pair p, pairs()) (void)p;
    async_for (int i, receives()) (void)i;
    return 0;
}
