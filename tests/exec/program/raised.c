/* async main that ends by a raised status: NAME: STATUS-NAME: message, and exit status 1 */
// exit: 1
// stderr: ^program: ENOENT: \S
#include <asyncc.h>
#include <stdio.h>

static async int find(void) { await async_sleep(1); async_raise(ASYNC_ENOENT); }

async int main(void)
{
    printf("looking\n");                        // expect: looking
    int v = await find();
    printf("never %d\n", v);
    return 0;
}
