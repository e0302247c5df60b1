/* SIGINT: main is cancelled, and the tasks that are left are cancelled and waited for */
// exit: -2
#include <asyncc.h>
#include <signal.h>
#include <stdio.h>

static async void worker(int id, int ms)
{
    defer {
        printf("worker %d leaves\n", id);
        fflush(stdout);
    }
    await async_sleep(ms);
    if (ms < 1000) raise(SIGINT);
    await async_sleep(60000);
}

async int main(void)
{
    async_task(void) a = async_spawn(worker(1, 60000));
    async_detach(worker(2, 10));
    defer {
        async_release(a);
        printf("main leaves\n");
        fflush(stdout);
    }
    await *a;
    printf("never\n");
    return 0;
}
/* expect:
worker 1 leaves
main leaves
worker 2 leaves
*/
