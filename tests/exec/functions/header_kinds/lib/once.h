#pragma once
#include <asyncc.h>
static inline async int once(int x)
{
    await async_sleep(0);
    return x + 3;
}
static inline int once_line(void) { return __LINE__; }
static inline const char *once_file(void) { return __FILE__; }
