#include <asyncc.h>

async int main(int argc, char **argv)
{
    (void)main;                            // error: starts its async 'main' itself
    if (argc) return await main(0, argv);  // error: starts its async 'main' itself
    return 0;
}
