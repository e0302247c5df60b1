/* async_group: no children and many, loops, children cancelled by hand, spawns while it ends */
#include <asyncc.h>
#include <stdio.h>

static int done;

static async int quick(int turns)
{
    for (int i = 0; i < turns; i++) await async_sleep(0);
    done++;
    return turns;
}

static async int forever(void) { defer printf("f "); await async_sleep(60000); return 0; }
static async void fail(int code) { await async_sleep(1); async_raise(code); }
static async int at_once(int code) { if (code) async_raise(code); done++; return 1; }

static async void many(int n, int bad)
{
    done = 0;
    async_group (g) {
        for (int i = 0; i < n; i++)
            if (i == bad) async_spawn_in(g, fail(ASYNC_EIO));
            else async_spawn_in(g, quick(bad < 0 ? i % 5 : 1000));
    }
}

static async void tree(int depth)
{
    async_group (g) {
        if (depth == 0) break;
        async_spawn_in(g, tree(depth - 1));
        async_spawn_in(g, tree(depth - 1));
        async_spawn_in(g, quick(depth));
    }
}

/* A child that is cancelled by hand fails nobody, and neither does one that cancels itself. */
static async int by_hand(void)
{
    int st = -1;
    async_group (g) {
        async_task(int) t = async_spawn_in(g, forever()), u = async_spawn_in(g, quick(3));
        async_task(int) never = async_spawn_in(g, forever());
        async_cancel(never);
        async_spawn_in(g, fail(ASYNC_ECANCELED));
        await async_sleep(2);
        async_cancel(t);
        st = await async_try(*t);
        printf("%s %d %d ", async_status_name(st), await *u, async_state(never) == ASYNC_CANCELED);
    }
    return st;
}

static async void refill(async_group_t *g)
{
    defer {
        async_task(int) t = async_spawn_in(g, quick(0));
        printf("%d ", (await async_try(*t)) == ASYNC_ECANCELED);
    }
    await async_sleep(60000);
}

static async int late_spawns(int how)
{
    async_group (g) {
        async_spawn_in(g, refill(g));
        if (how == 1) async_spawn_in(g, at_once(ASYNC_EIO));
        await async_sleep(1);
        if (how == 0) break;
        await async_sleep(60000);
    }
    return 3;
}

/* Children that spawn while the block only waits for them. */
static async void chain(async_group_t *g, int n)
{
    await async_sleep(0);
    if (n) async_spawn_in(g, chain(g, n - 1));
    else printf("end ");
}

static async int loops(void)
{
    int n = 0, rounds = 0;
    for (int i = 0; i < 6; i++) {
        rounds++;
        async_group (g) {
            if (i == 1) break;
            if (i == 2) continue;
            async_spawn_in(g, quick(1));
            for (;;) { if (i) break; await async_sleep(0); break; }
            switch (i) { case 3: break; default: n += 10; }
            if (i == 4) goto out;
            n++;
        }
    }
out:
    return rounds * 100 + n;
}

/* The first failure is what the block raises; what ended before it stands. */
static async int first_failure(void)
{
    int r = 0;
    defer printf("r%d ", r);
    async_group (g) {
        async_task(int) t = async_spawn_in(g, at_once(0));
        r = await *t;
        async_spawn_in(g, at_once(ASYNC_EPIPE));
        async_spawn_in(g, at_once(ASYNC_EIO));
        await async_sleep(60000);
    }
    return r;
}

/* A deferred statement of the body sees the children alive on every way out. */
static async int order(int how)
{
    async_group (g) {
        async_task(int) t = async_spawn_in(g, quick(3));
        defer printf("%d ", await async_try(*t));
        if (how == 0) break;
        if (how == 1) return 7;
        if (how == 2) async_raise(ASYNC_EPIPE);
    }
    return 8;
}

static async void two_groups(int n)
{
    async_group (a) {
        async_group (b) { for (int i = 0; i < n; i++) async_spawn_in(i % 2 ? a : b, quick(i)); }
        printf("%d ", done);
    }
}

#define SHOW(E) do { int r_ = -1, s_ = await async_try(r_ = E); \
                     printf("| %d %s\n", r_, async_status_name(s_)); } while (0)

async int main(void)
{
    await many(0, -1);
    printf("%d\n", done);                           // expect: 0
    await many(1000, -1);
    printf("%d\n", done);                           // expect: 1000
    int st = await async_try(many(1000, 500));
    printf("%d %s\n", done, async_status_name(st)); // expect: 0 EIO
    done = 0;
    await tree(6);
    printf("%d\n", done);                           // expect: 63
    SHOW(by_hand());                                // expect: f ECANCELED 3 1 | -125 OK
    SHOW(late_spawns(0));                           // expect: 1 | 3 OK
    SHOW(late_spawns(1));                           // expect: 1 | -1 EIO
    async_group (g) async_spawn_in(g, chain(g, 20));
    printf("\n");                                   // expect: end
    SHOW(loops());                                  // expect: | 522 OK
    SHOW(first_failure());                          // expect: r1 | -1 EPIPE
    for (int how = 0; how < 4; how++) SHOW(order(how));
    // expect: 0 | 8 OK
    // expect: 0 | 7 OK
    // expect: 0 | -1 EPIPE
    // expect: 0 | 8 OK
    done = 0;
    await two_groups(9);
    printf("%d\n", done);                           // expect: 9 9
    return 0;
}
