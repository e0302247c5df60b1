// plain: same
/* Objects that a macro's body makes live to the end of the block, across awaits, like any others. */
#include <asyncc.h>
#include <stdio.h>

typedef struct { int a, b; } pair_t;

static int sum(const pair_t *pair) { return pair->a + pair->b; }

static const pair_t *kept;
static int keep(const pair_t *pair)
{
    kept = pair;
    return pair->b;
}

static async int get(int n)
{
    return n;
}

#define STATEMENT keep(&(pair_t){ 3, 4 });
#define VALUE(x) keep(&(pair_t){ x, 5 })
#define NESTED(x) (VALUE(x) + 1)
#define ARRAY (int[]){ 7, 8, 9 }

async int main(void)
{
    int total = 0;

    STATEMENT
    await get(1);
    printf("%d\n", sum(kept));          // expect: 7
    VALUE(2);
    await get(1);
    printf("%d\n", sum(kept));          // expect: 7
    total += NESTED(10) + await get(1);
    printf("%d %d\n", total, sum(kept)); // expect: 7 15
#define INSIDE keep(&(pair_t){ 20, 30 });
    INSIDE
    await get(2);
    printf("%d\n", sum(kept));          // expect: 50
    int *p = ARRAY;
    p[1] += await get(1);
    printf("%d %d %d\n", p[0], p[1], p[2]); // expect: 7 9 9
    return 0;
}
