/* signals: one, several, those that come between two steps */
#include <asyncc.h>
#include <asyncc/process.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static async void send(int signum, int times)
{
    for (int i = 0; i < times; i++) {
        await async_sleep(5);
        kill(getpid(), signum);
    }
}

static async void several(void)
{
    int n = 0;

    async_for (int signum, async_signals(SIGUSR2)) {
        printf("%d\n", signum == SIGUSR2);      // expect: 1
        if (n++ == 0) await async_sleep(50);    // expect: 1
        if (n == 3) break;                      // expect: 1
    }
}

async int main(void)
{
    int got, st, who;

    await async_gather(got = async_signal(SIGUSR1), send(SIGUSR1, 1));
    printf("%d\n", got == SIGUSR1);                         // expect: 1
    await async_gather(several(), send(SIGUSR2, 3));
    await async_gather(got = async_signal(SIGINT), who = async_signal(SIGINT), send(SIGINT, 1));
    printf("%d %d\n", got, who);                            // expect: 2 2
    st = await async_wait_for(5, got = async_signal(SIGTERM));
    printf("%s\n", async_status_name(st));                  // expect: ETIMEDOUT
    got = await async_signal(SIGKILL);
    printf("%s\n", async_status_name(got));                 // expect: EINVAL
    async_gen(int) bad = async_iter(async_signals(12345));
    printf("%d ", await async_next(bad));
    printf("%s\n", async_status_name(async_status(bad)));   // expect: 0 EINVAL
    await async_close(bad);
    return 0;
}
