/* async_try of a yield or a delegation holds what its operands raise; a close and a cancellation pass */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static bool raises;

static async int g(int v)
{
    await async_sleep(1);
    if (raises) async_raise(ASYNC_EIO);
    return v;
}

static generator(int) int two(int a) { yield a; yield a + 1; return a + 2; }
static async generator(int) int slow(int a) { yield await g(a); return a + 2; }

static async generator(int) void yields(void)
{
    defer printf("left ");
    int status = async_try(yield await g(1));
    printf("%s ", async_status_name(status));
    yield 9;
}

static async generator(int) void delegates(void)
{
    int r = 0, status = async_try(r = yield_from two(await g(1)));
    printf("%s %d ", async_status_name(status), r);
    yield 9;
}

static async generator(int) void from_slow(void)
{
    int r = 0, status = async_try(r = yield_from slow(1));
    printf("%s %d ", async_status_name(status), r);
    yield 9;
}

/* The inner yield is an operand: what is thrown there is held, a close is not. */
static async generator(int) void twice(void)
{
    int x = 0, status = async_try(x = yield (yield 1) + 1);
    printf("%s %d ", async_status_name(status), x);
    yield 9;
}

static generator(int) void plain_twice(void)
{
    defer printf("left ");
    int x = 0, status = async_try(x = yield (yield 1) + 1);
    printf("%s %d ", async_status_name(status), x);
    yield 9;
}

static generator(int) int plain_from(void)
{
    int x = 0, status = async_try(x = yield_from two((yield 1) + async_check((yield 2))));
    printf("%s ", async_status_name(status));
    return x;
}

static async void walk(const char *name, async_gen(int) h)
{
    printf("%s: ", name);
    while (await async_next(h)) printf("%d ", *h);
    printf("%s\n", async_status_name(async_status(h)));
    await async_close(h);
}

static async void in_task(void)
{
    async_gen(int) h = async_iter(yields());
    defer await async_close(h);
    await async_next(h);
    printf("never ");
}

async int main(void)
{
    await walk("yields", async_iter(yields()));       // expect: yields: 1 OK 9 left OK
    await walk("delegates", async_iter(delegates())); // expect: delegates: 1 2 OK 3 9 OK
    await walk("from slow", async_iter(from_slow())); // expect: from slow: 1 OK 3 9 OK
    raises = true;
    await walk("yields", async_iter(yields()));       // expect: yields: EIO 9 left OK
    await walk("delegates", async_iter(delegates())); // expect: delegates: EIO 0 9 OK
    await walk("from slow", async_iter(from_slow())); // expect: from slow: EIO 0 9 OK
    raises = false;

    async_task(void) t = async_spawn(in_task());
    await async_sleep(0);
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));        // expect: left ECANCELED
    async_release(t);

    async_gen(int) h = async_iter(twice());
    await async_next(h);
    await async_throw(h, ASYNC_EPIPE);
    printf("%d\n", *h);                               // expect: EPIPE 0 9
    await async_close(h);
    h = async_iter(twice());
    await async_next(h);
    await async_send(h, 5);
    printf("%d ", *h);
    await async_send(h, 6);
    printf("%d\n", *h);                               // expect: 6 OK 6 9
    await async_close(h);
    h = async_iter(twice());
    await async_next(h);
    await async_close(h);
    printf("closed\n");                               // expect: closed

    async_gen(int) p = async_iter(plain_twice());
    async_next(p);
    async_throw(p, ASYNC_EPIPE);
    printf("%d ", *p);
    async_close(p);
    printf("\n");                                     // expect: EPIPE 0 9 left 
    p = async_iter(plain_twice());
    async_next(p);
    async_close(p);
    printf("\n");                                     // expect: left 
    p = async_iter(plain_from());
    async_next(p);
    async_send(p, 1);
    printf("%d ", *p);
    printf("%d ", async_send(p, ASYNC_EINVAL));
    printf("%d\n", async_returned(int, p));           // expect: 2 EINVAL 0 0
    async_close(p);
    p = async_iter(plain_from());
    async_next(p);
    async_send(p, 1);
    async_send(p, 2);
    printf("%d ", *p);
    async_next(p);
    printf("%d ", *p);
    async_next(p);
    printf("%d\n", async_returned(int, p));           // expect: 3 4 OK 5
    async_close(p);
    return 0;
}
