/* resuming a generator that is running: a message and false */
// stderr: .
#include <asyncc.h>
#include <stdio.h>

static async_gen(int) self;

static generator(int) void resumes_itself(void)
{
    yield 1;
    printf("again %d\n", async_next(self));
    yield 2;
}

int main(void)
{
    self = async_iter(resumes_itself());
    while (async_next(self)) printf("%d\n", *self);
    async_close(self);
    return 0;
}
/* expect:
1
again 0
2
*/
