/* a second SIGINT ends the program at once */
// exit: -2
// timeout: 5
#include <asyncc.h>
#include <signal.h>
#include <stdio.h>

async int main(void)
{
    defer {
        printf("releasing\n");                  // expect: releasing
        fflush(stdout);
        raise(SIGINT);
        await async_sleep(60000);
        printf("never\n");
    }
    raise(SIGINT);
    await async_sleep(60000);
    return 0;
}
