/* a task with groups, limits and shields, cancelled at each turn of the loop: nothing is left behind */
// timeout: 60
#include <asyncc.h>
#include <stdio.h>

static int alive, entered, left;

static async int child(int turns)
{
    alive++;
    defer alive--;
    for (int i = 0; i < turns; i++) await async_sleep(0);
    return turns;
}

static async void tidy(void) { defer { await child(1); } await child(2); }

static async void spawner(async_group_t *g)
{
    async_spawn_in(g, child(4));
    await async_sleep(0);
    async_spawn_in(g, tidy());
}

static async void group(void)
{
    async_group (g) {
        async_spawn_in(g, child(1));
        await spawner(g);
        async_spawn_in(g, child(2));
    }
}

static async void limits(void)
{
    int a = -1, b = -1;
    async_timeout (60000) {
        async_timeout (-1) { await group(); }
        (void)await async_wait_for(60000, a = child(3));
        await async_gather(a = child(1), b = child(2));
    }
}

static async void held(void)
{
    await async_shield(group());
    (void)await async_race(group(), child(3));
}

static async void looped(void)
{
    for (int i = 0; i < 3; i++) {
        async_group (g) {
            async_spawn_in(g, child(5));
            defer { await child(2); }
            if (i == 0) continue;
            await async_sleep(0);
            if (i == 1) break;
            async_timeout (60000) { await child(1); break; }
        }
    }
}

static async void short_limit(void)
{
    int st = await async_try(group());
    if (st) async_raise(st);
    async_timeout (60000) {
        async_group (g) {
            async_task(int) t = async_spawn_in(g, child(9));
            await async_sleep(0);
            async_cancel(t);
            (void)await async_try(*t);
        }
    }
}

static async void in_defer(void)
{
    defer { async_group (g) { async_spawn_in(g, child(2)); await child(1); } }
    defer { async_timeout (60000) await group(); }
    await child(1);
}

static async int failing(void)
{
    async_group (g) {
        async_spawn_in(g, tidy());
        int st = await async_try(group());
        if (st) async_raise(st);
        async_raise(ASYNC_EIO);
    }
    return 0;
}

static async void fail(int turns) { await child(turns); async_raise(ASYNC_EIO); }

static async int child_fails(void)
{
    async_group (g) {
        async_spawn_in(g, tidy());
        async_spawn_in(g, fail(3));
        await group();
        await child(9);
    }
    return 0;
}

static async void run(int which)
{
    entered++;
    defer left++;
    switch (which) {
    case 0: await group(); break;
    case 1: await limits(); await async_sleep(0); break;
    case 2: await held(); await async_sleep(0); break;
    case 3: await looped(); break;
    case 4: await short_limit(); break;
    case 5: await in_defer(); await async_sleep(0); break;
    case 6: await failing(); break;
    case 7: await child_fails(); break;
    }
}

/* Cancelled after `turns` turns. Whether it was over by then. */
static async bool cancelled(int which, int turns)
{
    async_task(void) t = async_spawn(run(which));
    for (int i = 0; i < turns; i++) await async_sleep(0);
    bool over = !async_cancel(t);
    int expected = which >= 6 && over ? ASYNC_EIO : over ? 0 : ASYNC_ECANCELED;
    int st = await async_try(*t);
    if (st != expected) printf("%d after %d: %s\n", which, turns, async_status_name(st));
    if (alive || entered != left) printf("%d after %d: %d left behind\n", which, turns, alive);
    async_release(t);
    return over;
}

/* The same by a limit of the caller's, which is over at once or when the loop says. */
static async void limited(int which)
{
    int st = await async_wait_for(0, run(which));
    if (st != ASYNC_ETIMEDOUT || alive) printf("%d: %s, %d\n", which, async_status_name(st), alive);
    st = await async_try(async_wait_for(1, run(which)));
    if (alive || entered != left) printf("%d: %d left behind\n", which, alive);
}

async int main(void)
{
    for (int which = 0; which < 8; which++) {
        int turns = 0;
        while (turns < 200 && !await cancelled(which, turns)) turns++;
        await limited(which);
        printf("%d%s\n", which, turns > 3 && turns < 200 ? "" : " never over");
    }
/* expect:
0
1
2
3
4
5
6
7
*/
    return 0;
}
