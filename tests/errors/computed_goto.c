#include <asyncc.h>

async int main(int argc, char **argv)
{
    void *to = NULL;
    (void)argv;
    if (argc) goto *to;                     // error: goto
one:
    await async_sleep(1);
    return 1;
two:
    return 0;
}
