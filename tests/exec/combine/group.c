/* async_group: its end waits for all; a failure or an early exit cancels the rest */
#include <asyncc.h>
#include <stdio.h>

static async int worker(int id, int ms, int code)
{
    defer printf("d%d ", id);
    await async_sleep(ms);
    if (code) async_raise(code);
    return id;
}

static void start(async_group_t *g, int id) { async_spawn_in(g, worker(id, id * 20, 0)); }

static async int fails(void)
{
    async_group (g) {
        async_spawn_in(g, worker(1, 60000, 0));
        async_spawn_in(g, worker(2, 5, ASYNC_EIO));
        defer printf("body ");
        await async_sleep(60000);
        printf("never ");
    }
    printf("never ");
    return 1;
}

static async int leaves(int how)
{
    for (int i = 0; i < 2; i++) {
        async_group (g) {
            async_spawn_in(g, worker(i, 60000, 0));
            await async_sleep(1);
            if (how == 0) break;
            if (how == 1) return 5;
            if (how == 2) goto out;
        }
        printf("after ");
    }
    return 6;
out:
    printf("out ");
    return 7;
}

async int main(void)
{
    async_group (g) {
        for (int i = 3; i > 0; i--) start(g, i);
        printf("body ");
    }
    printf("|\n");                                      // expect: body d1 d2 d3 |
    int status = await async_try(fails());
    printf("| %s\n", async_status_name(status));        // expect: d2 d1 body | EIO
    for (int how = 0; how < 3; how++) printf("%d\n", await leaves(how));
    // expect: d0 after d1 after 6
    // expect: d0 5
    // expect: d0 out 7
    async_group (g) { (void)g; }
    int sum = 0;
    async_group (g) {
        async_task(int) a = async_spawn_in(g, worker(4, 1, 0)), b = async_spawn_in(g, worker(5, 20, 0));
        sum = await *a + await *b;
    }
    printf("%d\n", sum);                                // expect: d4 d5 9
    return 0;
}
