/* async_timeout: a block with a limit in time */
#include <asyncc.h>
#include <stdio.h>

static async int late(void)
{
    async_timeout (5) {
        defer printf("d ");
        await async_sleep(60000);
        printf("never ");
    }
    printf("never ");
    return 1;
}

static async int in_time(void)
{
    int v = 0;
    async_timeout (5000) {
        for (int i = 0; i < 3; i++) {
            await async_sleep(1);
            v += i;
        }
    }
    return v;
}

async int main(void)
{
    int status = await async_try(late());
    printf("%s\n", async_status_name(status));          // expect: d ETIMEDOUT
    printf("%d\n", await in_time());                    // expect: 3
    return 0;
}
