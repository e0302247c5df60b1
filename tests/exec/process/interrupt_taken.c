/* while somebody waits for SIGINT it does not cancel main; afterwards it does */
// exit: -2
#include <asyncc.h>
#include <asyncc/process.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static async void press(void)
{
    await async_sleep(5);
    kill(getpid(), SIGINT);
}

async int main(void)
{
    int got;

    setvbuf(stdout, NULL, _IONBF, 0);
    defer printf("unwound\n");
    await async_gather(got = async_signal(SIGINT), press());
    printf("%d\n", got);                            // expect: 2
    async_detach(press());
    async_for (int signum, async_signals(SIGINT)) {
        printf("%d\n", signum);                     // expect: 2
        break;
    }
    async_detach(press());
    await async_sleep(5000);
    printf("not reached\n");                        // expect: unwound
    return 0;
}
