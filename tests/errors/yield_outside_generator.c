#include <asyncc.h>

static int plain(int x)
{
    yield x;                                // error: yield
    return x;
}

static async int coroutine(int x)
{
    await async_sleep(1);
    yield x;                                // error: yield
    return x;
}

async int main(void) { return plain(1) + await coroutine(1); }
