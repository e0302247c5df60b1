// flags: -Wall -Wextra
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct point { int x, y; };

static async int n(int x) { await async_sleep(1); return x; }
static generator(int) int counts(int k) { for (int i = 0; i < k; i++) yield i; return k; }
static async void unused_result(void) { await n(1); }

static async int group(void)
{
    async_group (g) {
        async_spawn_in(g, unused_result());
        return 1;
    }
}

async int main(int argc, char **argv)
{
    int i = argc;
    char text[] = "text";
    i = await n(i++);
    i += await n(i) + i;
    struct point p = { .x = await n(1), .y = await n(2) };
    async_task(int) a = async_spawn(n(1)), b = async_spawn(n(2));
    async_for (int v, counts(3)) printf("%d\n", v);
    await *a;
    await *b;
    async_release(a);
    async_release(b);
    if (await group()) printf("%s %zu %d %d\n", argv[0], strlen(text), p.x, p.y);
    defer printf("end\n");
    return i ? 0 : 1;
}
