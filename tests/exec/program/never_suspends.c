/* a whole program without a suspension */
// plain: same
// exit: 3
#include <asyncc.h>
#include <stdio.h>

static async int three(void) { return 3; }

async int main(void)
{
    printf("at once\n");                        // expect: at once
    return await three();
}
