/* labels that are called like our own ways out of a block: end, break_1 */
#include <asyncc.h>
#include <stdio.h>

static int plain(int n)
{
    for (int i = 0; i < 2; i++) {
        defer printf("d%d ", i);
        if (n == 1) goto end;
        if (n == 2) goto break_1;
        if (n == 3) break;
        if (n == 4) goto continue_1;
        if (n == 5) goto goto_end;
        printf("b%d ", i);
    }
    printf("all ");
end:
    printf("end ");
break_1:
    printf("break_1 ");
continue_1:
    printf("continue_1 ");
goto_end:
    return n;
}

static async int async_one(int n)
{
    for (int i = 0; i < 2; i++) {
        async_timeout (1000) {
            defer { await async_sleep(0); printf("d%d ", i); }
            if (n == 1) goto end;
            if (n == 2) goto break_1;
            if (n == 3) break;
            if (n == 4) goto continue_1;
            if (n == 5) goto goto_end;
            await async_sleep(0);
            printf("b%d ", i);
        }
        printf("l%d ", i);
    }
    printf("all ");
end:
    printf("end ");
break_1:
    printf("break_1 ");
continue_1:
    printf("continue_1 ");
goto_end:
    return n;
}

async int main(void)
{
    for (int n = 0; n < 6; n++) printf("%d\n", plain(n));
    // expect: b0 d0 b1 d1 all end break_1 continue_1 0
    // expect: d0 end break_1 continue_1 1
    // expect: d0 break_1 continue_1 2
    // expect: d0 all end break_1 continue_1 3
    // expect: d0 continue_1 4
    // expect: d0 5
    for (int n = 0; n < 6; n++) printf("%d\n", await async_one(n));
    // expect: b0 d0 l0 b1 d1 l1 all end break_1 continue_1 0
    // expect: d0 end break_1 continue_1 1
    // expect: d0 break_1 continue_1 2
    // expect: d0 l0 d1 l1 all end break_1 continue_1 3
    // expect: d0 continue_1 4
    // expect: d0 5
    return 0;
}
