/* async_run from a plain main: the status, the result, a loop for each call */
#include <asyncc.h>
#include <stdio.h>

static async int twice(int x)
{
    await async_sleep(1);
    if (x < 0) async_raise(x);
    return x * 2;
}

static async void speak(void) { await async_sleep(1); printf("spoken\n"); }

int main(void)
{
    int v = 0, a = 0, b = 0;
    int status = async_run(v = twice(4));
    printf("%d %d\n", status, v);                       // expect: 0 8
    status = async_run(v = twice(ASYNC_ENOMEM));
    printf("%s %d\n", async_status_name(status), v);    // expect: ENOMEM 8
    status = async_run(speak());                        // expect: spoken
    printf("%d\n", status);                             // expect: 0
    status = async_run(async_gather(a = twice(1), b = twice(2)));
    printf("%d %d %d\n", status, a, b);                 // expect: 0 2 4
    status = async_run(twice(1));
    printf("%d\n", status);                             // expect: 0
    return 0;
}
