/* static and thread-local locals are one for all calls; extern ones are somebody else's */
// plain: same
#include <asyncc.h>
#include <stdio.h>

int elsewhere = 40;

static async int tick(int x) { await async_sleep(0); return x; }

static async int count(void)
{
    static int calls;
    static int history[4] = { 1, 2, 3, 4 };
    static _Thread_local int mine = 100;
    extern int elsewhere;

    calls += await tick(1);
    history[calls & 3] += calls;
    mine++;
    elsewhere++;
    await async_sleep(0);
    {
        static int calls = 1000;
        calls++;
        if (calls > 1002) return calls;
    }
    return calls * 1000 + history[1] * 100 + mine;
}

static async int other(void)
{
    static int calls = 7;
    await async_sleep(0);
    return calls++;
}

async int main(void)
{
    int v = await count();
    printf("%d\n", v);                          // expect: 1401
    v = await count();
    printf("%d\n", v);                          // expect: 2402
    v = await count();
    printf("%d %d\n", v, elsewhere);            // expect: 1003 43
    await other();
    v = await other();
    printf("%d\n", v);                          // expect: 8
    return 0;
}
