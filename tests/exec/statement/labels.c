/* the same labels in several functions, local labels, and labels before every kind of statement */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int tick(int x) { await async_sleep(0); return x; }

static async int first(int n)
{
again:
    if (await tick(n) > 3) goto done;
    n += 2;
    goto again;
done:
    return n;
}

static async int second(int n)
{
    int rounds = 0;
again: while (rounds < 2) {
        rounds++;
        if (await tick(rounds) == n) goto again;
        goto done;
    }
done: switch (n) {
    case 1:
        return rounds;
    default:
        break;
    }
    return 10 * rounds;
}

static async int third(void)
{
    int found = 0;
    for (int i = 0; i < 4; i++) {
        __label__ next;
        if (await tick(i) % 2) goto next;
        found = found * 10 + i + 1;
next:   ;
    }
    return found;
}

async int main(void)
{
    int v = await first(0);
    printf("%d\n", v);                          // expect: 4
    v = await second(1);
    printf("%d\n", v);                          // expect: 2
    v = await second(2);
    printf("%d\n", v);                          // expect: 10
    v = await third();
    printf("%d\n", v);                          // expect: 13
    return 0;
}
