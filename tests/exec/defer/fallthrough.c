/* a fallthrough attribute at the end of a block with defers stays its last statement */
#include <asyncc.h>
#include <stdio.h>

static async int f(int v) { await async_sleep(0); return v; }
static void bye(const int *n) { printf("bye %d ", *n); }

static async int waits(int v)
{
    switch (v) {
    case 4: {
        defer printf("d4 ");
        v += await f(1);
        __attribute__((fallthrough));
    }
    case 5: {
        __attribute__((cleanup(bye))) int n = v;
        if (v == 9) return await f(n);
        __attribute__((fallthrough));
    }
    case 6: return v;
    default: return 0;
    }
}

static int plain(int v)
{
    switch (v) {
    case 1: {
        defer printf("d1 ");
        v++;
        __attribute__((fallthrough));
    }
    case 2: return v * 10;
    default: return 0;
    }
}

async int main(void)
{
    printf("%d\n", await waits(4));     // expect: d4 bye 5 5
    printf("%d\n", await waits(6));     // expect: 6
    printf("%d\n", plain(1));           // expect: d1 20
    return 0;
}
