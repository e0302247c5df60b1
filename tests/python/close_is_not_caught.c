/* a close passes what catches statuses */
#include "pair.h"

static generator(int) int catches(int n)
{
    int caught = 0;

    for (int i = 0; i < n; i++) {
        int st = async_try(yield i);
        if (st) printf("caught %s\n", NAME(st));
        caught += st != 0;
    }
    return caught;
}

int main(void)
{
    async_gen(int) g = async_iter(catches(4));
    shown(async_next(g), g);
    async_close(g);
    puts("closed");
    return 0;
}
