/* futures: awaited before and after they are done, of any type, completed once */
#include <asyncc.h>
#include <stdio.h>

struct pair { int a, b; };

static async int wait_for_it(int id, async_future(int) f)
{
    int v = await *f;
    printf("%d got %d\n", id, v);
    return v + id;
}

static void ring(void *f) { async_set_status((int *)f, 0); }

async int main(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) a = async_spawn(wait_for_it(1, f)), b = async_spawn(wait_for_it(2, f));
    await async_sleep(1);
    printf("%d\n", async_done(f));                          // expect: 0
    printf("%d\n", async_set_result(f, 40));                // expect: 1
    printf("%d %d\n", async_set_result(f, 50), async_done(f));  // expect: 0 1
    int sum = await async_join(a) + await async_join(b);
    // expect: 1 got 40
    // expect: 2 got 40
    printf("%d %d\n", sum, await *f);                       // expect: 83 40
    async_release(f);

    async_future(struct pair) p = async_future_new(struct pair);
    async_set_result(p, ((struct pair){ 3, 4 }));
    printf("%d\n", (await *p).b);                           // expect: 4
    async_release(p);

    async_future(void) v = async_future_new(void);
    async_set_status(v, 0);
    await *v;
    async_release(v);

    async_future(int) e = async_future_new(int);
    async_set_status(e, ASYNC_EIO);
    int x = 7, status = await async_try(x = *e);
    printf("%s %d\n", async_status_name(status), x);        // expect: EIO 7
    async_release(e);

    async_future(int) c = async_future_new(int);
    printf("%d\n", async_cancel(c));                        // expect: 1
    status = await async_try(*c);
    printf("%s %d\n", async_status_name(status), async_cancel(c));  // expect: ECANCELED 0
    async_release(c);

    async_future(int) late = async_future_new(int);
    *late = 11;
    async_call_later(async_loop_current(), 2, ring, late);
    printf("%d\n", await *late);                            // expect: 11
    async_release(late);
    return 0;
}
