// Calls of compiler builtins whose arguments suspend: such functions have no type that C can spell.
// plain: same
#include <asyncc.h>
#include <stdio.h>

static int numbers[4] = {1, 2, 3, 4};

static async int number(int n)
{
    await async_sleep(0);
    return n;
}

static async const int *from(int n)
{
    await async_sleep(0);
    return numbers + n;
}

async int main(void)
{
    int sum;

    __builtin_prefetch(await from(1), 0, 1);
    printf("%ld\n", __builtin_popcount(await number(7)) + __builtin_expect(await number(2), 1)); // expect: 5
    printf("%d\n", __builtin_add_overflow(await number(2), await number(3), &sum));             // expect: 0
    printf("%d\n", sum);                                                                        // expect: 5
    printf("%d\n", __builtin_isinf((double)await number(2)) || __builtin_isnan((float)await number(1))); // expect: 0
    printf("%d\n", (int)__builtin_fabs(-(double)await number(3)));                              // expect: 3
    printf("%d\n", __sync_fetch_and_add(&numbers[await number(1)], await number(5)));            // expect: 2
    printf("%d\n", __atomic_load_n(&numbers[await number(1)], __ATOMIC_SEQ_CST));                // expect: 7
    if (!__builtin_expect(!!(await number(1)), 1)) __builtin_unreachable();
    return 0;
}
