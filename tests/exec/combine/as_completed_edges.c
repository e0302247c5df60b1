/* async_as_completed: left early, failures, futures, by hand, cancelled, none at all */
// stderr: !.
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static async int f(int ms, int v)
{
    await async_sleep(ms);
    if (v < 0) async_raise(v);
    return v;
}

static async void left_early(void)
{
    async_task(int) h[3] = { async_spawn(f(9, 1)), async_spawn(f(1, 2)), async_spawn(f(5, 3)) };

    async_for (async_task(int) t, async_as_completed(h, 3)) {
        printf("%d ", async_result(t));
        if (t == h[2]) break;
    }
    printf("%d %d\n", async_done(h[0]), await *h[0]);
    for (int i = 0; i < 3; i++) async_release(h[i]);
}

/* Done before, twice in the array, failed, cancelled: each comes once per place. */
static async void done_before(void)
{
    async_task(int) a = async_spawn(f(0, 1)), b = async_spawn(f(0, ASYNC_EIO));
    async_task(int) c = async_spawn(f(60000, 3)), h[4] = { b, c, a, a };

    await async_sleep(1);
    async_cancel(c);
    async_for (async_task(int) t, async_as_completed(h, 4))
        printf("%c:%s ", t == a ? 'a' : t == b ? 'b' : 'c', async_status_name(async_status(t)));
    printf("\n");
    async_release(a);
    async_release(b);
    async_release(c);
}

static async void several_at_once(void)
{
    async_future(int) h[3];

    for (int i = 0; i < 3; i++) h[i] = async_future_new(int);
    async_set_result(h[2], 2);
    async_for (async_future(int) t, async_as_completed(h, 3)) {
        printf("%d ", async_result(t));
        if (t != h[2]) continue;
        async_set_result(h[1], 1);
        async_set_result(h[0], 0);
    }
    printf("\n");
    for (int i = 0; i < 3; i++) async_release(h[i]);
}

static async void by_hand(void)
{
    async_task(int) h[2] = { async_spawn(f(2, 1)), async_spawn(f(1, 2)) };
    async_gen(async_task(int)) g = async_as_completed(h, 2), unused = async_as_completed(h, 2);

    while (await async_next(g)) printf("%d ", async_result(*g));
    printf("%d\n", async_status(g));
    await async_close(g);
    await async_close(unused);
    async_release(h[0]);
    async_release(h[1]);
}

static async void looper(async_task(int) *h, size_t n)
{
    defer printf("left ");
    async_for (async_task(int) t, async_as_completed(h, n)) printf("%d ", async_result(t));
    printf("ended ");
}

static async void cancelled(void)
{
    async_task(int) h[2] = { async_spawn(f(1, 1)), async_spawn(f(6, 2)) };
    async_task(void) w = async_spawn(looper(h, 2));

    await *h[0];
    await async_sleep(1);
    async_cancel(w);
    printf("%s ", async_status_name(await async_try(*w)));
    printf("%d\n", await *h[1]);
    async_release(w);
    async_release(h[0]);
    async_release(h[1]);
}

static async void of_itself(void)
{
    void *own = async_self();
    async_for (void *t, async_as_completed(&own, 1)) printf("never %p\n", t);
}

async int main(void)
{
    await left_early();                                     // expect: 2 3 0 1
    await done_before();                                    // expect: b:EIO a:OK a:OK c:ECANCELED
    await several_at_once();                                // expect: 2 1 0
    await by_hand();                                        // expect: 2 1 0
    await cancelled();                                      // expect: 1 left ECANCELED 2
    async_task(void) t = async_spawn(of_itself());
    printf("%s\n", async_status_name(await async_try(*t))); // expect: EINVAL
    async_release(t);
    await looper(NULL, 0);
    printf("\n");                                           // expect: ended left
    return 0;
}
