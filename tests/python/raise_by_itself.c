/* a generator that raises between yields */
#include "pair.h"

static generator(int) int g1(int n)
{
    for (int i = 0;; i++) {
        if (i == n) async_raise(ASYNC_EIO + 0 * i);
        yield i;
    }
}

int main(void)
{
    async_gen(int) g = async_iter(g1(2));
    shown(async_next(g), g);
    shown(async_next(g), g);
    shown(async_next(g), g);
    async_close(g);
    return 0;
}
