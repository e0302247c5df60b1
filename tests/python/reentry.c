/* a generator cannot step itself */
#include "pair.h"

static async_gen(int) self_;

static generator(int) int g1(void)
{
    yield 1;
    printf("inside: %d\n", async_next(self_));
    yield 2;
    return 3;
}

int main(void)
{
    self_ = async_iter(g1());
    shown(async_next(self_), self_);
    shown(async_next(self_), self_);
    shown(async_next(self_), self_);
    async_close(self_);
    return 0;
}
