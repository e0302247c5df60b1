#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }
static int plain(void) { return await f(1); }               // error: await
static generator(int) void g(void) { yield "s"; }           // error: .

static async int h(void)
{
    f(2);                                   // error: await
    int v = (int)sizeof(await f(3));        // error: await
    yield v;                                // error: yield
    defer { return 4; }                     // error: return|defer
    return await plain();                   // error: await
}

async int main(void)
{
    async_for (int v, g()) (void)v;
    return await h() + plain();
}
