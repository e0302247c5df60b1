/* generators that take generators */
#include "pair.h"

static generator(int) void numbers(int n) { for (int i = 1; i <= n; i++) yield i; }
static generator(int) void odd(int n) { async_for (int v, numbers(n)) if (v % 2) yield v; }
static generator(int) void squares(int n) { async_for (int v, odd(n)) yield v * v; }
static generator(int) void sums(int n)
{
    int sum = 0;
    async_for (int v, squares(n)) yield sum += v;
}

int main(void)
{
    async_for (int v, sums(9)) printf("%d\n", v);
    return 0;
}
