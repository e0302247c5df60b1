/* callees defined after their callers, with prototypes, attributes and storage classes of all sorts */
// plain: same
#include <asyncc.h>
#include <stdio.h>

async int later(int x);
static async int later_static(int x) __attribute__((unused));
async extern int later_extern(int);
extern async const char *later_text(void);

async int main(void)
{
    int v = await later(1);
    printf("%d\n", v);                          // expect: 11
    v = await later_static(2);
    printf("%d\n", v);                          // expect: 22
    v = await later_extern(3);
    printf("%d\n", v);                          // expect: 33
    const char *s = await later_text();
    printf("%s\n", s);                          // expect: text
    return 0;
}

async int later(int x)
{
    int y = x * 10;
    await async_sleep(0);
    return x + y;
}

async static __attribute__((noinline)) int later_static(int x)
{
    return await later(x);
}

async int later_extern(int different_name)
{
    await async_sleep(0);
    return await later_static(different_name);
}

async const char *later_text(void) { await async_sleep(0); return "text"; }
