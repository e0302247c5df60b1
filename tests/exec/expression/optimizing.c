// What __OPTIMIZE__ chooses is what is translated: the options of the compiler are those of the parse.
// cflags: -O2
// plain: same
#include <asyncc.h>
#include <stdio.h>

async int one(void) { await async_sleep(0); return 1; }

#ifdef __OPTIMIZE__
async int chosen(void) { return await one() + 1; }
#else
int chosen(void) { return 0; }
#endif

async int main(void)
{
#ifdef __OPTIMIZE__
    printf("%d\n", await chosen());             // expect: 2
#else
    printf("%d\n", chosen());
#endif
    return 0;
}
