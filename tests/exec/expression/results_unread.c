/* results that nobody reads leave no variable behind that a compiler warns about */
#include <asyncc.h>
#include <stdio.h>

async int recursive(int n)
{
    if (n > 0) await recursive(n - 1);
    await async_sleep(0);
    if (n < 0) async_raise(ASYNC_EIO);
    return n;
}

async int main(void)
{
    async_task(int) t = async_spawn(recursive(1)), u = async_spawn(recursive(-1));
    int st = await async_try(recursive(2));

    printf("%d ", st);
    await async_shield(recursive(1));
    (void)await async_shield(recursive(1));
    st = await async_try(async_shield(recursive(-1)));
    printf("%s ", async_status_name(st));
    await async_join(t);
    st = await async_try(async_join(u));
    printf("%s\n", async_status_name(st));      // expect: 0 EIO EIO
    return 0;
}
