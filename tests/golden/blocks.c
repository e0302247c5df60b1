#include <asyncc.h>

async int get(int x);
async void note(int x);

/* Each x is another one; only those that live across a suspension are in the frame. */
async int shadowed(int x)
{
    int r = x;
    {
        int x = await get(1);
        r += x;
        {
            long x = r;
            await note((int)x);
            r += (int)x;
        }
        r += x;
    }
    return r + x;
}

/* a and b are never alive together. */
async int apart(int which)
{
    if (which) {
        int a[8] = { which };
        await note(a[0]);
        return a[1];
    } else {
        long b = which;
        await note(1);
        return (int)b;
    }
}

/* scratch and square live between suspensions only. */
async int between(int x)
{
    int scratch = x * x, kept = x + 1;

    kept += scratch;
    await note(kept);
    int square = kept * kept;
    return square;
}

async int counted(void)
{
    static int calls;
    const int before = calls++;

    await note(before);
    return calls - before;
}
