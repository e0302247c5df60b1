#include <asyncc.h>

struct table { async int (*run)(int); };

static async int f(int x) { await async_sleep(1); return x; }
static async void g(void) { await async_sleep(1); }

async int main(void)
{
    struct table t = { f };
    async int (*p)(int) = f;
    int v = f(1);                           // error: await
    f(2);                                   // error: await
    g();                                    // error: await
    p(3);                                   // error: await
    t.run(4);                               // error: await
    v += await f(f(5));                     // error: await
    return v;
}
