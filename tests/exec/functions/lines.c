/* __LINE__ and __FILE__ are the source's, before, in and after what was rewritten */
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

static generator(int) void lines(void) { yield __LINE__; yield __LINE__; }
static async int line(int x) { await async_sleep(0); return x; }

async int main(void)
{
    printf("%d\n", __LINE__);                           // expect: 11
    printf("%d %d\n", await line(__LINE__), __LINE__);  // expect: 12 12
    async_for (int v, lines()) printf("%d ", v);
    printf("%d\n", __LINE__);                           // expect: 6 6 14
    if (await line(1)) {
        printf("%d\n", __LINE__);                       // expect: 16
    }
    int v = await line(__LINE__) +
            __LINE__;
    printf("%d\n", v);                                  // expect: 37
    printf("%d\n", __LINE__);                           // expect: 21
    const char *name = strrchr(__FILE__, '/');
    printf("%s\n", name ? name + 1 : __FILE__);         // expect: lines.c
    return 0;
}
