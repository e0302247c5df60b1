#include <asyncc.h>

static async int old(a, b)                  // error: prototype|K&R|old
    int a, b;
{
    await async_sleep(1);
    return a + b;
}

async int main(void) { return await old(1, 2); }
