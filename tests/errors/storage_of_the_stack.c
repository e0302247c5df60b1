#include <asyncc.h>
#include <alloca.h>
#include <setjmp.h>

static jmp_buf here;

static async int allocates(int n)
{
    char *p = alloca((size_t)n);            // error: alloca
    await async_sleep(1);
    return p[0];
}

static async int builtin(int n)
{
    char *p = __builtin_alloca((size_t)n);  // error: alloca
    await async_sleep(1);
    return p[0];
}

static async int jumps(void)
{
    if (setjmp(here)) return 1;             // error: setjmp
    await async_sleep(1);
    return 0;
}

async int main(void)
{
    return await allocates(3) + await builtin(3) + await jumps();
}
