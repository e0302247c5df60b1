/* yield takes everything to its right; in parentheses it is an operand */
#include <asyncc.h>
#include <stdio.h>

static generator(int) void all(int n)
{
    yield n * 10 + 1;
    yield n > 2 ? 100 : 200;
    int x = yield n << 1;
    x = yield x | 1;
    int y = (yield x) + (yield x + 1) * 2;
    int v[2] = { (yield y), (yield 7) };
    yield v[0] * 10 + v[1];
    if ((yield 0) == 5) yield 55;
    for (int i = 0; i < (yield -1); i++) yield i;
}

int main(void)
{
    async_gen(int) g = async_iter(all(3));
    bool more = async_next(g);
    for (int i = 1; more; i++) {
        printf("%d ", *g);
        more = async_send(g, i % 4 + (*g == 0 ? 100 : 0));
    }
    printf("\n");
    async_close(g);

    g = async_iter(all(1));
    more = async_next(g);
    while (more) {
        printf("%d ", *g);
        more = async_send(g, *g == 0 ? 5 : *g == -1 ? 0 : *g + 1);
    }
    printf("\n");
    async_close(g);
    return 0;
}
/* expect:
31 100 6 3 0 1 105 7 30 0 -1 0 -1
11 200 2 3 4 5 17 7 188 0 55 -1
*/
