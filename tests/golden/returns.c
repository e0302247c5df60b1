#include <asyncc.h>

struct pair {
    int a, b;
};

async int get(int x);
async struct pair pair(int x);

async int direct(int x)
{
    return await get(x);
}

async struct pair structs(int x)
{
    if (x < 0) return (struct pair){ x, await get(x) };
    return await pair(x);
}

async void early(int x)
{
    if (x < 0) return;
    x = await get(x);
    if (x) return;
    await get(0);
}

/* Seen by its caller, and small: its frame lies inside the caller's. */
static async int embedded(int x)
{
    int y = await get(x);
    return x + y;
}

async int caller(int x)
{
    int first = await embedded(x), second = await embedded(first);
    return first * second;
}

async int never_suspends(int x)
{
    return x + 1;
}
