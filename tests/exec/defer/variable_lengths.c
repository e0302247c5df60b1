/* arrays of variable length and labels beside defers, in plain functions too; in the heads of loops */
#include <asyncc.h>
#include <stdio.h>

static async int g(int v) { await async_sleep(0); return v; }

static int behind_defer(int n)
{
    defer printf("first ");
    if (n == 0) return 0;
    int a[n], b[2][n];
    /* a comment that stays */
    defer printf("second ");
    if (n == 1) return 1;
    int (*row)[n] = b;
    typedef int line[n];
    line c;
    a[0] = 1; b[0][0] = 2; c[n - 1] = 3;
    for (int i = 0; i < n; i++) {
        defer printf("%d ", i);
        if (i == 2) break;
        char inner[i + 1];
        inner[i] = (char)i;
        if (i == 1 && n == 4) return inner[i];
    }
    return a[0] + (*row)[0] + (int)(sizeof a / sizeof *a) + (int)(sizeof(line) / sizeof *c) + c[n - 1];
}

static void clean(int *v) { printf("clean%d ", *v); }

static void nothing(int n)
{
    __attribute__((cleanup(clean))) int own = n;
    defer printf("left ");
    if (n == 0) return;
    char text[n];
    text[0] = 'x';
    printf("%c ", text[0]);
}

static int again(int n)
{
    int i = 0;
again:
    defer printf("d%d ", i);
    i++;
    if (i < n) goto again;
    return i;
}

static int cases(int n)
{
    switch (n) {
    case 1:
    case 2:
        defer printf("case ");
        n += 10;
        break;
    }
    switch (n) {
    default: {
    two:
    labels:
        defer { defer printf("in "); printf("out "); }
        if (n++ == 5) goto two;
        if (n++ == 7) goto labels;
    }
    }
    return n;
}

static async int again_awaits(int n)
{
    int i = 0;
again:
    defer { await g(1); printf("d%d ", i); }
    i++;
    if (await g(i) < n) goto again;
    return i;
}

static async int head_awaits(int n)
{
    int sum = 0;
    for (int a[n], i = 0; await g(i) < n; i++) {
        defer printf("%d ", i);
        a[i] = i + 1;
        if (i == 1) continue;
        if (i == 4) break;
        sum += a[i] + a[i / 2];
    }
    for (int a[n], *at = a; at < a + n; at++) {
        *at = await g(5);
        sum += *at;
        if (at == a + 2) return sum;
    }
    if (n) for (int a[2][await g(n)], i = 0; i < 2; i++) sum += (int)sizeof a[i] + await g(0);
    for (int i = 0; i < 2; i++)
        for (int a[await g(n) + i + 1]; ; ) {
            a[n] = sum;
            await g(1);
            sum = a[n] + i;
            goto next;
        }
next:
    return sum;
}

static generator(int) void yields(int n)
{
    for (int a[n], i = 0; i < n; i++) { a[i] = i; yield a[i]; }
    {
    inner:
        defer printf("closed ");
        yield 7;
        if (n-- > 1) goto inner;
    }
}

async int main(void)
{
    for (int n = 0; n < 5; n++) printf("%d\n", behind_defer(n));
    // expect: first 0
    // expect: second first 1
    // expect: 0 1 second first 10
    // expect: 0 1 2 second first 12
    // expect: 0 1 second first 1
    nothing(0);
    nothing(2);
    printf("\n");                                       // expect: left clean0 x left clean2 
    printf("%d\n", again(3));                           // expect: d1 d2 d3 3
    printf("%d\n", cases(2));                           // expect: case out in 14
    printf("%d\n", cases(5));                           // expect: out in out in out in 10
    printf("%d\n", cases(6));                           // expect: out in out in 10
    printf("%d\n", await again_awaits(3));              // expect: d1 d2 d3 3
    printf("%d\n", await head_awaits(6));               // expect: 0 1 2 3 4 28
    printf("%d\n", await head_awaits(2));               // expect: 0 1 28
    async_for (int v, yields(2)) printf("%d ", v);
    printf("\n");                                       // expect: 0 1 7 closed 7 closed 
    async_for (int v, yields(3)) if (v == 7) break;
    printf("\n");                                       // expect: closed 
    return 0;
}
