/* async_try holds what the operands of its start expression raise, and no cancellation of its own task */
// env: ASYNC_VIRTUAL_TIME=1
/* expect:
call: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
at once: [0 12] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
dropped: [0 0] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
pointer: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
target: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
nested: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
in argument: [0 11] [EIO 11] [ECANCELED 11] [] [EPIPE 0] [ECANCELED 0] []
shielded: [0 11] [EIO 0] [ECANCELED 0] [never ] [EPIPE 0] [ECANCELED 0] [never ]
shield in shield: [0 11] [EIO 0] [ECANCELED 0] [never ] [EPIPE 0] [ECANCELED 0] [never ]
shield around: [0 11] [EIO 0] [ECANCELED 0] [never ] [EPIPE 0] [ECANCELED 0] [never ]
check: [0 11] [EIO 0] [0 11] [0 11] [EPIPE 0] [ECANCELED 0] []
raise: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
deferred: [d 0 11] [d EIO 0] [d ECANCELED 0] [d ] [d EPIPE 0] [d ECANCELED 0] [d ]
in block: [d block end 0 11] [d block end EIO 0] [d block end ECANCELED 0] [d end ] [d block end EPIPE 0] [d block end ECANCELED 0] [d end ]
in defer: [0 11] [EIO 0] [ECANCELED 0] [never ] [EPIPE 0] [ECANCELED 0] [never ]
both: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
race: [0 11] [0 11] [0 11] [] [EPIPE 0] [ECANCELED 0] []
clock: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
handle: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] [ECANCELED 0]
timeout: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
loop: [0 11] [EIO 0] [ECANCELED 0] [] [EPIPE 0] [ECANCELED 0] []
*/
#include <asyncc.h>
#include <stdio.h>

/* Who does something: 1 the operand, 2 what is called with it; it raises, is cancelled there, or neither. */
enum what { NOTHING, RAISES, RAISES_ECANCELED, IS_CANCELED };
static int who;
static enum what what;

static async int act(int me, int value)
{
    if (me == who && what == IS_CANCELED) {
        async_cancel(async_self());
        await async_sleep(1);
        printf("never ");
    }
    await async_sleep((uint64_t)(value & 1));
    if (me == who && what == RAISES) async_raise(me == 1 ? ASYNC_EIO : ASYNC_EPIPE);
    if (me == who && what == RAISES_ECANCELED) async_raise(ASYNC_ECANCELED);
    return value;
}

static async int g(int v) { return await act(1, v); }
static async int f(int v) { return await act(2, v + 10); }
static int checked(int v) { return who == 1 && what == RAISES ? ASYNC_EIO : v; }
static int plain(int v) { return v; }

static async int call(int *x) { return await async_try(*x = f(await g(1))); }
static async int at_once(int *x) { return await async_try(*x = f(await g(2))); }
static async int dropped(int *x) { *x = 0; return await async_try(f(await g(1))); }
static async int pointer(int *x)
{
    async int (*op)(int) = f;
    return await async_try(*x = op(plain(await g(1))));
}
static async int target(int *x)
{
    int a[2] = {0}, status = await async_try(a[await g(1)] = f(1));
    *x = a[1];
    return status;
}
static async int nested(int *x)
{
    int inner = -1, outer = await async_try(inner = async_try(*x = f(await g(1))));
    if (outer) printf("outer ");
    return inner;
}
static async int in_argument(int *x)
{
    int status = -1;
    int outer = await async_try(*x = f(1 + 0 * (status = await async_try(g(1)))));
    return status ? status : outer;
}
static async int shielded(int *x) { return await async_try(*x = async_shield(f(await g(1)))); }
static async int shield_in_shield(int *x) { return await async_try(*x = async_shield(async_shield(f(await g(1))))); }
static async int shield_around(int *x)
{
    int status = -1;
    await async_shield(status = async_try(*x = f(await g(1))));
    return status;
}
static async int check(int *x) { return await async_try(*x = f(async_check(checked(1)))); }
static async int raise(int *x)
{
    return await async_try(*x = f(checked(1) < 0 ? (async_raise(ASYNC_EIO), 0) : await g(1)));
}
static async int deferred(int *x)
{
    return await async_try(*x = f(({ defer printf("d "); int v = await g(1); v; })));
}
static async int in_block(int *x)
{
    defer printf("end ");
    int status = await async_try(*x = f(({ defer { await async_sleep(1); printf("d "); } await g(1); })));
    { defer printf("block "); await async_sleep(1); }
    return status;
}
static async int in_defer(int *x)
{
    int status = -1;
    { defer { status = await async_try(*x = f(await g(1))); } }
    return status;
}
static async int both(int *x)
{
    int a = 0, b = 0;
    int status = await async_try(async_gather(a = f(await g(1)), b = f(2)));
    *x = a + 0 * b;
    return status;
}
static async int gather_after(int *x)
{
    int v[2] = {0}, status = await async_try(async_race(v[0] = f(1), v[await g(1)] = f(3)));
    *x = v[0];
    return status;
}
static async int clock_operand(int *x)
{
    int status = -1;
    int outer = await async_try(status = async_wait_for(100 * await g(1), *x = f(1)));
    return outer ? outer : status;
}
static async int handle(int *x)
{
    async_task(int) t = async_spawn(f(1));
    defer async_release(t);
    defer async_cancel(t);
    return await async_try(*x = *((void)await g(1), t));
}
static async int timeout(int *x)
{
    async_timeout(1000) { return await async_try(*x = f(await g(1))); }
}
static async int loop(int *x)
{
    int status = -1;
    for (int i = 0; i < 2; i++) {
        status = await async_try(*x = f(({ if (i) break; await g(1); })));
        if (status) break;
    }
    return status;
}

typedef async int form(int *x);
static const struct { const char *name; form *run; } forms[] = {
    {"call", call}, {"at once", at_once}, {"dropped", dropped}, {"pointer", pointer}, {"target", target},
    {"nested", nested}, {"in argument", in_argument}, {"shielded", shielded},
    {"shield in shield", shield_in_shield}, {"shield around", shield_around}, {"check", check},
    {"raise", raise}, {"deferred", deferred}, {"in block", in_block}, {"in defer", in_defer},
    {"both", both}, {"race", gather_after}, {"clock", clock_operand}, {"handle", handle},
    {"timeout", timeout}, {"loop", loop},
};

/* Goes on behind the try, and can be cancelled there: no shield was left behind. */
static async void runs(form *run)
{
    int x = 0, status = await run(&x);

    printf("%s %d", status ? async_status_name(status) : "0", x);
    await async_sleep(60000);
    printf(" not cancelled");
}

static async void cell(form *run, int by, enum what does)
{
    printf(" [");
    who = by;
    what = does;
    async_task(void) t = async_spawn(runs(run));
    await async_sleep(30000);
    async_cancel(t);
    int status = await async_try(*t);
    if (status != ASYNC_ECANCELED) printf(" %d", status);
    async_release(t);
    printf("]");
}

async int main(void)
{
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        printf("%s:", forms[i].name);
        await cell(forms[i].run, 0, NOTHING);
        for (int by = 1; by <= 2; by++)
            for (enum what does = RAISES; does <= IS_CANCELED; does++) await cell(forms[i].run, by, does);
        printf("\n");
    }
    return 0;
}
