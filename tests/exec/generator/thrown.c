/* async_throw raises at the yield where the generator stands; async_try(yield v) catches it */
#include <asyncc.h>
#include <stdio.h>

static generator(int) void careless(void)
{
    defer printf("left ");
    for (int i = 0;; i++) yield i;
}

static generator(int) int careful(void)
{
    int caught = 0;
    for (int i = 0; i < 3; i++) {
        int status = async_try(yield i);
        if (status == ASYNC_EIO) caught++;
        else if (status) return -status;
    }
    return caught;
}

static generator(int) int both(void)
{
    int r = 0, status = async_try(r = yield_from careful());
    yield status ? 1000 : 100 + r;
    return r;
}

int main(void)
{
    async_gen(int) g = async_iter(careless());
    async_next(g);
    printf("%d ", async_throw(g, ASYNC_EIO));
    printf("%s\n", async_status_name(async_status(g)));     // expect: left 0 EIO
    printf("%d\n", async_next(g));                          // expect: 0
    async_close(g);

    g = async_iter(careless());
    printf("%d ", async_throw(g, ASYNC_EPERM));
    printf("%s\n", async_status_name(async_status(g)));     // expect: 0 EPERM
    async_close(g);

    g = async_iter(careful());
    async_next(g);
    bool more = async_throw(g, ASYNC_EIO);
    printf("%d %d\n", more, *g);                            // expect: 1 1
    async_next(g);
    more = async_throw(g, ASYNC_EIO);
    printf("%d %d\n", more, async_returned(int, g));        // expect: 0 2
    async_close(g);

    g = async_iter(both());
    async_next(g);
    async_throw(g, ASYNC_EIO);
    printf("%d\n", *g);                                     // expect: 1
    async_throw(g, ASYNC_EPERM);
    printf("%d\n", *g - 100 == -ASYNC_EPERM);               // expect: 1
    async_close(g);
    return 0;
}
