#include <asyncc.h>

#define CALL(x) f(x)
#define STEP(x) do { v += f(x); } while (0)

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int v = await CALL(1);
    CALL(2);                                // error: await
    STEP(3);                                // error: await
    return v;
}
