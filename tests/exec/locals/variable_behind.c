/* arrays of variable length behind the last await, or behind a defer: ways out pass them */
#include <asyncc.h>
#include <stdio.h>

static async int behind_await(int n)
{
    int b[n];
    b[0] = 1;
    await async_sleep(0);
    int late[n];
    int (*row)[n] = &late;
    late[0] = 2;
    return (*row)[0] + b[0];
}

static async int behind_defer(int n)
{
    defer puts("left");
    await async_sleep(0);
    if (n == 0) return 0;
    typedef int numbers[n];
    numbers late;
    late[n - 1] = 7;
    return late[n - 1];
}

static async int without_await(int n)
{
    {
        defer puts("block left");
        if (n == 0) return 0;
        int late[n];
        late[n - 1] = 8;
        n = late[n - 1];
    }
    await async_sleep(0);
    return n;
}

static void clean(int *at) { printf("clean %d\n", *at); }

static async int behind_cleanup(int n)
{
    __attribute__((cleanup(clean))) int own = n;
    if (n == 0) return 0;
    int late[n];
    late[n - 1] = 9;
    return late[n - 1];
}

async int main(void)
{
    printf("%d\n", await behind_await(2));      // expect: 3
    printf("%d\n", await behind_defer(0));      // expect: left
    // expect: 0
    printf("%d\n", await behind_defer(3));      // expect: left
    // expect: 7
    printf("%d\n", await without_await(0));     // expect: block left
    // expect: 0
    printf("%d\n", await without_await(3));     // expect: block left
    // expect: 8
    printf("%d\n", await behind_cleanup(0));    // expect: clean 0
    // expect: 0
    printf("%d\n", await behind_cleanup(3));    // expect: clean 3
    // expect: 9
    return 0;
}
