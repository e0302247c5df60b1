/*
 * Ctrl-C cancels, and everything is unwound: each coroutine leaves the await where it stands, its
 * defers run. Here in two forms: every task is cancelled by itself, or the one around them all is.
 */
#include <asyncc.h>
#include <asyncc/process.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static async void work(int seconds)
{
    defer printf("  work(%d) is unwound\n", seconds);
    printf("  work(%d) begins\n", seconds);
    await async_sleep(seconds * 1000);
    printf("  work(%d) is done\n", seconds);
}

/* Stands for somebody at the keyboard. */
static async void press_ctrl_c(void)
{
    await async_sleep(2500);
    printf("  ^C\n");
    raise(SIGINT);
}

/* Whoever waits for SIGINT gets it; otherwise it cancels `main`. */
static async void one_by_one(void)
{
    async_task(void) tasks[] = { async_spawn(work(1)), async_spawn(work(3)), async_spawn(work(5)) };

    printf("one by one:\n");
    await async_gather(async_signal(SIGINT), press_ctrl_c());
    for (int i = 0; i < 3; i++)
        if (async_cancel(tasks[i])) printf("  task %d is cancelled\n", i + 1);
    for (int i = 0; i < 3; i++) await async_try(async_join(tasks[i]));
}

static async void all_work(void)
{
    await async_gather(work(1), work(3), work(5));
}

static async void through_the_outermost(void)
{
    async_task(void) all = async_spawn(all_work());

    printf("through the outermost:\n");
    await async_gather(async_signal(SIGINT), press_ctrl_c());
    async_cancel(all);
    int status = await async_try(async_join(all));
    printf("  it ended with %s\n", async_status_name(status));
}

async int main(void)
{
    await one_by_one();
    await through_the_outermost();
    return 0;
}
