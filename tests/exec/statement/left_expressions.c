/* jumps out of statement expressions in which nothing suspends, by macros too */
#include <asyncc.h>
#include <stdio.h>

#define TRY(x) ({ int try_ = (x); if (try_ < 0) return try_ * 10; try_; })
#define OR(action, x) ({ int or_ = (x); if (or_ < 0) action; or_; })

static int minus(int n) { return -n; }
static async int f(int x) { await async_sleep(0); return x; }

static async int returns(int n)
{
    int a = ({ if (n == 1) return 11; n; });

    if (n == 2) printf("%d ", TRY(minus(a)));
    a += await f(TRY(n - 4));
    for (int i = 0; i < 3; i++) {
        defer printf("d%d ", i);
        int b = OR(continue, i == 1 ? -1 : i);
        a += b + ({ if (n == 6 && i) break; 1; });
        int c = ({ int k = 0; for (;;) { if (++k > 2) break; } k; });
        if (n == 7 && i == 2) a += OR(goto out, -c);
    }
    printf("end ");
out:
    return a;
}

static int plain(int n)
{
    defer printf("p%d ", n);
    int a = TRY(n);
    return a + 1;
}

static generator(int) int numbers(int n)
{
    defer printf("g ");
    yield TRY(n);
    yield OR(return 5, n - 1);
    return 6;
}

async int main(void)
{
    for (int n = 1; n < 8; n++) printf("%d\n", await returns(n));
    // expect: 11
    // expect: -20
    // expect: -10
    // expect: d0 d1 d2 end 8
    // expect: d0 d1 d2 end 10
    // expect: d0 d1 d2 end 9
    // expect: d0 d1 d2 14
    printf("%d\n", plain(-1));          // expect: p-1 -10
    printf("%d\n", plain(1));           // expect: p1 2
    for (int n = -1; n < 2; n++) {
        async_gen(int) g = async_iter(numbers(n));
        while (async_next(g)) printf("%d ", *g);
        printf("%d\n", async_returned(int, g));
        async_close(g);
    }
    // expect: g -10
    // expect: 0 g 5
    // expect: 1 0 g 6
    return 0;
}
