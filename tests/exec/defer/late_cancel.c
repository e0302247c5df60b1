/*
 * a cancel that arrives while a deferred statement awaits takes effect when the defers are over,
 * whichever way the block was left, and wins over what was raised
 */
#include <asyncc.h>
#include <stdio.h>

static async void release(const char *what)
{
    await async_sleep(0);
    await async_sleep(0);
    printf("%s ", what);
}

static async int at_the_end(void)
{
    {
        defer await release("end");
    }
    printf("never ");
    return 1;
}

static async int by_return(void)
{
    defer printf("outer ");
    defer await release("return");
    return 1;
}

static async int by_jumps(void)
{
    for (int i = 0; i < 3; i++) {
        defer await release(i ? "break" : "continue");
        if (i == 0) continue;
        break;
    }
    printf("never ");
    goto out;
out:
    return 1;
}

static async int by_raise(void)
{
    defer await release("raise");
    async_raise(ASYNC_EIO);
}

static async int in_try(void)
{
    int status = await async_try(by_raise());
    printf("never %d ", status);
    return status;
}

static async int callee(void)
{
    int n = await by_return();
    printf("never %d ", n);
    return n;
}

static async int deferred_raise(void)
{
    defer await release("first");
    defer {
        await release("second");
        async_raise(ASYNC_EPERM);
    }
    await async_sleep(0);
    return 1;
}

static async int nested(void)
{
    defer {
        defer await release("inside");
        await async_sleep(0);
        printf("still ");
    }
    return 1;
}

static async generator(int) void numbers(void)
{
    defer await release("closed");
    for (int i = 0;; i++) yield i;
}

static async int over_generator(void)
{
    async_for (int v, numbers()) {
        if (v == 1) break;
    }
    printf("never ");
    return 1;
}

static async int shielded(void)
{
    int status = await async_try(async_shield(by_raise()));
    printf("never %d ", status);
    return status;
}

/* Cancelled while the first release, the second turn on, waits. */
static async void cancels(async_task(int) t, int turns)
{
    for (int i = 0; i < turns; i++) await async_sleep(0);
    bool canceled = async_cancel(t);
    int status = await async_try(*t);
    printf("%d %s\n", canceled, async_status_name(status));
    async_release(t);
}

static async int slow_defer(void)
{
    defer await async_sleep(50);
    return 1;
}

async int main(void)
{
    await cancels(async_spawn(at_the_end()), 2);     // expect: end 1 ECANCELED
    await cancels(async_spawn(by_return()), 2);      // expect: return outer 1 ECANCELED
    await cancels(async_spawn(by_jumps()), 2);       // expect: continue 1 ECANCELED
    await cancels(async_spawn(by_jumps()), 4);       // expect: continue break 1 ECANCELED
    await cancels(async_spawn(by_raise()), 2);       // expect: raise 1 ECANCELED
    await cancels(async_spawn(in_try()), 2);         // expect: raise 1 ECANCELED
    await cancels(async_spawn(callee()), 2);         // expect: return outer 1 ECANCELED
    await cancels(async_spawn(deferred_raise()), 3); // expect: second first 1 ECANCELED
    await cancels(async_spawn(deferred_raise()), 5); // expect: second first 1 ECANCELED
    await cancels(async_spawn(nested()), 1);         // expect: still inside 1 ECANCELED
    await cancels(async_spawn(over_generator()), 2); // expect: closed 1 ECANCELED
    await cancels(async_spawn(shielded()), 2);       // expect: raise 1 ECANCELED
    await cancels(async_spawn(slow_defer()), 2);     // expect: 1 ECANCELED
    int status = await async_wait_for(5, slow_defer());
    printf("%s\n", async_status_name(status));       // expect: ETIMEDOUT
    return 0;
}
