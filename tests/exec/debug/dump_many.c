// 100,000 tasks are told in less than 2 seconds of the processor, and a chain of 100,000 awaits takes no C stack.
// stack: 256
// timeout: 60
#include <asyncc.h>
#include <asyncc/debug.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A program that is checked by other means takes its time. */
static int limit(void)
{
    const char *preload = getenv("LD_PRELOAD");
#if defined(__SANITIZE_ADDRESS__)
    return 30;
#endif
    return preload && strstr(preload, "vgpreload") ? 60 : 2;
}

static async void asleep(void) { await async_sleep(1000000); }
async int deep(int n)
{
    if (n == 0) await asleep();
    return n ? await deep(n - 1) : 0;
}

async int main(void)
{
    FILE *file = fopen("/dev/null", "w");
    clock_t begin;
    async_task(int) task = async_spawn(deep(100000));

    for (int i = 0; i < 100000; i++) async_detach(asleep());
    await async_sleep(10);
    begin = clock();
    async_dump(file);
    clock_t end = clock();
    fclose(file);
    puts((end - begin) / CLOCKS_PER_SEC < limit() ? "in time" : "too late"); // expect: in time
    async_release(task);
    return 0;
}
