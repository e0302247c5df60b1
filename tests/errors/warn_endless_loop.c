#include <asyncc.h>
#include <stdlib.h>

static _Noreturn void die(void) { exit(1); }

static async int spins(volatile int *flag)
{
    await async_sleep(1);
    for (;;) ++*flag;                       // warning: loop
}

static async int in_other_words(volatile int *flag, int how)
{
    if (how == 1) while (1) ++*flag;        // warning: endless-loop
    if (how == 2) do ++*flag; while (true); // warning: endless-loop
    if (how == 3) {
    again:                                  // warning: endless-loop
        ++*flag;
        goto again;
    }
    while (true) {                          // warning: endless-loop
        if (*flag) continue;
        switch (*flag) {
        case 1: break;
        }
    }
}

static generator(int) void never_yields(volatile int *flag)
{
    yield 1;
    for (;;) ++*flag;                       // warning: never yields
}

static generator(int) void yields(void) { for (int i = 0;; i++) yield i; }

static async int waits(const volatile int *flag)
{
    for (;;) {
        await async_sleep(1);
        if (*flag) return 1;
    }
}

static async int leaves(volatile int *flag)
{
    int n = 0;
    for (;;) if (++*flag > 3) break;
    for (;;) if (++*flag > 3) goto out;
out:
    while (*flag < 9) ++*flag;
    for (;;) if (++n > 3) exit(1);
    for (;;) if (++n > 5) die();
    for (;;) if (++n > 7) async_raise(1);
    for (;;) {
        async_for (int v, yields()) if (v > 3) return v;
    }
}

async int main(void)
{
    volatile int flag = 1;
    async_for (int v, never_yields(&flag)) flag += v;
    return await waits(&flag) + await spins(&flag) + await in_other_words(&flag, 1) +
           await leaves(&flag);
}
