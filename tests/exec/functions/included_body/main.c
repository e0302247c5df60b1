// Functions that include a part of their body: lists of macro calls, statements that await.
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int f(int n)
{
    await async_sleep(0);
    return n;
}

enum {
#define ITEM(name, value) item_##name = value,
#include "list.def"
#undef ITEM
};

static int plain(int total)
{
#define ITEM(name, value) total += item_##name;
#include "list.def"
#undef ITEM
    return total;
}

static async int sum(int n)
{
    int total = 0;
    await f(0);
#define ITEM(name, value) total += item_##name * await f(value);
#include "list.def"
#undef ITEM
    {
#define ITEM(name, value) printf("%s %d\n", #name, total);
#include "steps.inc"
    }
    return total + plain(n);
}

async int main(void)
{
    printf("%d\n", await sum(1));
    return 0;
}
/* expect:
one 16
two 16
three 16
30
*/
