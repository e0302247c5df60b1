#include <asyncc.h>

struct tree {
    int value;
    const struct tree *left, *right;
};

async int get(int x);

generator(int) void range(int from, int to)
{
    for (int i = from; i < to; i++) yield i;
}

generator(int) int accumulate(void)
{
    int total = 0;

    for (;;) {
        int x = yield total;
        if (x == 0) return total;
        total += x;
    }
}

generator(int) void inorder(const struct tree *t)
{
    if (!t) return;
    yield_from inorder(t->left);
    yield t->value;
    yield_from inorder(t->right);
}

async generator(int) void slowly(int n)
{
    for (int i = 0; i < n; i++) {
        int got = await get(i);
        yield got;
    }
}

int total(int n)
{
    int sum = 0;

    async_for (int i, range(0, n)) {
        if (i == 3) continue;
        sum += i;
    }
    return sum;
}

async int slow_total(int n)
{
    int sum = 0;

    async_for (int i, slowly(n)) {
        sum += i;
        if (sum > 100) break;
    }
    return sum;
}
