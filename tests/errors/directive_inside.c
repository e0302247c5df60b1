// A directive that is no condition, in the middle of a statement that is rewritten.
#include <asyncc.h>

static async int f(int v) { return v; }

async int directives(int n)
{
    n +=
#define FOUR 4 // error: a directive inside a statement that is rewritten
        await f(FOUR);
    if (n)
#pragma GCC diagnostic push // error: a directive inside a statement that is rewritten
        await f(1);
#pragma GCC diagnostic pop
    int list[] = {
#define ELEMENT(a) await f(a),
        ELEMENT(1) ELEMENT(2)
#undef ELEMENT
    };
    n = n == 7 ||
#define ONE 1
        ONE;
    return n + list[0];
}
