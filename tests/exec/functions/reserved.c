/* with ASYNC_NO_KEYWORDS the reserved spellings do the work, and the words are free */
#define ASYNC_NO_KEYWORDS
#include <asyncc.h>
#include <stdio.h>

static _Async int yield(int async) { _Await async_sleep(0); return async + 1; }
static _Generator(int) void defer(int generator)
{
    for (int await = 0; await < generator; await++) _Yield await;
}
static _Generator(int) void all(void) { _Yield 7; _Yield_from defer(2); }

_Async int main(void)
{
    int yield_from = _Await yield(4);
    printf("%d\n", yield_from);                 // expect: 5
    async_for (int v, all()) printf("%d\n", v);
    // expect: 7
    // expect: 0
    // expect: 1
    return 0;
}
