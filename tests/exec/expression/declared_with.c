// A variable that is declared with an awaited value: it takes the value's place unless that would
// be seen.
#include <asyncc.h>
#include <stdio.h>

static async int later(int n)
{
    await async_sleep(1);
    return n;
}

// Writes where it is told to, then gives something else.
static async int scribble(int *at, int n)
{
    *at = 77;
    await async_sleep(1);
    *at += 1;
    return n;
}

static async int fails_at_once(int *at)
{
    *at = 5;
    async_raise(ASYNC_EIO);
}

static async int finishes_at_once(int *at)
{
    *at = 5;
    return 0;
}

struct pair {
    int a, b;
};

static async struct pair twins(int n)
{
    await async_sleep(1);
    return (struct pair){n, n + 1};
}

static async int checked(int n)
{
    unsigned char narrow = async_check(await later(n));
    int wide = async_check(await later(n + 1));
    return narrow + wide;
}

static async int joined(void)
{
    async_task(int) t = async_spawn(later(8));
    int got = await async_join(t);
    const int kept = await later(1), other = await later(2);
    return got * 100 + kept * 10 + other;
}

async int main(void)
{
    int itself = await scribble(&itself, 4);
    printf("%d\n", itself); // expect: 4
    int status = await async_try(finishes_at_once(&status));
    printf("%d\n", status); // expect: 0
    int failed = await async_try(fails_at_once(&failed));
    printf("%s\n", async_status_name(failed)); // expect: EIO
    int unused __attribute__((unused)) = await later(1);
    struct pair p = await twins(3);
    printf("%d %d\n", p.a, p.b); // expect: 3 4
    printf("%d\n", await checked(300)); // expect: 345
    long sum = 0;
    for (int i = 0; i < 3; i++) {
        long fresh = await later(i);
        int again = await later(i), *where = &again;
        sum += fresh + *where;
    }
    printf("%ld\n", sum); // expect: 6
    printf("%d\n", await joined()); // expect: 812
    int raised = await async_try(checked(ASYNC_EPIPE));
    printf("%s\n", async_status_name(raised)); // expect: EPIPE
    return 0;
}
