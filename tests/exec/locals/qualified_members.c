// A member of a const or volatile struct is const or volatile, and so are the elements of an array
// in it: what keeps its place across a suspension must say so.
// plain: same
#include <asyncc.h>
#include <stdio.h>

typedef char row[2];
typedef const char *word;
struct point { int x, y; };
struct all {
    char bytes[3], grid[2][2];
    row rows[2];
    word words[2];
    int *pointers[2];
    int (*functions[2])(void);
    struct point points[2];
};

static int one(void) { return 1; }
static int number = 7;
static const struct all all = {
    "ab", {{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}, {"x", "y"}, {&number, &number}, {one, one},
    {{1, 2}, {3, 4}},
};
static volatile struct all moving;
static const volatile row lines[2] = {{1, 2}, {3, 4}};

async int at(int i) { await async_sleep(0); return i; }

async int read_const(const struct all *p)
{
    int n = p->bytes[await at(1)] + p->grid[await at(1)][await at(0)];

    n += (*p).rows[await at(1)][await at(1)] + all.bytes[await at(0)];
    n += p->words[await at(0)][await at(0)] + *p->pointers[await at(1)];
    n += p->functions[await at(1)]() + p->points[await at(1)].y;
    return n + *(p->bytes + await at(0)) + *(p->rows[1] + await at(0));
}

async int write_volatile(volatile struct all *p)
{
    p->bytes[await at(0)] = await at(3);
    p->grid[await at(1)][await at(1)] += await at(4);
    p->points[await at(1)].x = await at(5);
    p->pointers[await at(1)] = (await at(0), &number);
    return p->bytes[0] + moving.grid[1][await at(1)] + p->points[1].x + *p->pointers[await at(1)];
}

async int main(void)
{
    printf("%d\n", await read_const(&all));             // expect: 442
    printf("%d\n", await write_volatile(&moving));      // expect: 19
    printf("%d\n", lines[await at(1)][await at(0)]);    // expect: 3
    return 0;
}
