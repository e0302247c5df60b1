// Local types of one name in nested and neighbouring blocks, of all kinds.
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int f(int v)
{
    await async_sleep(0);
    return v;
}

static async int scalars(void)
{
    int sum = 0;
    typedef int t;
    {
        typedef char t;
        t c = 1;
        {
            typedef double t;
            t d = 2;
            await f(0);
            sum += (int)(d + sizeof(t));
        }
        await f(0);
        sum += c + (int)sizeof(t);
    }
    {
        typedef short t;
        t c = 3;
        await f(0);
        sum += c + (int)sizeof(t);
    }
    t z = 100;
    await f(0);
    return z + sum + (int)sizeof(t);
}

static async int mixed(void)
{
    struct t {
        int a;
    } s = {1};
    typedef long t;
    t n = 2;
    {
        typedef struct t t;
        t inner = {4};
        await f(0);
        n += inner.a;
    }
    {
        struct t {
            char c[3];
        } inner = {{1, 2, 3}};
        typedef struct t t;
        t copy = inner;
        enum t2 { t3 = 5 } e = t3;
        await f(0);
        n += copy.c[2] + (int)sizeof(t) + e;
    }
    await f(0);
    return s.a + (int)n + (sizeof(t) == sizeof(long));
}

async int main(void)
{
    printf("%d\n", await scalars()); // expect: 121
    printf("%d\n", await mixed()); // expect: 19
    return 0;
}
