/* ten thousand tasks at once */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 10000 };

static async int worker(int i)
{
    for (int k = 0; k < 3; k++) await async_sleep(k * (i % 3));
    return i & 7;
}

async int main(void)
{
    static async_task(int) tasks[TASKS];
    long sum = 0;
    for (int i = 0; i < TASKS; i++) tasks[i] = async_spawn(worker(i));
    for (int i = 0; i < TASKS; i++) sum += await async_join(tasks[i]);
    printf("%ld\n", sum);                       // expect: 35000
    return 0;
}
