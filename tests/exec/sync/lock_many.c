/* 10,000 tasks in line for a lock, every third of them cancelled before or after it is made ready */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

enum { N = 10000 };
static async_lock_t l = ASYNC_LOCK_INIT;
static int last = -1, served, disorder;
static async_task(void) t[N];

static async void take(int i)
{
    await async_lock(&l);
    defer async_unlock(&l);
    if (i + 2 < N && i % 7 == 0) async_cancel(t[i + 2]);
    disorder += i <= last;
    last = i;
    served++;
}

async int main(void)
{
    int cancelled = 0;

    await async_lock(&l);
    for (int i = 0; i < N; i++) t[i] = async_spawn(take(i));
    await async_sleep(1);
    for (int i = 0; i < N; i += 3) async_cancel(t[i]);
    async_unlock(&l);
    for (int i = 0; i < N; i++) {
        cancelled += await async_try(*t[i]) == ASYNC_ECANCELED;
        async_release(t[i]);
    }
    printf("%d %d %d\n", served + cancelled, disorder, async_is_locked(&l));    // expect: 10000 0 0
    return 0;
}
