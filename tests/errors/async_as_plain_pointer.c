#include <asyncc.h>
#include <stdlib.h>

typedef int (*plain_fn)(int);

static void each(int *v, int n, int (*call)(int))
{
    for (int i = 0; i < n; i++) v[i] = call(v[i]);
}

static async int f(int x) { await async_sleep(1); return x; }

async int main(void)
{
    int v[3] = { 1, 2, 3 };
    int (*p)(int) = f;                      // error: async
    plain_fn table[] = { f };               // error: async
    each(v, 3, f);                          // error: async
    p = &f;                                 // error: async
    return v[0] + (p != NULL) + (table[0] != NULL);
}
