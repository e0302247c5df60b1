/* tasks that are still pending when main returns are cancelled and waited for */
// exit: 4
#include <asyncc.h>
#include <stdio.h>

static async void forever(int id)
{
    defer {
        await async_sleep(1);
        printf("%d leaves\n", id);
        fflush(stdout);
    }
    for (;;) await async_sleep(1000);
}

async int main(void)
{
    async_detach(forever(1));
    async_detach(forever(2));
    await async_sleep(5);
    printf("main returns\n");
    return 4;
}
/* expect:
main returns
1 leaves
2 leaves
*/
