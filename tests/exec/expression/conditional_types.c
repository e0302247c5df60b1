/* both arms of ?: in several types, void and structs included */
// plain: same
#include <asyncc.h>
#include <stdio.h>

struct name { char text[8]; };

static async int number(int x) { if (x & 1) await async_sleep(0); return x; }
static async double real(double x) { await async_sleep(0); return x; }
static async void say(const char *s) { await async_sleep(0); printf("%s\n", s); }
static async const char *string(const char *s) { await async_sleep(0); return s; }
static async struct name name(const char *s)
{
    struct name n;
    await async_sleep(0);
    snprintf(n.text, sizeof n.text, "%s", s);
    return n;
}

async int main(void)
{
    double d = await number(1) ? await number(3) : await real(0.5);
    printf("%.2f\n", d);                        // expect: 3.00
    d = await number(0) ? await number(3) : await real(0.5);
    printf("%.2f\n", d);                        // expect: 0.50
    await number(1) ? await say("left") : await say("right");       // expect: left
    await number(0) ? await say("left") : await say("right");       // expect: right
    const char *s = await number(0) ? "none" : await string("some");
    printf("%s\n", s);                          // expect: some
    s = await number(2) ? NULL : await string("some");
    printf("%d\n", s == NULL);                  // expect: 1
    struct name n = await number(3) ? await name("three") : await name("other");
    printf("%s\n", n.text);                     // expect: three
    long w = await number(0) ? 1 : 1L << 40;
    printf("%ld\n", w);                         // expect: 1099511627776
    unsigned u = await number(0) ? 1 : -2u;
    printf("%u\n", u);                          // expect: 4294967294
    return 0;
}
