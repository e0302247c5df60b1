// SIGUSR1 has a loop dump its tasks, and goes on.
// env: ASYNC_DUMP=1
// stderr: 2 tasks\ntask 'main': waiting\n  main \(.*:16\) awaits async_sleep, \d+ ms left\ntask 'asleep' \(spawned at .*:14\)
#include <asyncc.h>
#include <signal.h>
#include <stdio.h>

static async void asleep(void) { await async_sleep(10000); }

static void itself(void *arg) { (void)arg, raise(SIGUSR1); }

async int main(void)
{
    async_detach(asleep());
    async_call_later(async_loop_current(), 10, itself, NULL);
    await async_sleep(2000);
    puts("on it goes"); // expect: on it goes
    return 0;
}
