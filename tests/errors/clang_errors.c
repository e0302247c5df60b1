#include <asyncc.h>

struct incomplete;

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int v = await f("text", 2);             // error: argument
    undeclared = 3;                         // error: undeclared
    const int fixed = await f(1);
    fixed = 4;                              // error: const
    return v + fixed;
}
