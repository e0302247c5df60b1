#include <asyncc.h>

int next(void);

static async int first(int n, int a[n++])                   // error: side effect in the type of a parameter
{
    await async_sleep(n);
    return a[0];
}

static async int second(int n, int (*a)[next()])            // error: side effect in the type of a parameter
{
    await async_sleep(n);
    return a[0][0];
}

static async int third(int n, int a[n][n + 1], int b[static 2], int c[sizeof(int)])
{
    await async_sleep(n);
    return a[0][0] + b[0] + c[0];
}

async int main(void)
{
    int a[9] = {0};
    return await first(1, a) + await second(1, (void *)a) + await third(1, (void *)a, a, a);
}
