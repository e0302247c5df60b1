#include <asyncc.h>

struct record {
    int id;
    char name[8];
    struct {
        int x, y;
    } at;
};

async int get(int x);
async struct record find(int x);

async int plain(int x)
{
    int r;

    r = await get(x);
    r = x = await get(r);
    return r;
}

/* The old value is read after the await, so that updates meanwhile are not lost. */
async void added(int *total, int x)
{
    *total += await get(x);
}

async int initialized(int x)
{
    const int fixed = await get(x);
    int v[3] = { x, await get(1), fixed }, last = v[2];
    struct record r = { .id = await get(2), .name = "r", .at = { .y = last } };

    await get(r.id);
    return r.at.y + v[1];
}

async int copied(int x)
{
    struct record r = await find(x), *p = &r;

    p->at.x = await get(p->at.y);
    return r.at.x;
}
