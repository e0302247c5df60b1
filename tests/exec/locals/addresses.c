/* an object's address is the same on both sides of a suspension */
// plain: same
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct node { int v; struct node *up; };

static async void fill(char *to, int n)
{
    for (int i = 0; i < n; i++) {
        await async_sleep(0);
        to[i] = (char)('a' + i);
    }
    to[n] = '\0';
}

static async int chain(struct node *up, int depth)
{
    struct node me = { depth, up };
    int r = 0;

    await async_sleep(0);
    if (depth > 0) return await chain(&me, depth - 1);
    for (struct node *p = &me; p; p = p->up) r = r * 10 + p->v;
    return r;
}

static async int held(int argument, struct node node)
{
    int local = argument, *pl = &local, *pa = &argument;
    struct node *pn = &node;
    char text[32] = "hello world", *middle = text + 5;

    await async_sleep(0);
    ++*pl;
    *pa += 10;
    pn->v = 7;
    await async_sleep(0);
    return pl == &local && pa == &argument && pn == &node && middle == &text[5] && local == 4
        && argument == 13 && node.v == 7 && strcmp(middle, " world") == 0;
}

async int main(void)
{
    char text[8], *kept;
    int x = 0, *p = &x, v;

    await fill(text, 5);
    printf("%s\n", text);                       // expect: abcde
    v = await chain(NULL, 4);
    printf("%d\n", v);                          // expect: 1234
    v = await held(3, (struct node){ 1, NULL });
    printf("%d\n", v);                          // expect: 1
    {
        int inner = 5, *q = &inner;
        kept = text + 1;
        await async_sleep(0);
        ++*q;
        *p = inner;
        await async_sleep(0);
        x += *q;
    }
    printf("%d %c\n", x, *kept);                // expect: 12 b
    for (int i = 0, *pi = &i; *pi < 3; ++*pi) {
        await async_sleep(0);
        text[*pi] = 'z';
    }
    printf("%s\n", text);                       // expect: zzzde
    return 0;
}
