/* what clang reports too, for another reason, is said once, and all that is wrong beside it */
#include <asyncc.h>

async int f(int a);
void p(void);

static int z = await f(3);                          // error: 'await' in a static initializer

async int g(void)
{
    static int x = await f(1);                      // error: 'await' in a static initializer
    static int y[2] = { 1, 2 + await f(1) };        // error: 'await' in a static initializer
    static struct { int a; } s = { .a = await f(1) }, *t = &s; // error: 'await' in a static initializer
    f(2);                                           // error: this call of 'f' is never started
    return x + y[0] + t->a;
}

int h(int n)
{
    defer return;                                   // error: may not be left by 'return'
    defer { if (n) return; }                        // error: may not be left by 'return'
    defer { if (n) return 4; }                      // error: may not be left by 'return'
    defer { defer { return; } }                     // error: may not be left by 'return'
    return n;
}

int clangs_own(int n)
{
    static int other = (int)(long)&h;               // error: not a compile-time constant
    defer return;                                   // error: may not be left by 'return'
    return other + n;
}

void k(int n)
{
    defer return;                                   // error: may not be left by 'return'
    defer { if (n) return 4; }                      // error: may not be left by 'return'
    defer p();
    await f(2);                                     // error: 'await' outside an async function
}

async int m(int n)
{
    defer return;                                   // error: may not be left by 'return'
    if (n) { defer { await f(1); return; } }        // error: may not be left by 'return'
    return 1;
}

int l(int n)
{
    if (n) return;                                  // error: should return a value
    return n;
}
