#include "text.h"

#include <stdio.h>

static async int thousand(int x) { return x * 1000; }

async struct reply fetch(const char *url)
{
    struct reply r = { 200, "" };
    await async_sleep(0);
    snprintf(r.body, sizeof r.body, "<%s>", url);
    return r;
}

async int pong(int n)
{
    if (n == 0) return 200;
    printf("pong %d\n", n);
    return await ping(n - 1);
}

async int run_step(step_fn *f, int x)
{
    int v = await f(x);
    return await thousand(v);
}
