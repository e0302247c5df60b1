/* awaits in initializers: designated, nested, of arrays, and in compound literals */
#include <asyncc.h>
#include <stdio.h>

struct point { int x, y; };
struct box { struct point low, high; int tags[3]; const char *name; };

static async int n(int x)
{
    printf("%d ", x);
    await async_sleep(0);
    return x;
}

static int area(const struct box *b) { return (b->high.x - b->low.x) * (b->high.y - b->low.y); }
static int sum(const int *v, int count)
{
    int s = 0;
    for (int i = 0; i < count; i++) s += v[i];
    return s;
}

async int main(void)
{
    struct box b = {
        .high = { await n(5), await n(7) },
        .low.y = await n(1),
        .tags = { [2] = await n(9), [0] = await n(8) },
        .name = "box",
    };
    printf("|\n");                                                  // expect: 5 7 1 9 8 |
    printf("%d %d %d\n", b.low.x, b.low.y, area(&b));               // expect: 0 1 30
    printf("%d %d %d %s\n", b.tags[0], b.tags[1], b.tags[2], b.name);   // expect: 8 0 9 box
    int v[] = { await n(1), [4] = await n(2), await n(3) };
    printf("%zu %d\n", sizeof v / sizeof *v, sum(v, 6));            // expect: 1 2 3 6 6
    struct point grid[2][2] = { { { await n(1), 2 }, { 3, await n(4) } }, [1][1].y = await n(6) };
    printf("%d %d %d\n", grid[0][0].x, grid[0][1].y, grid[1][1].y); // expect: 1 4 6 1 4 6
    printf("%d\n", area(&(struct box){ .high = { await n(3), await n(3) } }));  // expect: 3 3 9
    printf("%d\n", sum((int[]){ await n(1), await n(2), 4 }, 3));   // expect: 1 2 7
    int once = await n(2), twice = once * await n(2), thrice = twice + once;
    printf("%d %d %d\n", once, twice, thrice);                      // expect: 2 2 2 4 6
    char word[4] = { 'a', (char)await n('b'), 0 };
    printf("%s\n", word);                                           // expect: 98 ab
    struct point *p = &(struct point){ await n(1), await n(2) };
    await async_sleep(0);
    p->x += 10;
    await async_sleep(0);
    printf("%d %d\n", p->x, p->y);                                  // expect: 1 2 11 2
    return 0;
}
