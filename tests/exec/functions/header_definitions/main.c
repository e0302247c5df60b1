/* async functions defined in a header, by two files that include it, one of them twice */
// plain: same
#include "inline.h"
#include "wrapper.h"
#include "inline.h"

#include <stdio.h>

async int other(int x);

async int main(void)
{
    int v = await pause_twice(5);
    printf("%d\n", v);                          // expect: 7
    v = await wrapped(10);
    printf("%d\n", v);                          // expect: 13
    v = await other(20);
    printf("%d\n", v);                          // expect: 122
    return __LINE__ == 19 ? 0 : 1;
}
