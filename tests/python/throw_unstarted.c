/* thrown into one that has not started: it ends, nothing runs */
#include "pair.h"

static generator(int) void g1(void) { defer puts("deferred"); puts("begins"); yield 1; }

int main(void)
{
    async_gen(int) g = async_iter(g1());
    shown(async_throw(g, ASYNC_EIO), g);
    async_close(g);
    return 0;
}
