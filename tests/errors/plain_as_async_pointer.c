#include <asyncc.h>

struct handler { async int (*run)(int); };

static int plain(int x) { return x; }
static async int apply(async int (*op)(int), int x) { return await op(x); }

async int main(void)
{
    struct handler h = { plain };           // error: async
    async int (*p)(int) = plain;            // error: async
    p = plain;                              // error: async
    return await apply(plain, 1) + await p(2) + await h.run(3);     // error: async
}
