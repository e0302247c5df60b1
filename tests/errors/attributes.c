#include <asyncc.h>
#define PURE __attribute__((pure))

async void work(void);

async _Noreturn void serve(void)                            // error: cannot be 'noreturn'
{
    for (;;) await work();
}

async __attribute__((noreturn)) void other(void);           // error: cannot be 'noreturn'
async __attribute__((const)) int one(int n) { return n; }   // error: cannot be 'const'
PURE async int two(int n) { return n; }                     // error: cannot be 'pure'
async __attribute__((hot, warn_unused_result)) int three(int n) { return n; }
