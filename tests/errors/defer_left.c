#include <asyncc.h>

static async int returns(void)
{
    defer { return 1; }                     // error: return|defer
    await async_sleep(1);
    return 0;
}

static async int jumps(void)
{
    defer { goto out; }                     // error: goto|defer|jump
    await async_sleep(1);
out:
    return 0;
}

static async int breaks(void)
{
    for (int i = 0; i < 3; i++) {
        defer { break; }                    // error: break|defer
        await async_sleep(1);
    }
    for (int i = 0; i < 3; i++) {
        defer continue;                     // error: continue|defer
        await async_sleep(1);
    }
    return 0;
}

async int main(void) { return await returns() + await jumps() + await breaks(); }
