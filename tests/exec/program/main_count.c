// args: one two
#include <asyncc.h>
#include <stdio.h>

async int main(int argc)
{
    await async_sleep(0);
    printf("%d\n", argc); // expect: 3
    return 0;
}
