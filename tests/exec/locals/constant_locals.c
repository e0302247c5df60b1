// constexpr (C23): a constant wherever one is needed, at one address.
// std: c2x
// cc: clang-19
#include <asyncc.h>
#include <stdio.h>

#define CONSTANT constexpr

static async int f(int v)
{
    await async_sleep(0);
    return v;
}

static async int pick(int n)
{
    constexpr int one = 1, two = one + 1;
    static constexpr int three = 3;
    CONSTANT int four = 4;
    constexpr struct { int a, b[2]; } pair = {5, {6, 7}};
    const int *p = &two;
    int array[four] = {[two] = n};

    static_assert(one + two == 3);
    await f(n);
    switch (array[two]) {
    case one: return 10;
    case two: await f(1); return 20;
    case three: return 30;
    case pair.a: return 50;
    default: break;
    }
    static_assert(sizeof array == four * sizeof(int));
    return *p + await f(pair.b[1]) + (p == &two);
}

static int plain(int n)
{
    constexpr int two = 2;
    int result = 0;

    defer puts("plain"); // expect: plain
    switch (n) {
    case two: result = 1; break;
    default: break;
    }
    return result;
}

async int main(void)
{
    int first = plain(2);

    printf("%d %d %d\n", await pick(1), await pick(2), await pick(3)); // expect: 10 20 30
    printf("%d %d\n", await pick(5), await pick(9)); // expect: 50 10
    int sum = 0;
    for (constexpr int step = 3; sum < await f(7); sum += step) {
        constexpr int nothing = 0;
        sum += await f(nothing);
    }
    printf("%d %d\n", sum, first); // expect: 9 1
    return 0;
}
