// C23: a parameter of a definition need not have a name.
// std: gnu23
// cc: clang-19
#include <asyncc.h>
#include <stdio.h>

struct point {
    int x, y;
};

static async void pause(void) { await async_sleep(0); }

static async int second(int, int (*)(int), const char[3], struct point, int x)
{
    await pause();
    return x;
}

static async int none(int /* not used */) { return 4; }

async int constant(int (*const)(int, int), int
    )
{
    await pause();
    return 5;
}

async int main(void)
{
    printf("%d\n", await second(1, NULL, "ab", (struct point){1, 2}, 2));   // expect: 2
    printf("%d\n", await none(3) + await constant(NULL, 3));                // expect: 9
    return 0;
}
