/* recursive and mutually recursive async functions */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int is_odd(int n);

static async int is_even(int n)
{
    if (n == 0) return 1;
    if (n % 50 == 0) await async_sleep(0);
    return await is_odd(n - 1);
}

static async int is_odd(int n) { return n == 0 ? 0 : await is_even(n - 1); }

static async long fib(int n)
{
    if (n == 3) await async_sleep(0);
    return n < 2 ? n : await fib(n - 1) + await fib(n - 2);
}

static async int ackermann(int m, int n)
{
    if (m == 0) return n + 1;
    if (n == 0) return await ackermann(m - 1, 1);
    return await ackermann(m - 1, await ackermann(m, n - 1));
}

static async void hanoi(int n, int *moves, char from, char by, char to)
{
    if (n == 0) return;
    await hanoi(n - 1, moves, from, to, by);
    ++*moves;
    if (n == 3) await async_sleep(0);
    await hanoi(n - 1, moves, by, from, to);
}

async int main(void)
{
    int v = await is_even(200) * 10 + await is_odd(200);
    printf("%d\n", v);                          // expect: 10
    long f = await fib(17);
    printf("%ld\n", f);                         // expect: 1597
    v = await ackermann(2, 5);
    printf("%d\n", v);                          // expect: 13
    int moves = 0;
    await hanoi(8, &moves, 'a', 'b', 'c');
    printf("%d\n", moves);                      // expect: 255
    return 0;
}
