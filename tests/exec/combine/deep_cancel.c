/* cancelling combinators, groups and tasks nested 100,000 deep takes no C stack; the order in which
   children are cancelled is that of their start, at any sensible depth */
// stack: 256
// env: ASYNC_VIRTUAL_TIME=1
// timeout: 60
#include <asyncc.h>
#include <stdio.h>

static int left;

static async void leaf(void) { defer left++; await async_sleep(1000000); }
static async void by_gather(int n) { defer left++; if (n) await async_gather(by_gather(n - 1)); else await leaf(); }
static async void by_race(int n) { defer left++; if (n) await async_race(by_race(n - 1), leaf()); else await leaf(); }
static async void by_limit(int n)
{
    defer left++;
    int st = 0;
    if (n) st = await async_wait_for(-1, by_limit(n - 1));
    else await leaf();
    printf("never %d\n", st);
}
static async void by_group(int n)
{
    defer left++;
    async_group (g) {
        if (n) async_spawn_in(g, by_group(n - 1));
        else async_spawn_in(g, leaf());
    }
}
static async void by_task(int n)
{
    defer left++;
    if (n == 0) { await leaf(); return; }
    async_task(void) t = async_spawn(by_task(n - 1));
    defer async_release(t);
    await async_gather(*t);
}

static async void by_all(int n)
{
    defer left++;
    if (n == 0) { await leaf(); return; }
    switch (n % 4) {
    case 0: await async_gather(by_all(n - 1)); break;
    case 1: await async_race(by_all(n - 1)); break;
    case 2: { async_group (g) async_spawn_in(g, by_all(n - 1)); break; }
    case 3: {
        async_task(void) t = async_spawn(by_all(n - 1));
        await async_join(t);
        break;
    }
    }
}

static async void cancelled(async_task(void) t)
{
    left = 0;
    await async_sleep(1);
    async_cancel(t);
    int st = await async_try(async_join(t));
    printf("%s %d\n", async_status_name(st), left);
}

static async void named(int i) { defer printf("%d ", i); await async_sleep(1000); }
static async void tree(int depth, int at)
{
    if (depth == 0) await named(at);
    else await async_gather(tree(depth - 1, 2 * at), named(-depth), tree(depth - 1, 2 * at + 1));
}

async int main(void)
{
    enum { N = 100000 };
    await cancelled(async_spawn(by_gather(N)));     // expect: ECANCELED 100002
    await cancelled(async_spawn(by_race(N)));       // expect: ECANCELED 200002
    await cancelled(async_spawn(by_limit(N)));      // expect: ECANCELED 100002
    await cancelled(async_spawn(by_group(N)));      // expect: ECANCELED 100002
    await cancelled(async_spawn(by_task(N)));       // expect: ECANCELED 100002
    await cancelled(async_spawn(by_all(N)));        // expect: ECANCELED 100002
    await cancelled(async_spawn(tree(3, 0)));
    // expect: 0 -1 1 -2 2 -1 3 -3 4 -1 5 -2 6 -1 7 ECANCELED 0
    return 0;
}
