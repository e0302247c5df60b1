// main may be declared before it is defined.
// plain: same
#include <asyncc.h>
#include <stdio.h>

async int main(void);
extern async int main( /* nothing */ void);

async int main(void)
{
    await async_sleep(0);
    printf("main\n"); // expect: main
    return 0;
}
