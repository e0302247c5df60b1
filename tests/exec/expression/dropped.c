/* results that nobody takes: every form as a statement, (void) and in comma expressions, no warning */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

struct pair { int a, b; };

static async int number(int n) { await async_sleep(0); printf("%d ", n); return n; }
static async struct pair both(int n) { await async_sleep(0); printf("%d ", n); return (struct pair){n, n}; }
static async void nothing(int n) { await async_sleep(0); printf("%d ", n); }
static async int raises(void) { await async_sleep(0); async_raise(ASYNC_EIO); }

static async int (*pooled)(int) = number;
static async struct pair (*pooled_both)(int) = both;
static async void (*pooled_nothing)(int) = nothing;
static async int (*pooled_raises)(void) = raises;

static int twice(int n) { printf("twice%d ", n); return 2 * n; }

static async void calls(void)
{
    await pooled(1);
    await pooled_both(2);
    await pooled_nothing(3);
    (void)await pooled(4);
    await number(5), await pooled(6);
    (void)(await pooled(7) && (twice(7), 1));
    (void)(await pooled(8) + twice(8));
    (void)-await pooled(9);
    (void)(await pooled_both(10)).a;
    (void)(await pooled(0) ? twice(1) : await pooled(11));
    (void)(await pooled(0) ?: await pooled(12));
    (void)(await pooled(13) == 13 || await pooled(14));
    ({ int n = await pooled(15); n; });
    ({ int n = await pooled(16); twice(n); });
    printf("\n");  // expect: 1 2 3 4 5 6 7 twice7 8 twice8 9 10 0 11 0 12 13 15 16 twice16 
}

static async void forms(void)
{
    async_task(int) t = async_spawn(number(1));
    async_queue(int) q = async_queue_new(int, 4);

    await *t;
    (void)await *t;
    await async_join(t);
    await async_try(pooled(2));
    (void)await async_try(pooled(3));
    await async_try(async_try(pooled_raises()));
    await async_shield(pooled(4));
    (void)await async_shield(pooled_both(5));
    await async_shield(async_try(pooled_raises()));
    await async_gather(pooled(6), pooled_both(7), number(8), async_try(pooled(9)));
    await async_race(pooled(10), async_try(pooled_raises()));
    await async_wait_for(1000, pooled(11));
    (void)await async_wait_for(1000, async_shield(pooled(12)));
    await async_blocking(twice(13));
    (void)await async_try(async_blocking(twice(14)));
    await async_put(q, 1);
    await async_get(q);
    await async_try(async_put(q, 2));
    (void)await async_try(async_get(q));
    await async_try(async_join(async_spawn(number(15))));
    async_queue_free(q);
    printf("\n");  // expect: 1 2 3 4 5 6 7 8 9 10 11 12 twice13 twice14 15 
}

static generator(int) int inner(int n) { if (n) yield_from inner(n - 1); yield n; return n; }
static generator(int, int) void outer(void)
{
    (void)async_receive(int, yield 10);
    (void)async_try(yield_from inner(1));
    int status = async_try(yield_from inner(2));
    yield status;
}

async int main(void)
{
    await calls();
    await forms();
    async_gen(int) g = async_iter(outer());
    while (async_next(g)) printf("%d ", *g);
    async_close(g);
    printf("\n");  // expect: 10 0 1 0 1 2 0 
    return 0;
}
