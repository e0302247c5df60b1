/* coroutines created, stepped, started, spawned and run from C and C++ that asyncc has not translated */
// env: ASYNC_VIRTUAL_TIME=1
#include "work.h"
#include <stdio.h>

async int twice(int x)
{
    await async_sleep(10);
    return 2 * x;
}

static async int half(int x) { return x / 2; }

async int halves(int x) { return await half(x) + await half(x); }

async void fails(void)
{
    await async_sleep(1);
    async_raise(ASYNC_EIO);
}

generator(int) int count(int n)
{
    for (int i = 0; i < n; i++) yield i;
    return n;
}

int main(void)
{
    from_c();
    from_cc();
    return 0;
}
/* expect:
c: step 0, status OK, 8
c: run OK EIO
c: 0 1 2 = 3
c: started 10, canceled ECANCELED, failed EIO
c++: step 0, status OK, 8
c++: run OK EIO
c++: 0 1 2 = 3
c++: started 10, canceled ECANCELED, failed EIO
*/
