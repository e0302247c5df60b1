/* what is delegated to yields by itself, out of a block that has to know */
#include <asyncc.h>

async generator(int) void inner(void);

async generator(int) void outer(void)
{
    async_timeout(10) {
        yield_from inner(); // error: 'yield_from' inside async_timeout or async_group
    }
    async_group(g) {
        (void)g;
        yield_from inner(); // error: 'yield_from' inside async_timeout or async_group
        yield 1;
    }
    yield_from inner();
}
