/* pointers to async functions: parameters, variables, fields, arrays, typedefs, results */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <stddef.h>

typedef async int op_fn(int);
typedef async int (*op_ptr)(int);

static async int twice(int x) { await async_sleep(0); return x * 2; }
static async int square(int x) { return x * x; }
static async void show(const char *s) { await async_sleep(0); printf("%s\n", s); }

struct operation {
    const char *name;
    async int (*run)(int);
    async void (*tell)(const char *);
};

static const struct operation table[] = {
    { "twice", twice, show },
    { .name = "square", .run = square },
};

static async int apply(async int (*op)(int), int x) { return await op(x); }
static async int apply_fn(op_fn *op, int x) { return await op(x) + await (*op)(x); }
static async int chosen(int which, int x)
{
    op_ptr pick[2] = { twice, square }, p = pick[which];
    int r = await p(x);
    p = which ? twice : square;
    return r * 100 + await p(x);
}

static op_ptr find(const char *name)
{
    for (size_t i = 0; i < sizeof table / sizeof *table; i++)
        if (table[i].name[0] == name[0]) return table[i].run;
    return NULL;
}

async int main(void)
{
    int v = await apply(twice, 4);
    printf("%d\n", v);                          // expect: 8
    v = await apply(&square, 4);
    printf("%d\n", v);                          // expect: 16
    v = await apply_fn(square, 3);
    printf("%d\n", v);                          // expect: 18
    v = await chosen(0, 5);
    printf("%d\n", v);                          // expect: 1025
    v = await chosen(1, 5);
    printf("%d\n", v);                          // expect: 2510
    v = await table[0].run(await table[1].run(3));
    printf("%d\n", v);                          // expect: 18
    await table[0].tell("told");                // expect: told
    v = await find("square")(6);
    printf("%d\n", v);                          // expect: 36
    const struct operation *o = &table[1];
    v = await o->run(7) + (o->tell == NULL) + (o->run == square);
    printf("%d\n", v);                          // expect: 51
    return 0;
}
