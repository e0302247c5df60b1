/* what a deferred statement raises while a cancellation leaves a group takes its place, and stays there */
// env: ASYNC_VIRTUAL_TIME=1
/* expect:
body 1: defer child ECANCELED
body 4: defer child ECANCELED
body 9: defer child behind OK
nested 1: defer child child ECANCELED
defer child timed: ETIMEDOUT
body 1: defer child EPIPE
body 4: defer child ECANCELED
body 9: defer child EPIPE
nested 1: defer child child EPIPE
defer child timed: EPIPE
*/
#include <asyncc.h>
#include <stdio.h>

static async void child(int ms)
{
    defer { await async_sleep(2); printf("child "); }
    await async_sleep((uint64_t)ms);
}

/* A cancellation arrives at 1 in the body, at 4 where the group waits for a task that cleans up. */
static async int body(bool raises)
{
    async_group(g) {
        async_spawn_in(g, child(100));
        defer { printf("defer "); if (raises) async_raise(ASYNC_EPIPE); }
        await async_sleep(3);
        async_group_cancel(g);
    }
    printf("behind ");
    return 0;
}

static async int timed(bool raises)
{
    int status = -1;
    async_timeout(1) { status = await async_try(body(raises)); }
    return status;
}

static async int nested(bool raises)
{
    async_group(outer) {
        async_spawn_in(outer, child(50));
        await body(raises);
    }
    return 0;
}

static async void cell(const char *name, async_task(int) t, int ms)
{
    printf("%s %d: ", name, ms);
    await async_sleep((uint64_t)ms);
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));
    async_release(t);
}

async int main(void)
{
    for (int raises = 0; raises < 2; raises++) {
        await cell("body", async_spawn(body(raises)), 1);
        await cell("body", async_spawn(body(raises)), 4);
        await cell("body", async_spawn(body(raises)), 9);
        await cell("nested", async_spawn(nested(raises)), 1);
        int status = await async_try(timed(raises));
        printf("timed: %s\n", async_status_name(status));
    }
    return 0;
}
