#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int v = (int)sizeof(await f(1));                        // error: await
    __typeof__(await f(2)) w = 3;                           // error: await
    v += (int)_Alignof(__typeof__(await f(3)));             // error: await
    v += _Generic(await f(4), int: 1, default: 2);          // error: await
    return v + w;
}
