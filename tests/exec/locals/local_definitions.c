/* types defined inside a function: what they name, what names them, and what hides them */
// plain: same
#include <asyncc.h>
#include <stddef.h>
#include <stdio.h>

typedef long number;
enum { SIZE = 2, OTHER = 3 };
struct node { char outer; };
static struct { int a, b; } table[2] = { { 1, 2 }, { 3, 4 } };

#define PAIR(name) struct name { int first, second; }
#define FIRST(pair, p) (((struct pair *)(p))->first)

static async int n(int x) { await async_sleep(0); return x; }

static async int linked(void)
{
    struct node;
    struct list { struct node *head; int count; } list = { NULL, 0 };
    struct node { struct node *next; int v; } *one, two = { NULL, 2 };
    one = &(struct node){ &two, await n(1) };
    list.head = one;
    for (struct node *at = list.head; at; at = at->next) list.count += at->v * await n(10);
    return list.count + (int)(sizeof(struct node) > sizeof(char));
}

static async int bounds(int k)
{
    enum { SIZE = 5 };
    enum kind { NONE, SOME = SIZE, MANY = SOME + 1, LAST };
    char probe[SIZE + OTHER];
    typedef __typeof__(probe) text;
    struct { char in[sizeof probe], more[MANY]; unsigned flag : 3; } s = { "in", "more", 5 };
    text t = "text";
    enum kind kind = k > 1 ? MANY : SOME;
    probe[0] = 'p';
    await async_sleep(0);
    switch (kind) {
    case NONE: return 0;
    case SOME: await n(1); break;
    case MANY ... LAST: s.flag = 2; await n(2);
    }
    return (int)(sizeof s.in * 1000 + sizeof s.more * 100) + s.flag * 10 + t[0] - 't' + probe[0] - 'p';
}

static async int hidden(int k)
{
    typedef struct { int number; } number;      /* a member, a typedef and an outer one */
    number pair = { k };
    {
        int number = await n(4);                 /* hides the typedef */
        pair.number += number;
    }
    PAIR(pair) p = { 5, await n(6) }, *q = &p;
    await async_sleep(0);
    return pair.number * 100 + FIRST(pair, q) * 10 + q->second;
}

static async int everywhere(int k)
{
    struct __attribute__((packed)) tight { char c; int i; } __attribute__((aligned(2)));
    union either { struct inner { int x; } in; char bytes[8]; };
    typedef int (*operation)(union either *, struct tight);
    operation none = NULL;
    static struct { int calls; } state;
    struct inner i = { k };
    struct tight *tight = &(struct tight){ 'c', await n(k) };
    union either e[2] = { { .in = { await n(2) } }, { .in = i } };
    await async_sleep(0);
    state.calls++;
    int size = (int)sizeof(struct tight), at = (int)offsetof(union either, in.x);
    int which = _Generic(i, struct tight: 1, struct inner: 2, default: 3);
    int local = ((union either){ .bytes = "a" }).bytes[0] - 'a';
    int unnamed = (struct { int m, n; }){ 7, await n(8) }.n;
    return size + at + which + local + unnamed + tight->i + e[0].in.x + e[1].in.x + !none + state.calls;
}

static async int of_the_file(void)
{
    __auto_type entry = table[1];
    __typeof__(table) copy = { { 5, 6 } };
    await async_sleep(0);
    return entry.a * 100 + entry.b * 10 + copy[0].b;
}

static async int not_needed(int k)
{
    struct point { int x, y; } p = { k, 2 };
    int r = p.x + p.y;
    enum { TEN = 10 };
    return r * TEN + await n(k);
}

async int main(void)
{
    int v = await linked();
    printf("%d\n", v);                          // expect: 31
    v = await bounds(1) + await bounds(2);
    printf("%d\n", v);                          // expect: 17270
    v = await hidden(3);
    printf("%d\n", v);                          // expect: 756
    v = await everywhere(3);
    printf("%d\n", v);                          // expect: 26
    v = await of_the_file();
    printf("%d\n", v);                          // expect: 346
    v = await not_needed(1);
    printf("%d\n", v);                          // expect: 31
    return 0;
}
