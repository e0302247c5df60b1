/* Blocks whose end cannot be reached: the group's tasks are cancelled and waited for all the same. */
#include <asyncc.h>
#include <stdio.h>

static async int slow(const char *name, int ms)
{
    defer printf("%s ends\n", name);
    await async_sleep(ms);
    return ms;
}

static async int with_braces(void)
{
    async_group(g) {
        async_spawn_in(g, slow("braces", 1000));
        return await slow("first", 5);
    }
}

static async int without_braces(void)
{
    async_group(g) return await slow("second", 5);
}

static async int in_a_loop(int n)
{
    for (;; n++)
        async_group(g) {
            async_spawn_in(g, slow("loop", n == 1 ? 1000 : 1));
            if (n == 1) return await slow("third", 5);
            goto next;
        next:
            await async_sleep(2);
        }
}

static async int raised(void)
{
    async_group(g) {
        async_spawn_in(g, slow("raised", 1000));
        await async_sleep(1);
        async_raise(7);
    }
}

static async int in_time(void)
{
    async_timeout(500) return await slow("fourth", 5);
}

async int main(void)
{
    printf("%d\n", await with_braces());
    // expect: first ends
    // expect: braces ends
    // expect: 5
    printf("%d\n", await without_braces());
    // expect: second ends
    // expect: 5
    printf("%d\n", await in_a_loop(0));
    // expect: loop ends
    // expect: third ends
    // expect: loop ends
    // expect: 5
    printf("%d\n", await async_try(raised()));
    // expect: raised ends
    // expect: 7
    printf("%d\n", await in_time());
    // expect: fourth ends
    // expect: 5
    return 0;
}
