/* a call runs nothing */
#include "pair.h"

static generator(int) void g1(void) { puts("begins"); yield 1; puts("ends"); }

int main(void)
{
    async_gen(int) g = async_iter(g1());
    puts("made");
    shown(async_next(g), g);
    shown(async_next(g), g);
    async_close(g);
    return 0;
}
