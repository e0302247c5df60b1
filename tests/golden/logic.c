#include <asyncc.h>

async int get(int x);
async void note(int x);

async int and_or(int x)
{
    int r = x && await get(x);

    r = await get(r) || r > 3;
    if (x > 0 && (await get(1) || await get(2))) r++;
    return r;
}

async int chosen(int x)
{
    int r = x ? await get(1) : await get(2);

    return await get(r) ? r : -r;
}

async void in_order(int x)
{
    int r = (await note(x), await get(x));

    while (r-- && await get(r))
        ;
    x > 2 ? await note(1) : await note(2);
}
