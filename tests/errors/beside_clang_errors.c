#include <asyncc.h>

static async int f(int x) { await async_sleep(1); return x; }
static int plain(int x) { return x; }
int later(int x);
async int later(int x) { return await f(x); }               // error: before without 'async'

async int main(void)
{
    async_task(int) t = async_spawn(f(1));
    int v = await t;                        // error: incompatible|await \*t
    v = f(1) + unknown;                     // error: undeclared|never started
    f(2);                                   // error: never started
    unknown();                              // error: undeclared
    plain(f(3));                            // error: never started
    async_for (int z, nothing()) f(z);      // error: undeclared|never started
    return await plain(v);                  // error: no async function
}
