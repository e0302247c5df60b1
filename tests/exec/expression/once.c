/* side effects of operands happen exactly once, whether the callee suspends or not */
#include <asyncc.h>
#include <stdio.h>

static int counter;
static int next(void) { return ++counter; }

static async int later(int x) { await async_sleep(0); return x; }
static async int at_once(int x) { return x; }
static int three(int a, int b, int c) { return a * 100 + b * 10 + c; }

async int main(void)
{
    int r, i = 0, v[8] = { 0 };

    r = three(next(), await later(next()), next());
    printf("%d %d\n", r, counter);              // expect: 123 3
    counter = 0;
    r = three(await at_once(next()), next(), await at_once(next()));
    printf("%d %d\n", r, counter);              // expect: 123 3
    v[i++] = await later(i);
    printf("%d %d\n", i, v[0]);                 // expect: 1 1
    v[i++] += await at_once(5);
    printf("%d %d\n", i, v[1]);                 // expect: 2 5
    v[next() & 7] |= await later(next());
    printf("%d %d\n", counter, v[4]);           // expect: 5 5
    i = await later(i++ + 10);
    printf("%d\n", i);                          // expect: 12
    r = (i++, await later(i)) + i++;
    printf("%d %d\n", r, i);                    // expect: 26 14
    int *p = v;
    *p++ = await later(70);
    *++p = await later(71);
    printf("%d %d %d\n", v[0], v[2], (int)(p - v));     // expect: 70 71 2
    r = next() > 100 ? await later(next()) : next();
    printf("%d %d\n", r, counter);              // expect: 7 7
    return 0;
}
