/* what async main returns is the program's exit status */
// exit: 7
// args: one two
#include <asyncc.h>
#include <stdio.h>
#include <stddef.h>

static async int seven(void) { await async_sleep(1); return 7; }

async int main(int argc, char **argv)
{
    await async_sleep(0);
    printf("%d %s %s %d\n", argc, argv[1], argv[2], argv[3] == NULL);   // expect: 3 one two 1
    return await seven();
}
