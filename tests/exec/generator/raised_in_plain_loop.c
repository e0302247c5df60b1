/* a generator that raises ends a plain async_for, and its status is reported */
// stderr: EIO
#include <asyncc.h>
#include <stdio.h>

static generator(int) void broken(void)
{
    yield 1;
    async_raise(ASYNC_EIO);
}

int main(void)
{
    async_for (int v, broken()) printf("%d\n", v);      // expect: 1
    printf("after\n");                                  // expect: after
    return 0;
}
