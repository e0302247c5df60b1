#include <asyncc.h>
#include <stdio.h> defer                    // error: 'defer' in a directive
#if await                                   // error: 'await' in a directive
#elif defined(await) && !defined yield
static int asked;
#endif
#ifdef await
#undef defer
#endif
#ifndef generator
#endif

async int main(void)
{
    return 0;
}
