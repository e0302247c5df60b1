/* values go in: yield's value, async_receive, and what a resumption without a value gives */
#include <asyncc.h>
#include <stdio.h>

struct message { int id; double weight; };

static generator(int) int accumulate(void)
{
    int total = 0;
    for (;;) {
        int x = yield total;
        if (x == 0) return total * 100;
        total += x;
    }
}

static generator(const char *, int) int parity(void)
{
    const char *reply = "";
    for (;;) {
        int n = async_receive(int, yield reply);
        if (n < 0) return 3;
        reply = n % 2 ? "odd" : "even";
    }
}

static generator(double, struct message) void weigh(void)
{
    double sum = 0;
    for (;;) {
        struct message m = async_receive(struct message, yield sum);
        sum += m.id * 100 + m.weight;
    }
}

int main(void)
{
    async_gen(int) g = async_iter(accumulate());
    bool more = async_next(g);
    printf("%d %d\n", more, *g);                        // expect: 1 0
    for (int i = 1; i < 4; i++) {
        more = async_send(g, i * 10);
        printf("%d %d\n", more, *g);
    }
    // expect: 1 10
    // expect: 1 30
    // expect: 1 60
    more = async_send(g, 0);
    printf("%d %d\n", more, async_returned(int, g));    // expect: 0 6000
    printf("%d\n", async_send(g, 5));                   // expect: 0
    async_close(g);

    async_gen(const char *) p = async_iter(parity());
    async_next(p);
    printf("'%s'\n", *p);                               // expect: ''
    async_send(p, 3);
    printf("%s\n", *p);                                 // expect: odd
    async_next(p);
    printf("%s\n", *p);                                 // expect: even
    more = async_send(p, -1);
    printf("%d %d\n", more, async_returned(int, p));    // expect: 0 3
    async_close(p);

    async_gen(double) w = async_iter(weigh());
    async_next(w);
    struct message m = { 1, 0.5 };
    async_send(w, m);
    printf("%.2f\n", *w);                               // expect: 100.50
    async_send(w, ((struct message){ 2, 0.25 }));
    printf("%.2f\n", *w);                               // expect: 300.75
    async_close(w);
    return 0;
}
