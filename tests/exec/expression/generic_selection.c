// Awaits in what _Generic chooses from: the chosen one runs, no other.
// plain: same
#include <asyncc.h>
#include <stdio.h>

static int runs;

static async int f(int n)
{
    await async_sleep(0);
    runs++;
    return n;
}

static async const char *text(const char *s)
{
    await async_sleep(0);
    return s;
}

static async void act(int n)
{
    await async_sleep(0);
    runs += n;
}

#define TYPE_OF(x) _Generic((x), int: await text("int"), char *: await text("string"), default: "other")

async int main(void)
{
    int x = 3;

    printf("%d\n", _Generic(x, int: await f(1), char: await f(2), default: 3));          // expect: 1
    printf("%d\n", _Generic((char)1, int: await f(1), char: (await f(2)) + x, default: 3)); // expect: 5
    printf("%d\n", _Generic(1.0, int: await f(1), default: x + 1) + await f(x));          // expect: 7
    printf("%s %s %s\n", TYPE_OF(x), TYPE_OF((char *)0), TYPE_OF(1.5));                  // expect: int string other
    _Generic(x, int: await act(10), default: await f(1));
    x = _Generic(&x, int *: await f(5), default: 0) + _Generic(x, int: _Generic('c', int: await f(6), default: 1), long: 2);
    printf("%d %d\n", x, runs);                                                          // expect: 11 15
    return 0;
}
