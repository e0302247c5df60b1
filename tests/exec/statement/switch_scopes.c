/* declarations inside a switch: reached with and without their initializers */
// plain: same
#include <asyncc.h>
#include <stdio.h>

enum color { RED, GREEN, BLUE };

static async enum color pick(int x)
{
    if (x & 1) await async_sleep(0);
    return (enum color)(x % 3);
}

static async int classify(int x)
{
    int seen = 0;

    switch (await pick(x)) {
        int local;
    case RED:
        local = 5;
        await async_sleep(0);
        seen += local;
        __attribute__((fallthrough));
    case GREEN: {
        int inner = await pick(x + 1);
        local = inner * 2;
        seen += local;
        if (x > 3) break;
        seen += 100;
        break;
    }
    case BLUE:
        switch (await pick(x + 2)) {
        case RED: return -1;
        case GREEN: seen = 50; break;
        case BLUE: seen = 60;
        }
    }
    return seen;
}

async int main(void)
{
    for (int x = 0; x < 6; x++) {
        int v = await classify(x);
        printf("%d\n", v);
    }
    // expect: 107
    // expect: 104
    // expect: 50
    // expect: 107
    // expect: 4
    // expect: 50
    return 0;
}
