/* the kernel's way out: labels in reverse order of what was opened */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int open_one(const char *name, int fails)
{
    await async_sleep(0);
    printf(fails ? " no-%s" : " %s", name);
    return fails ? -1 : 0;
}

static async int work(int fails_at)
{
    int status;

    status = await open_one("file", fails_at == 1);
    if (status < 0) goto out;
    status = await open_one("lock", fails_at == 2);
    if (status < 0) goto close_file;
    if ((status = await open_one("map", fails_at == 3)) < 0) goto unlock;
    printf(" work");
    await async_sleep(0);
unlock:
    printf(" unlock");
close_file:
    await async_sleep(0);
    printf(" close");
out:
    return status;
}

async int main(void)
{
    for (int i = 0; i < 4; i++) {
        int status = await work(i);
        printf(": %d\n", status);
    }
    // expect:  file lock map work unlock close: 0
    // expect:  no-file: -1
    // expect:  file no-lock close: -1
    // expect:  file lock no-map unlock close: -1
    return 0;
}
