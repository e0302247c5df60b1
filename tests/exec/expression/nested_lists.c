// Lists in a list that suspends: what stands to the left of an await is kept, not its braces.
// The order is the one of the text, which C does not promise.
#include <asyncc.h>
#include <stdio.h>

#define ORIGIN {0, n}
#define BOTH(a, b) {a, b}

struct point {
    int x, y;
};
struct line {
    struct point from, to;
    int *where[2][2];
};

static int n = 1;

static async int f(int k)
{
    await async_sleep(0);
    n++;
    return k;
}

async int main(void)
{
    int a[3] = {1, 2, 3};
    int *p[2][2][2] = {{{&a[0], &a[n]}, {&a[n + 1]}}, {{&a[1], &a[(await f(2))]}, {&a[n - 2], &n}}};
    printf("%d %d %d %d\n", *p[0][0][1], *p[0][1][0], *p[1][0][1], *p[1][1][0]);  // expect: 2 3 3 1

    struct line lines[] = {
        {{n, 2}, {3, await f(4)}, {{&a[n - 1], a}, {a}}},
        [2] = {.to = {.y = n, .x = await f(5)}, .where[1] = {a, [1] = &n}},
        [1] = {ORIGIN, BOTH(n, await f(6)), .where = {{0}}},
    };
    printf("%d %d %d\n", lines[0].from.x, lines[0].to.y, *lines[0].where[0][0]);   // expect: 2 4 3
    printf("%d %d %d\n", lines[2].to.y, lines[2].to.x, *lines[2].where[1][1]);     // expect: 3 5 5
    printf("%d %d %d\n", lines[1].from.y, lines[1].to.x, lines[1].to.y);           // expect: 4 4 6

    struct line *q = &(struct line){{1, n}, {await f(7), n}, .where[0] = {a}};
    await f(0);
    printf("%d %d %d\n", q->from.y, q->to.x, q->to.y);                             // expect: 5 7 6
    return 0;
}
