/* __COUNTER__ in calls that are rewritten, and in those that are not */
// plain: same
#include <asyncc.h>
#include <stdio.h>

#define S_(x) #x
#define S(x) S_(x)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define UNIQUE(name) CAT(name, __COUNTER__)
#define TEMP(v) int UNIQUE(u_) = v
#define TWICE(x) x, x

static int UNIQUE(g_) = 7;
static int UNIQUE(g_) = 8;

static async int f(int v)
{
    await async_sleep(0);
    return v;
}

static int plain(void)
{
    TEMP(3);
    return u_2 + __COUNTER__;
}

static async int UNIQUE(made_)(int a) { return await f(a); }

async int main(void)
{
    TEMP(await f(1));
    TEMP(await f(20));
    printf("%d %d\n", u_5, u_6);                                        // expect: 1 20
    int eight = CAT(1, __COUNTER__);
    printf("%d %d\n", eight, __COUNTER__ + await f(0));                 // expect: 17 8
    printf("%d %d %s\n", TWICE(__COUNTER__), S(__COUNTER__));           // expect: 9 9 10
    printf("%d %d %d\n", g_0 + g_1, plain(), await made_4(2));          // expect: 15 6 2
    return __COUNTER__ - 11;
}
