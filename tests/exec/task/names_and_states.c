/* what a handle tells: name, state, status, result */
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

static const char *state(void *t)
{
    switch (async_state(t)) {
    case ASYNC_PENDING: return "pending";
    case ASYNC_RUNNING: return "running";
    case ASYNC_DONE: return "done";
    case ASYNC_CANCELED: return "canceled";
    default: return "?";
    }
}

static async int work(int code)
{
    printf("%s %s\n", async_name(async_self()), state(async_self()));
    await async_sleep(1);
    if (code) async_raise(code);
    return 4;
}

async int main(void)
{
    char name[16] = "first";
    async_task(int) t = async_spawn(work(0));
    async_set_name(t, name);
    strcpy(name, "changed");
    printf("%s %s %d\n", async_name(t), state(t), async_status(t));     // expect: first pending 0
    await async_sleep(0);                                               // expect: first running
    printf("%s %d\n", state(t), async_done(t));                         // expect: running 0
    await *t;
    printf("%s %d %d\n", state(t), async_done(t), async_result(t));     // expect: done 1 4
    async_release(t);

    t = async_spawn(work(ASYNC_EIO));
    async_set_name(t, "second");
    int status = await async_try(*t);                                   // expect: second running
    printf("%s %s\n", state(t), async_status_name(async_status(t)));    // expect: done EIO
    printf("%d\n", status == async_status(t));                          // expect: 1
    async_release(t);

    t = async_spawn(work(0));
    async_cancel(t);
    await async_try(*t);
    printf("%s %s\n", state(t), async_status_name(async_status(t)));    // expect: canceled ECANCELED
    async_release(t);
    return 0;
}
