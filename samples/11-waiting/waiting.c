/*
 * Three ways to wait for the same three sleeps, side by side: all at once (gather), all of an array,
 * in parts (wait), and one after the other as they are done (as_completed). Each takes 4 s.
 */
#include <asyncc.h>
#include <stdio.h>

static async int work(const char *way, int seconds)
{
    printf("%s: waiting %d s\n", way, seconds);
    await async_sleep(seconds * 1000);
    return seconds;
}

static async void by_gather(void)
{
    int one, two, four;

    await async_gather(one = work("gather", 1), two = work("gather", 2), four = work("gather", 4));
    printf("gather: %d + %d + %d\n", one, two, four);
}

static async void by_wait(void)
{
    async_task(int) tasks[] = { async_spawn(work("wait", 1)), async_spawn(work("wait", 2)),
                                async_spawn(work("wait", 4)) };
    size_t done = await async_wait(tasks, 3, ASYNC_FIRST_COMPLETED, -1);

    printf("wait: %zu of 3 done after the first\n", done);
    done = await async_wait(tasks, 3, ASYNC_ALL_COMPLETED, -1);
    printf("wait: %zu of 3 done\n", done);
    for (int i = 0; i < 3; i++) async_release(tasks[i]);
}

static async void by_completion(void)
{
    async_task(int) tasks[] = { async_spawn(work("as_completed", 4)),
                                async_spawn(work("as_completed", 1)),
                                async_spawn(work("as_completed", 2)) };

    async_for (async_task(int) task, async_as_completed(tasks, 3)) {
        printf("as_completed: %d\n", await *task);
        async_release(task);
    }
}

async int main(void)
{
    uint64_t start = async_now();

    await async_gather(by_gather(), by_wait(), by_completion());
    printf("total: %d s\n", (int)((async_now() - start) / 1000));
    return 0;
}
