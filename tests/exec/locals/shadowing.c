/* names that hide others: parameters, blocks, loop variables, globals, types, functions, labels */
// plain: same
#include <asyncc.h>
#include <stdio.h>

int value = 1000;
typedef int number;

static async int n(int x) { await async_sleep(0); return x; }

static async int nested(int value)
{
    int r = value;
    {
        int value = await n(20);
        r += value;
        {
            long value = await n(300);
            await async_sleep(0);
            r += (int)value;
        }
        {
            extern int value;
            r += value;
        }
        await async_sleep(0);
        r += value;
    }
    for (int value = 0; value < 2; value++) {
        int r2 = value;
        for (int value = 5; value < 7; value++) r2 += await n(value);
        r += r2;
    }
    return r + value;
}

static async int plus_one(int x) { await async_sleep(0); return x + 1; }

static async int names(int n_)
{
    number number = 3;
    int n = await plus_one(n_);
    int state = 1, self = 2, frame = 3, result = 4, base = 5, cx = 6, child = 7, resume = 8, parent = 9;
    await async_sleep(0);
value:
    number--;
    if (number > 0) goto value;
    await async_sleep(0);
    return n + number + state + self + frame + result + base + cx + child + resume + parent;
}

async int main(void)
{
    int v = await nested(1);
    printf("%d\n", v);                          // expect: 1365
    v = await names(6);
    printf("%d\n", v);                          // expect: 52
    printf("%d\n", value);                      // expect: 1000
    return 0;
}
