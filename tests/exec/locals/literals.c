/* compound literals whose address is known live to the end of their block, as locals do */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct point { int x, y; };
struct list { struct point *at; const int *v; };

static async int n(int x) { await async_sleep(0); return x; }
static async int sum(const int *v, int count)
{
    int r = 0;
    for (int i = 0; i < count; i++) r += await n(v[i]);
    return r;
}
static async int far_sum(const struct point *p) { await async_sleep(0); return p->x + p->y; }
static async int (*through)(const struct point *) = far_sum;
static int *same(int *p) { return p; }

static async int scalar(int k)
{
    int *p = &(int){ k };
    await async_sleep(0);
    ++*p;
    return *p;
}

static async int arrays(int k)
{
    int *v = (int[]){ k, k + 1, k + 2 };
    char *text = (char[]){ "text" };
    const int (*whole)[2] = &(const int[2]){ 7, 8 };
    await async_sleep(0);
    text[0] = 'T';
    v[1] *= 10;
    await async_sleep(0);
    return v[0] + v[1] + v[2] + (*whole)[1] + (int)strlen(text) + (text[0] == 'T');
}

static async int nested(int k)
{
    struct list *l = &(struct list){ .at = &(struct point){ k, 2 }, .v = (int[]){ 3, 4 } };
    struct point *parts = (struct point[]){ { await n(k), 1 }, { 5, await n(6) } };
    await async_sleep(0);
    l->at->x++;
    return l->at->x + l->at->y + l->v[1] + parts[0].x + parts[1].y;
}

static async int suspends_inside(int k)
{
    int *p = &(struct point){ await n(k), await n(k + 1) }.y;
    struct point *q = k > 1 ? &(struct point){ await n(3), k } : &(struct point){ k, await n(4) };
    int *r = same((int[]){ await n(1), k });
    await async_sleep(0);
    return *p * 100 + q->x * 10 + q->y + r[1];
}

static async int again(void)
{
    int r = 0;
    for (int i = 0; i < 3; i++) {
        int *p = &(int){ i }, *q = &(int){ i * 2 };
        await async_sleep(0);
        *p += 1, *q += 1;
        r += *p * *q;
    }
    return r;
}

static async int values_stay(int k)
{
    struct point p = (struct point){ k, 1 };
    int v = (int[]){ 4, 5, 6 }[k];
    await async_sleep(0);
    p = (struct point){ .x = p.x + 1, .y = v };
    return p.x * 10 + p.y;
}

async int main(void)
{
    int v = await scalar(4);
    printf("%d\n", v);                              // expect: 5
    v = await arrays(1);
    printf("%d\n", v);                              // expect: 37
    v = await nested(1);
    printf("%d\n", v);                              // expect: 15
    v = await suspends_inside(1);
    printf("%d\n", v);                              // expect: 215
    v = await suspends_inside(2);
    printf("%d\n", v);                              // expect: 334
    v = await again();
    printf("%d\n", v);                              // expect: 22
    v = await values_stay(1);
    printf("%d\n", v);                              // expect: 25
    v = await sum((int[]){ 1, 2, 3 }, 3);
    printf("%d\n", v);                              // expect: 6
    v = await far_sum(&(struct point){ 1, 2 }) + await through(&(struct point){ 3, 4 });
    printf("%d\n", v);                              // expect: 10
    return 0;
}
