/* thrown at a yield: the defers run, it ends with that status */
#include "pair.h"

static generator(int) void g1(void) { defer puts("deferred"); yield 1; puts("never"); yield 2; }

int main(void)
{
    async_gen(int) g = async_iter(g1());
    shown(async_next(g), g);
    shown(async_throw(g, ASYNC_EIO), g);
    async_close(g);
    return 0;
}
