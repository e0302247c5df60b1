/* two generators, interleaved */
#include "pair.h"

static generator(int) int count(int n)
{
    for (int i = 0; i < n; i++) yield i;
    return 10 * n;
}

int main(void)
{
    async_gen(int) a = async_iter(count(2)), b = async_iter(count(3));
    for (int i = 0; i < 4; i++) {
        shown(async_next(a), a);
        shown(async_next(b), b);
    }
    async_close(b);
    async_close(a);
    return 0;
}
