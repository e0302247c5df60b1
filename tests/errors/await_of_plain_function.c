#include <asyncc.h>

static int plain(int x) { return x; }

async int main(void)
{
    int v = await plain(3);                 // error: await
    v += await 5;                           // error: await
    v += await (v + 1);                     // error: await
    return v;
}
