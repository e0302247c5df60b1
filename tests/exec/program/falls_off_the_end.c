/* falling off the end of async main gives 0 */
#include <asyncc.h>
#include <stdio.h>

async int main(void)
{
    await async_sleep(1);
    printf("end\n");                            // expect: end
}
