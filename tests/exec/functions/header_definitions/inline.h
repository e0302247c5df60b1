#ifndef INLINE_H
#define INLINE_H

#include <asyncc.h>

static inline async int pause_and_add(int a, int b)
{
    await async_sleep(0);
    return a + b;
}

static async inline int pause_twice(int x)
{
    x = await pause_and_add(x, 1);
    return await pause_and_add(x, 1);
}

int count_calls(void);

#endif
