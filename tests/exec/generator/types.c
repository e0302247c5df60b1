/* values of every kind are yielded; the value is an lvalue of the consumer's */
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct record { char name[24]; int v[4]; struct { short a, b; } in; };
typedef int (*function)(int);
enum color { RED, GREEN, BLUE };

static int inc(int x) { return x + 1; }
static int dec(int x) { return x - 1; }

static generator(struct record) void records(int n)
{
    struct record r;
    memset(&r, 0, sizeof r);
    for (int i = 0; i < n; i++) {
        snprintf(r.name, sizeof r.name, "record-%d", i);
        r.v[i] = i;
        r.in.b = (short)-i;
        yield r;
    }
}

static generator(struct record *, int) void edits(void)
{
    static struct record r;
    for (;;) {
        int k = async_receive(int, yield &r);
        r.v[0] += k;
    }
}

static generator(double) void doubles(void) { yield 1.5; yield 2; yield 3.25f; }
static generator(_Bool) void bools(void) { yield (5 > 3); yield 0; yield 7; }
static generator(function) void functions(void) { yield inc; yield dec; }
static generator(const char *) void words(void) { yield "a"; yield "bc"; }
static generator(enum color) void colors(void) { for (int c = RED; c <= BLUE; c++) yield (enum color)c; }
static generator(unsigned char) void bytes(void) { yield 250; yield 251; }

int main(void)
{
    async_for (struct record r, records(3)) printf("%s %d %d; ", r.name, r.v[2], r.in.b);
    printf("\n");                                       // expect: record-0 0 0; record-1 0 -1; record-2 2 -2;
    async_gen(struct record) g = async_iter(records(2));
    async_next(g);
    g->v[3] = 77;
    printf("%s %d\n", g->name, g->v[3]);                // expect: record-0 77
    async_next(g);
    printf("%s %d\n", g->name, g->v[3]);                // expect: record-1 0
    async_close(g);
    async_gen(struct record *) e = async_iter(edits());
    async_next(e);
    async_send(e, 4);
    async_send(e, 5);
    printf("%d\n", (*e)->v[0]);                         // expect: 9
    async_close(e);
    async_for (double d, doubles()) printf("%.2f ", d);
    printf("\n");                                       // expect: 1.50 2.00 3.25
    async_for (_Bool b, bools()) printf("%d ", b);
    printf("\n");                                       // expect: 1 0 1
    async_for (function f, functions()) printf("%d ", f(10));
    printf("\n");                                       // expect: 11 9
    async_for (const char *w, words()) printf("%s ", w);
    printf("\n");                                       // expect: a bc
    async_for (enum color c, colors()) printf("%d ", c);
    printf("\n");                                       // expect: 0 1 2
    async_for (unsigned char b, bytes()) printf("%d ", b + 10);
    printf("\n");                                       // expect: 260 261
    return 0;
}
