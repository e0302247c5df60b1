/* gather, race and wait_for that have ended well keep their results when the task is cancelled
   before it runs; the cancellation takes effect at its next suspension */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_queue(int) q, r;

static async int getter(int how)
{
    int a = 0, b = 0, st = 0;

    switch (how) {
    case 0: await async_gather(a = async_get(q), b = async_get(r)); break;
    case 1: await async_race(a = async_get(q), b = async_get(r)); break;
    case 2: st = await async_wait_for(1000, a = async_get(q)); break;
    case 3: st = await async_try(async_gather(a = async_get(q), b = async_get(r))); break;
    case 4: await async_gather(async_gather(a = async_get(q)), async_race(b = async_get(r))); break;
    case 5: st = await async_wait_for(1000, async_gather(a = async_get(q), b = async_get(r))); break;
    }
    printf("%d %d %d, then ", a, b, st);
    defer printf("left\n");
    await async_sleep(0);
    printf("never ");
    return 0;
}

/* Puts both items, lets the branches run but not the task, which then is cancelled. */
static async void cancelled(int how)
{
    async_task(int) t = async_spawn(getter(how));
    await async_sleep(5);
    async_try_put(q, 1);
    if (how != 1 && how != 2) async_try_put(r, 2);
    for (int turns = how < 4 ? 1 : 2; turns > 0; turns--) await async_sleep(0);
    async_cancel(t);
    int st = await async_try(async_join(t));
    if (st != ASYNC_ECANCELED) printf("%s\n", async_status_name(st));
    if (async_queue_len(q) || async_queue_len(r)) printf("not got\n");
}

async int main(void)
{
    q = async_queue_new(int, 0);
    r = async_queue_new(int, 0);
    for (int how = 0; how < 6; how++) await cancelled(how);
    async_queue_free(q);
    async_queue_free(r);
    return 0;
}
/* expect:
1 2 0, then left
1 0 0, then left
1 0 0, then left
1 2 0, then left
1 2 0, then left
1 2 0, then left
*/
