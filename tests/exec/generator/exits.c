/* every way out of async_for closes the generator that the loop made: its defers run */
#include <asyncc.h>
#include <stdio.h>

static generator(int) void numbers(const char *name)
{
    defer printf("close-%s ", name);
    for (int i = 0;; i++) yield i;
}

static int plain(int how)
{
    async_for (int i, numbers("a")) {
        async_for (int j, numbers("b")) {
            if (j == 0) continue;
            if (how == 0) break;
            if (how == 1) return 5;
            if (how == 2) goto out;
        }
        if (i == 1) break;
    }
    printf("end ");
    return 6;
out:
    printf("out ");
    return 7;
}

static async int suspending(int how)
{
    async_for (int i, numbers("c")) {
        await async_sleep(0);
        if (i < 2) continue;
        if (how == 0) break;
        if (how == 1) return 5;
        if (how == 2) goto out;
        if (how == 3) async_raise(ASYNC_EIO);
        await async_sleep(60000);
    }
    printf("end ");
    return 6;
out:
    printf("out ");
    return 7;
}

async int main(void)
{
    for (int how = 0; how < 3; how++) printf("%d\n", plain(how));
    // expect: close-b close-b close-a end 6
    // expect: close-b close-a 5
    // expect: close-b close-a out 7
    for (int how = 0; how < 4; how++) {
        int v = -1, status = await async_try(v = suspending(how));
        printf("%d %d\n", v, status == ASYNC_EIO);
    }
    // expect: close-c end 6 0
    // expect: close-c 5 0
    // expect: close-c out 7 0
    // expect: close-c -1 1
    async_task(int) t = async_spawn(suspending(4));
    await async_sleep(5);
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));          // expect: close-c ECANCELED
    async_release(t);
    return 0;
}
