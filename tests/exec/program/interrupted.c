/* SIGINT cancels async main: its defers run, then the program ends as SIGINT ends it */
// exit: -2
#include <asyncc.h>
#include <signal.h>
#include <stdio.h>

static async void wait_long(void)
{
    defer {
        await async_sleep(5);
        printf("inner\n");
        fflush(stdout);
    }
    raise(SIGINT);
    await async_sleep(60000);
    printf("never\n");
}

async int main(void)
{
    defer {
        printf("outer\n");
        fflush(stdout);
    }
    printf("start\n");
    await wait_long();
    printf("never\n");
    return 0;
}
/* expect:
start
inner
outer
*/
