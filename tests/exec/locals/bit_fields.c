/* bit-fields: assigned, combined and returned around awaits */
// plain: same
#include <asyncc.h>
#include <stdio.h>

struct flags {
    unsigned low : 3;
    signed middle : 4;
    unsigned : 2;
    unsigned long long high : 40;
    _Bool on : 1;
};

static async int n(int x) { await async_sleep(0); return x; }

static async struct flags make(int x)
{
    struct flags f = { .low = (unsigned)x & 7, .middle = -x, .high = 1ull << 35, .on = 1 };
    await async_sleep(0);
    f.low++;
    return f;
}

async int main(void)
{
    struct flags f = { 0 }, *p = &f;

    f.low = (unsigned)await n(5);
    f.middle = await n(-3);
    f.high = (unsigned long long)await n(1) << 39;
    f.on = await n(4);
    await async_sleep(0);
    printf("%d %d %llu %d\n", f.low, f.middle, (unsigned long long)f.high, f.on);   // expect: 5 -3 549755813888 1
    f.low += (unsigned)await n(4);
    f.middle -= await n(2);
    printf("%d %d\n", f.low, f.middle);                 // expect: 1 -5
    p->low ^= (unsigned)await n(7);
    p->low++;
    printf("%d\n", p->low);                             // expect: 7
    f = await make(6);
    printf("%d %d %d\n", f.low, f.middle, f.on);        // expect: 7 -6 1
    printf("%d\n", (await make(2)).middle + f.middle);  // expect: -8
    return 0;
}
