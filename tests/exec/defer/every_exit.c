/* defers run on every way out of their block, the last first, only those that were reached */
#include <asyncc.h>
#include <stdio.h>

static async int f(int how)
{
    defer printf("outer%d ", how);
    for (int i = 0; i < 3; i++) {
        defer printf("d%d ", i);
        await async_sleep(0);
        if (i == 1) {
            defer printf("in ");
            switch (how) {
            case 0: continue;
            case 1: goto out;
            case 2: return 2;
            case 3: async_raise(ASYNC_EIO);
            case 4: break;
            default: await async_sleep(0);
            }
            if (how == 4) break;
        }
        printf("e%d ", i);
    }
    {
        defer printf("reached ");
        printf("after ");
    }
out:
    printf("out ");
    return 0;
}

static async int twice(void)
{
    defer printf("first ");
    defer printf("second ");
    { defer printf("block "); printf("body "); }
    return 1;
}

async int main(void)
{
    for (int how = 0; how < 6; how++) {
        int v = -1, status = await async_try(v = f(how));
        printf("| %d %s\n", v, status ? async_status_name(status) : "ok");
    }
    // expect: e0 d0 in d1 e2 d2 after reached out outer0 | 0 ok
    // expect: e0 d0 in d1 out outer1 | 0 ok
    // expect: e0 d0 in d1 outer2 | 2 ok
    // expect: e0 d0 in d1 outer3 | -1 EIO
    // expect: e0 d0 in d1 after reached out outer4 | 0 ok
    // expect: e0 d0 in e1 d1 e2 d2 after reached out outer5 | 0 ok
    int v = await twice();
    printf("| %d\n", v);                        // expect: body block second first | 1
    return 0;
}
