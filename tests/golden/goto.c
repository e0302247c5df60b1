#include <asyncc.h>

async int get(int x);
async void note(int x);

async int ways_out(int x)
{
    int status = await get(x);

    if (status < 0) goto out;
    status = await get(status);
    if (status < 0) goto undo;
    await note(status);
undo:
    await note(-1);
out:
    return status;
}

async int backward(int x)
{
    int tries = 0;

again:
    tries++;
    if (await get(x) < tries) goto again;
    return tries;
}

async int into_a_loop(int x)
{
    int i = x;

    if (x > 0) goto inside;
    for (i = 0; i < 8; i++) {
        x += i;
inside:
        await note(i);
    }
    return x;
}
