#include <asyncc.h>

struct pair {
    int a, b;
};

async int get(int x);
async struct pair pair(int x);
async int *at(int x);
int plain(int x);
int sum(int a, int b, int c);

async int left(int x)
{
    return await get(x) + plain(x);
}

async int right(int x)
{
    return plain(x) - await get(x);
}

async int both(int x)
{
    return await get(x) * await get(x + 1);
}

async int arguments(int x)
{
    return sum(plain(x), await get(x), x);
}

async int nested(int x)
{
    return await get(await get(x) + 1);
}

async int reached(int *row, int x)
{
    row[await get(x)] = (await pair(x)).b;
    *await at(x) += 2;
    return row[x];
}
