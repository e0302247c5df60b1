// env: ASYNC_VIRTUAL_TIME=1
/* semaphores: permits, order, newcomers; a cancelled waiter's permit goes to the next in line */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

static async_semaphore_t s = ASYNC_SEMAPHORE_INIT(2);
static int active, peak;

static async void work(int i)
{
    await async_semaphore_acquire(&s);
    defer async_semaphore_release(&s);
    if (++active > peak) peak = active;
    printf("%d ", i);
    await async_sleep(1 + i % 2);
    active--;
}

static async void take(int i)
{
    await async_semaphore_acquire(&s);
    printf("+%d ", i);
}

static async void cancelled_before(void)
{
    async_cancel(async_self());
    await async_semaphore_acquire(&s);
    printf("has it ");
    defer async_semaphore_release(&s);
    await async_sleep(0);
}

static async void finish(async_task(void) *t, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%s ", async_status_name(await async_try(*t[i])));
        async_release(t[i]);
    }
}

async int main(void)
{
    async_task(void) t[9];

    for (int i = 0; i < 9; i++) t[i] = async_spawn(work(i));
    for (int i = 0; i < 9; i++) await async_join(t[i]);
    printf("| %d %u\n", peak, async_semaphore_value(&s));       // expect: 0 1 2 3 4 5 6 7 8 | 2 2

    printf("%d ", async_semaphore_try_acquire(&s));
    printf("%d ", async_semaphore_try_acquire(&s));
    printf("%d ", async_semaphore_try_acquire(&s));
    for (int i = 0; i < 4; i++) t[i] = async_spawn(take(i));
    await async_sleep(1);
    async_semaphore_release(&s);
    printf("%u%d ", async_semaphore_value(&s), async_semaphore_try_acquire(&s));
    async_cancel(t[1]);                 /* waits */
    async_cancel(t[0]);                 /* is ready: its permit is for 2 now */
    async_semaphore_release(&s);        /* for 3 */
    async_semaphore_release(&s);        /* for nobody */
    printf("%u ", async_semaphore_value(&s));
    await finish(t, 4);
    printf("%u\n", async_semaphore_value(&s));  // expect: 1 1 0 00 1 +2 +3 ECANCELED ECANCELED OK OK 1

    t[0] = async_spawn(cancelled_before());
    await finish(t, 1);
    printf("%u ", async_semaphore_value(&s));
    async_semaphore_init(&s, 0);
    t[0] = async_spawn(cancelled_before());
    await finish(t, 1);
    t[0] = async_spawn(take(0));
    await async_sleep(1);
    async_semaphore_release(&s);
    async_cancel(t[0]);
    await finish(t, 1);
    printf("%u\n", async_semaphore_value(&s));  // expect: has it ECANCELED 1 ECANCELED ECANCELED 1
    return 0;
}
