/* recursive delegation */
#include "pair.h"

static generator(int) int walk(int low, int high)
{
    if (low >= high) return 0;
    int middle = (low + high) / 2;
    int left = yield_from walk(low, middle);
    yield middle;
    int right = yield_from walk(middle + 1, high);
    return 1 + (left > right ? left : right);
}

int main(void)
{
    async_gen(int) g = async_iter(walk(0, 11));
    while (shown(async_next(g), g)) continue;
    printf("%d\n", async_returned(int, g));
    async_close(g);
    return 0;
}
