// env: ASYNC_VIRTUAL_TIME=1
/* async_queue_close and async_queue_free with getters, putters and joiners at every stage */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_queue(int) q;

static async void consume(int i)
{
    int v, status;
    while ((status = await async_try(v = async_get(q))) == 0) printf("%d<%d ", i, v);
    printf("%d:%s ", i, async_status_name(status));
}

static async void get(int i)
{
    int v = await async_get(q);
    printf("%d<%d ", i, v);
}

static async void put(int v) { await async_put(q, v); printf("p%d ", v); }
static async void join(void) { await async_queue_join(q); printf("joined "); }

static async void finish(async_task(void) *t, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
    printf("\n");
}

async int main(void)
{
    async_task(void) t[6];

    /* getters wait; one item is promised, and drained first */
    q = async_queue_new(int, 0);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(consume(i));
    await async_sleep(0);
    async_try_put(q, 1);
    async_queue_close(q);
    printf("%d ", async_try_put(q, 2));
    await finish(t, 3);                     // expect: 0 0<1 0:EOF 1:EOF 2:EOF OK OK OK
    printf("%s %s\n", async_status_name(await async_try(async_get(q))),
           async_status_name(await async_try(async_put(q, 1))));        // expect: EOF EPIPE
    async_queue_free(q);

    /* a promised item that comes back is still there for those who wait */
    q = async_queue_new(int, 0);
    for (int i = 0; i < 2; i++) t[i] = async_spawn(consume(i));
    await async_sleep(0);
    async_try_put(q, 1);
    async_queue_close(q);
    async_cancel(t[0]);
    await finish(t, 2);                     // expect: 1<1 1:EOF ECANCELED OK
    async_queue_free(q);

    /* putters wait: EPIPE; one is promised a place, and its item is not lost */
    q = async_queue_new(int, 1);
    async_try_put(q, 0);
    for (int i = 1; i < 4; i++) t[i - 1] = async_spawn(put(i));
    await async_sleep(0);
    printf("%d ", await async_get(q));
    async_queue_close(q);
    async_queue_close(q);
    t[3] = async_spawn(consume(0));
    await finish(t, 4);                     // expect: 0 p1 0<1 0:EOF OK EPIPE EPIPE OK
    async_queue_free(q);

    /* the promised put is cancelled: nothing comes any more */
    q = async_queue_new(int, 1);
    async_try_put(q, 0);
    t[0] = async_spawn(put(1));
    await async_sleep(0);
    printf("%d ", await async_get(q));
    async_queue_close(q);
    t[1] = async_spawn(consume(0));
    await async_sleep(0);
    async_cancel(t[0]);
    await finish(t, 2);                     // expect: 0 p1 0<1 0:EOF OK OK
    async_queue_free(q);
    q = async_queue_new(int, 1);
    async_try_put(q, 0);
    t[0] = async_spawn(put(1));
    await async_sleep(0);
    printf("%d ", await async_get(q));
    async_queue_close(q);
    async_cancel(t[0]);
    printf("%s ", async_status_name(await async_try(async_get(q))));
    await finish(t, 1);                     // expect: 0 EOF ECANCELED
    async_queue_free(q);

    /* freed: who waits is told, who was promised something has it */
    q = async_queue_new(int, 0);
    for (int i = 0; i < 4; i++) t[i] = async_spawn(get(i));
    t[4] = async_spawn(join());
    await async_sleep(0);
    for (int v = 5; v < 8; v++) async_try_put(q, v);
    t[5] = async_spawn(join());
    await async_sleep(0);
    async_queue_free(q);
    await finish(t, 6);                     // expect: joined 0<5 1<6 2<7 OK OK OK EOF OK EOF
    q = async_queue_new(int, 0);
    for (int i = 0; i < 3; i++) t[i] = async_spawn(get(i));
    await async_sleep(0);
    for (int v = 1; v < 3; v++) async_try_put(q, v);
    async_queue_free(q);
    async_cancel(t[0]);
    async_cancel(t[2]);
    await finish(t, 3);                     // expect: 1<1 ECANCELED OK ECANCELED
    q = async_queue_new(int, 1);
    async_try_put(q, 1);
    for (int i = 0; i < 2; i++) t[i] = async_spawn(put(2 + i));
    await async_sleep(0);
    printf("%d ", await async_get(q));
    async_queue_free(q);
    await finish(t, 2);                     // expect: 1 p2 OK EPIPE
    return 0;
}
