#include <asyncc.h>
#include <stdio.h>

#include "headers/parts.h"
#include "plain.h"

#if __STDC_VERSION__ != 201112L || !defined __STRICT_ANSI__
#error "not translated in the target's standard"
#endif

async int main(void)
{
    int a = await part_a();
    int b = await part_b();

    printf("%s: %d %d %d %d\n", GREETING, a, b, twice(b), FORCED);
    return 0;
}
