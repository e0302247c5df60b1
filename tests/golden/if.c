#include <asyncc.h>

async int get(int x);
async void note(int x);

async int condition(int x)
{
    if (await get(x))
        x++;
    else
        x--;
    return x;
}

async void bodies(int x)
{
    if (x > 1)
        await note(1);
    else if (x > 0)
        await note(2);
    else {
        /* nothing is known of x here */
        x = -x;
        await note(x);
    }
}

async int compared(int x, int limit)
{
    int tried = 0;

    if (await get(x) > limit && tried == 0) {
        tried = await get(limit);
        x += tried;
    }
    return x * 2;
}
