/* A defer in a statement expression runs when that is left, whether or not anything awaits there. */
#include <asyncc.h>
#include <stdio.h>

#define LOGGED(name, value) ({ defer printf(name " "); (value); })

static int plain(void) { return LOGGED("plain", 5); }

static int several(int n)
{
    defer printf("last\n");
    int sum = LOGGED("one", 1) + ({ int k = n; { defer k++; defer printf("in %d ", k); } k; });

    return sum;
}

static void statements(int n)
{
    if (LOGGED("if", n)) printf("yes ");
    while (LOGGED("while", n-- > 0)) printf("turn ");
    printf("\n");
}

static async int awaited(void)
{
    await async_sleep(0);
    int v = LOGGED("before", 5);

    v += ({ defer printf("behind "); await async_sleep(0); 6; });
    v += LOGGED("after", await async_try(async_sleep(0)) + 1);
    return v;
}

static generator(int) void numbers(void)
{
    yield LOGGED("first", 1);
    yield LOGGED("second", 2);
}

async int main(void)
{
    printf("%d\n", plain());            // expect: plain 5
    printf("%d\n", several(3));         // expect: one in 3 last
                                        // expect: 5
    statements(1);                      // expect: if yes while turn while
    printf("%d\n", await awaited());    // expect: before behind after 12
    async_for (int n, numbers()) printf("%d ", n);
    printf("\n");                       // expect: first 1 second 2
    return 0;
}
