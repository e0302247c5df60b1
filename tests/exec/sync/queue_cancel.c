// env: ASYNC_VIRTUAL_TIME=1
/* async_get, async_put, async_queue_join cancelled before, during and after: nothing is lost */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_queue(int) q;

static async void get(int i)
{
    int v = await async_get(q);
    printf("%d<%d ", i, v);
}

static async void put(int v)
{
    await async_put(q, v);
    printf("p%d ", v);
}

static async void join(void)
{
    await async_queue_join(q);
    printf("joined ");
}

static async void cancelled_before(int what)
{
    async_cancel(async_self());
    if (what == 0) printf("%d ", await async_get(q));
    if (what == 1) await async_put(q, 8);
    if (what == 2) await async_queue_join(q);
    printf("past ");
    await async_sleep(0);
}

static async void get_in_time(void)
{
    int v = -1, status = await async_wait_for(1, v = async_get(q));
    printf("%s %d ", async_status_name(status), v);
}

static async void finish(async_task(void) *t, int n)
{
    for (int i = 0; i < n; i++) {
        int status = await async_try(*t[i]);
        printf("%s ", status ? async_status_name(status) : "ok");
        async_release(t[i]);
    }
    printf("| %zu", async_queue_len(q));
    for (int v; async_try_get(q, &v);) printf(" %d", v);
    printf("\n");
}

async int main(void)
{
    async_task(void) t[4];

    /* before: what can be done at once is done */
    q = async_queue_new(int, 1);
    for (int what = 0; what < 3; what++) t[what] = async_spawn(cancelled_before(what));
    await finish(t, 3);                 // expect: past ECANCELED ECANCELED ECANCELED | 1 8
    async_try_put(q, 1);
    for (int what = 0; what < 2; what++) t[what] = async_spawn(cancelled_before(what));
    t[2] = async_spawn(cancelled_before(1));
    await finish(t, 3);                 // expect: 1 past past ECANCELED ECANCELED ECANCELED | 1 8

    /* during: each of three getters, of three putters */
    for (int gone = 0; gone < 3; gone++) {
        for (int i = 0; i < 3; i++) t[i] = async_spawn(get(i));
        await async_sleep(1);
        async_cancel(t[gone]);
        for (int v = 1; v <= 3; v++) await async_put(q, v);
        await finish(t, 3);
    }
    // expect: 1<1 2<2 ECANCELED ok ok | 1 3
    // expect: 0<1 2<2 ok ECANCELED ok | 1 3
    // expect: 0<1 1<2 ok ok ECANCELED | 1 3
    for (int gone = 0; gone < 3; gone++) {
        async_try_put(q, 9);
        for (int i = 0; i < 3; i++) t[i] = async_spawn(put(i));
        await async_sleep(1);
        async_cancel(t[gone]);
        for (int i = 0; i < 3; i++) printf("%d ", await async_get(q));
        await finish(t, 3);
    }
    // expect: 9 p1 1 p2 2 ECANCELED ok ok | 0
    // expect: 9 p0 0 p2 2 ok ECANCELED ok | 0
    // expect: 9 p0 0 p1 1 ok ok ECANCELED | 0

    /* after: a promised item goes to the next in line, in order; or it stays the first */
    async_queue_free(q);
    q = async_queue_new(int, 0);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(get(i));
    await async_sleep(1);
    async_try_put(q, 1);
    async_try_put(q, 2);
    async_cancel(t[0]);
    await finish(t, 3);                 // expect: 1<1 2<2 ECANCELED ok ok | 0
    t[0] = async_spawn(get(0));
    await async_sleep(1);
    for (int v = 1; v <= 3; v++) async_try_put(q, v);
    async_cancel(t[0]);
    await finish(t, 1);                 // expect: ECANCELED | 3 1 2 3

    /* after: a promised place goes to the next in line; what was not put never was */
    async_queue_free(q);
    q = async_queue_new(int, 1);
    async_try_put(q, 9);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(put(i));
    await async_sleep(1);
    printf("%d ", await async_get(q));
    async_cancel(t[0]);
    async_cancel(t[1]);
    await finish(t, 3);                 // expect: 9 p2 ECANCELED ECANCELED ok | 1 2

    /* the item came in time, or too late; a time-out and a cancellation at once */
    t[0] = async_spawn(get_in_time());
    await async_sleep(0);
    async_try_put(q, 5);
    t[1] = async_spawn(get_in_time());
    t[2] = async_spawn(get_in_time());
    await async_sleep(1);
    async_cancel(t[2]);
    async_try_put(q, 6);
    await finish(t, 3);                 // expect: OK 5 ok ETIMEDOUT -1 ok ECANCELED | 1 6

    /* join */
    async_queue_free(q);
    q = async_queue_new(int, 0);
    async_try_put(q, 4);
    for (int i = 0; i < 2; i++) t[i] = async_spawn(join());
    t[2] = async_spawn(cancelled_before(2));
    await async_sleep(1);
    async_cancel(t[0]);
    async_task_done(q);
    t[3] = async_spawn(join());
    await async_sleep(0);
    await finish(t, 4);                 // expect: joined joined ECANCELED ok ECANCELED ok | 1 4
    async_queue_free(q);
    return 0;
}
