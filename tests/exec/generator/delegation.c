/* yield_from: values both ways, return values, recursion */
#include <asyncc.h>
#include <stdio.h>

struct tree { int v; const struct tree *left, *right; };

static generator(int) void inorder(const struct tree *t)
{
    if (!t) return;
    yield_from inorder(t->left);
    yield t->v;
    yield_from inorder(t->right);
}

static generator(int) int inner(int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) sum += (yield i);
    return sum;
}

static generator(int) int outer(void)
{
    int a = yield_from inner(2);
    yield -1;
    return a * 100 + (yield_from inner(3));
}

static generator(int) int deep(int depth)
{
    if (depth == 0) {
        for (int i = 0; i < 3; i++) yield i;
        return 0;
    }
    return 1 + (yield_from deep(depth - 1));
}

int main(void)
{
    const struct tree one = { 1, NULL, NULL }, three = { 3, NULL, NULL }, two = { 2, &one, &three };
    const struct tree five = { 5, NULL, NULL }, four = { 4, &two, &five };

    async_for (int v, inorder(&four)) printf("%d ", v);
    printf("\n");                                       // expect: 1 2 3 4 5
    async_for (int v, inorder(&four)) {
        if (v == 3) break;
        printf("%d ", v);
    }
    printf("\n");                                       // expect: 1 2
    async_gen(int) g = async_iter(outer());
    bool more = async_next(g);
    for (int i = 1; more; i++) {
        printf("%d ", *g);
        more = async_send(g, i);
    }
    printf("= %d\n", async_returned(int, g));           // expect: 0 1 -1 0 1 2 = 315
    async_close(g);
    g = async_iter(deep(5000));
    while (async_next(g)) printf("%d ", *g);
    printf("= %d\n", async_returned(int, g));           // expect: 0 1 2 = 5000
    async_close(g);
    return 0;
}
