/* async_group: groups, timeouts, limits and shields inside each other, and what ends them */
#include <asyncc.h>
#include <stdio.h>

static async void nap(int id, int ms)
{
    defer printf("d%d ", id);
    await async_sleep(ms);
    printf("n%d ", id);
}

static async void fail(int ms, int code) { await async_sleep(ms); async_raise(code); }

/* 0: ends; 1: an inner child fails; 2: an outer child fails; 3: the inner body; 4: the outer body */
static async int two(int how)
{
    async_group (out) {
        async_spawn_in(out, nap(1, how ? 60000 : 1));
        async_group (in) {
            defer printf("in ");
            async_spawn_in(in, nap(2, how ? 60000 : 40));
            if (how == 1) async_spawn_in(in, fail(2, ASYNC_EIO));
            if (how == 2) async_spawn_in(out, fail(2, ASYNC_EPIPE));
            await async_sleep(80);
            if (how == 3) async_raise(ASYNC_ENOENT);
            if (how) await async_sleep(60000);
        }
        if (how == 4) async_raise(ASYNC_EBUSY);
        printf("out ");
    }
    return 1;
}

static async int limits(int outer, int inner)
{
    int status = -1;

    async_timeout (outer) {
        defer printf("outer ");
        async_timeout (inner) {
            defer printf("inner ");
            async_group (g) {
                async_spawn_in(g, nap(3, 90));
                await async_sleep(90);
            }
        }
        printf("between ");
    }
    return status + 2;
}

/* The group is only left once the shield is. */
static async int shielded(void)
{
    async_group (g) {
        async_spawn_in(g, fail(1, ASYNC_EIO));
        await async_shield(nap(4, 20));
        printf("never ");
    }
    return 1;
}

static async int caught(void)
{
    async_group (g) {
        async_spawn_in(g, fail(1, ASYNC_EIO));
        int status = await async_try(nap(5, 60000));
        printf("never %d ", status);
    }
    return 1;
}

static async int late(void)
{
    async_timeout (5) {
        defer { await async_sleep(20); printf("slow "); }
        await async_sleep(60000);
    }
    return 1;
}

static async int parts(void)
{
    async_group (g) {
        async_spawn_in(g, fail(5, ASYNC_EIO));
        await async_gather(nap(6, 60000), nap(7, 60000));
    }
    return 1;
}

static async int in_branches(void)
{
    int a = -1, b = -1, st, st2;
    await async_gather(st = async_try(a = two(1)), st2 = async_try(b = limits(60000, 30)));
    printf("%d %d %s %s ", a, b, async_status_name(st), async_status_name(st2));
    return 1;
}

#define SHOW(E) do { int r_ = -1, s_ = await async_try(r_ = E); \
                     printf("| %d %s\n", r_, async_status_name(s_)); } while (0)

async int main(void)
{
    SHOW(two(0));                // expect: n1 d1 n2 d2 in out | 1 OK
    SHOW(two(1));                // expect: d2 in d1 | -1 EIO
    SHOW(two(2));                // expect: d1 in d2 | -1 EPIPE
    SHOW(two(3));                // expect: in d2 d1 | -1 ENOENT
    SHOW(limits(60000, 60000));  // expect: n3 d3 inner between outer | 1 OK
    SHOW(limits(60000, 30));     // expect: d3 inner outer | -1 ETIMEDOUT
    SHOW(limits(30, 60000));     // expect: d3 inner outer | -1 ETIMEDOUT
    SHOW(limits(30, 30));        // expect: d3 inner outer | -1 ETIMEDOUT
    SHOW(limits(0, 60000));      // expect: inner outer | -1 ETIMEDOUT
    SHOW(limits(60000, 0));      // expect: inner outer | -1 ETIMEDOUT
    SHOW(limits(-1, -1));        // expect: n3 d3 inner between outer | 1 OK
    SHOW(shielded());            // expect: n4 d4 | -1 EIO
    SHOW(caught());              // expect: d5 | -1 EIO
    SHOW(late());                // expect: slow | -1 ETIMEDOUT
    SHOW(parts());               // expect: d6 d7 | -1 EIO
    SHOW(in_branches());         // expect: d2 in d1 d3 inner outer -1 -1 EIO ETIMEDOUT | 1 OK
    int st = await async_wait_for(40, two(5));
    printf("| %s\n", async_status_name(st));    // expect: in d2 d1 | ETIMEDOUT
    st = await async_wait_for(5, async_shield(two(0)));
    printf("| %s\n", async_status_name(st));    // expect: n1 d1 n2 d2 in out | ETIMEDOUT
    return 0;
}
