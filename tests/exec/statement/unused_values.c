// Values that nothing takes; names that stand in strings and comments only.
// plain: same
// cflags: -Wno-unused-value -Wno-empty-body
#include <asyncc.h>
#include <stdio.h>

static int a = 1, runs;

static async int f(int n)
{
    await async_sleep(0);
    return ++runs + n;
}

async int no_suspension(void)
{
    /* cx, frame and self are words of the generated text */
    return printf("cx frame self\n"); // expect: cx frame self
}

async int main(void)
{
    ((0 || a) & (await f(1) >= 0)) <= runs && 1;
    (a + 1) * await f(0) + (a << 1);
    -(a ? await f(1) : a);
    (unsigned char)(a + await f(2));
    (void)({ int s = a + 1; await f(s); s; });
    ({ int s = a + 1; await f(s); s + 1; });
    await no_suspension();
    printf("%d %d\n", a, runs); // expect: 1 6
    return 0;
}
