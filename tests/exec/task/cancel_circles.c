/* tasks that await each other in a circle: a cancellation ends them all */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async_task(int) t[3];

static async int plain(int i)
{
    defer printf("%d ", i);
    await async_sleep(1);
    return await *t[(i + 1) % 3];
}

static async int gathered(int i)
{
    int v = 0;
    defer printf("%d ", i);
    await async_sleep(1);
    await async_gather(v = *t[(i + 1) % 3], async_sleep(1000));
    return v;
}

static async int limited(int i)
{
    int v = 0;
    defer printf("%d ", i);
    await async_sleep(1);
    if (i == 0) {
        async_timeout (50) v = await *t[1];
    } else {
        int st = await async_wait_for(100 * i, v = *t[(i + 1) % 3]);
        if (st) async_raise(st);
    }
    return v;
}

static async int grouped(int i)
{
    defer printf("%d ", i);
    await async_sleep(1);
    async_group (g) {
        async_spawn_in(g, async_sleep(0));
        if (i != 1) await *t[(i + 1) % 3];
        async_task(int) inner = async_spawn_in(g, plain(1));
        await *inner;
    }
    return 0;
}

static async int joined(int i)
{
    defer printf("%d ", i);
    await async_sleep(1);
    async_retain(t[(i + 1) % 3]);
    return await async_join(t[(i + 1) % 3]);
}

/* A bystander that awaits one of them: it is told. */
static async int bystander(void)
{
    int st = await async_try(*t[1]);
    printf("b:%s ", async_status_name(st));
    return st;
}

static async void circle(async int (*f)(int), int canceled)
{
    for (int i = 0; i < 3; i++) t[i] = async_spawn(f(i));
    async_task(int) b = async_spawn(bystander());
    await async_sleep(10);
    if (canceled < 3) async_cancel(t[canceled]);
    for (int i = 0; i < 3; i++) {
        int st = await async_try(*t[i]);
        if (st != ASYNC_ECANCELED) printf("%s ", async_status_name(st));
    }
    (void)await async_try(async_join(b));
    for (int i = 0; i < 3; i++) async_release(t[i]);
    printf("\n");
}

async int main(void)
{
    await circle(plain, 0);                 // expect: 2 1 b:ECANCELED 0
    await circle(plain, 2);                 // expect: 1 b:ECANCELED 0 2
    await circle(gathered, 1);              // expect: 0 2 1 b:ECANCELED
    await circle(grouped, 0);               // expect: 2 1 1 b:ECANCELED 0
    await circle(joined, 0);                // expect: 2 1 b:ECANCELED 0
    await circle(limited, 3);               // expect: 2 1 b:ECANCELED 0 ETIMEDOUT
    return 0;
}
