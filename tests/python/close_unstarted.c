/* closed before it starts: nothing of it runs */
#include "pair.h"

static generator(int) void g1(void) { puts("begins"); defer puts("deferred"); yield 1; }

int main(void)
{
    async_gen(int) g = async_iter(g1());
    async_close(g);
    puts("closed");
    return 0;
}
