/* typedefs of variably modified types made from others, and typeof of one, across a suspension */
#include <asyncc.h>
#include <stdio.h>

static async int of_typedefs(int n)
{
    typedef int row[n];
    typedef int fixed;
    typedef row *prow, grid[2], again;
    {
        typedef again other;
        typedef other *pother;
        other b;
        grid g;
        fixed one = 1;
        for (int i = 0; i < n; i++) b[i] = g[1][i] = i;
        prow p = &b;
        pother q = &g[1];
        n = 0;
        await async_sleep(0);
        printf("%zu %zu\n", sizeof b / sizeof *b, sizeof(grid) / sizeof(row));  // expect: 4 2
        row *late = &b;
        (*late)[3] = (*p)[3] + (*q)[2] + one;
        return (*late)[3];
    }
}

static async int of_typeof(int n, int m)
{
    __typeof__(int[n++]) d, e;
    __typeof__(char[2][m]) f;
    __typeof__(int (*)[n]) g = NULL;
    __typeof__(d) h;
    __typeof__(short[n]) both[m];
    d[0] = e[2] = h[1] = 5;
    f[1][m - 1] = 7;
    both[1][3] = 9;
    m = 0;
    await async_sleep(0);
    printf("%zu %zu %zu\n", sizeof d, sizeof e, sizeof h);      // expect: 12 12 12
    printf("%zu %zu %zu\n", sizeof f, sizeof *g, sizeof both);  // expect: 10 16 40
    return d[0] + e[2] + h[1] + f[1][4] + both[1][3] + n;
}

async int main(void)
{
    int first = await of_typedefs(4), second = await of_typeof(3, 5);
    printf("%d %d\n", first, second);                           // expect: 6 35
    return 0;
}
