#include "text.h"

#include <stdio.h>

static async int twice(int x)
{
    await async_sleep(0);
    return x * 2;
}

static async int square(int x) { return x * x; }

const struct step steps[] = { { "twice", twice }, { "square", square } };
const int step_count = 2;

async void note(const char *what, int v)
{
    await async_sleep(0);
    printf("%s %d\n", what, v);
}
