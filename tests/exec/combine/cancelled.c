/* a caller that is cancelled cancels its children, and leaves when they have left */
#include <asyncc.h>
#include <stdio.h>

static async void child(int id, int ms)
{
    defer {
        await async_sleep(ms);
        printf("c%d ", id);
    }
    await async_sleep(60000);
}

static async void gathers(void)
{
    defer printf("gathers ");
    await async_gather(child(1, 60), child(2, 20), async_try(child(3, 40)));
    printf("never ");
}

static async void races(void)
{
    defer printf("races ");
    await async_race(child(1, 40), child(2, 20));
    printf("never ");
}

static async void limits(void)
{
    defer printf("limits ");
    int status = await async_wait_for(50000, child(1, 20));
    printf("never %d ", status);
}

static async void groups(void)
{
    defer printf("groups ");
    async_group (g) {
        async_spawn_in(g, child(1, 20));
        async_spawn_in(g, child(2, 40));
        await async_sleep(60000);
    }
    printf("never ");
}

static async void cancel_soon(async_task(void) t)
{
    await async_sleep(5);
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));
    async_release(t);
}

async int main(void)
{
    await cancel_soon(async_spawn(gathers()));      // expect: c2 c3 c1 gathers ECANCELED
    await cancel_soon(async_spawn(races()));        // expect: c2 c1 races ECANCELED
    await cancel_soon(async_spawn(limits()));       // expect: c1 limits ECANCELED
    await cancel_soon(async_spawn(groups()));       // expect: c1 c2 groups ECANCELED
    return 0;
}
