/* async_timeout over a block in which nothing suspends, inside defers and loops */
#include <asyncc.h>
#include <stdio.h>

static async int blocks(int n)
{
    for (int i = 0; i < 2; i++) {
        defer printf("d%d ", i);
        async_timeout (1000) {
            defer printf("t%d ", i);
            if (n == 1) continue;
            if (n == 2) return 7;
            if (n == 3) async_raise(ASYNC_EIO);
            printf("b%d ", i);
        }
        printf("l%d ", i);
    }
    return n;
}

async int main(void)
{
    for (int n = 0; n < 4; n++) {
        int r = -1, st = await async_try(r = blocks(n));
        printf("%s %d\n", async_status_name(st), r);
    }
    // expect: b0 t0 l0 d0 b1 t1 l1 d1 OK 0
    // expect: t0 l0 d0 t1 l1 d1 OK 1
    // expect: t0 d0 OK 7
    // expect: t0 d0 EIO -1
    return 0;
}
