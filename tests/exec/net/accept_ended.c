/* async_accept when its listener is closed, and when its task is cancelled */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async int accept_one(async_listener_t *l)
{
    async_stream_t *s;
    return await async_accept(l, &s);
}

async int main(void)
{
    async_listener_t *l;

    if (async_tcp_listen("127.0.0.1", 0, 8, &l) < 0) return 1;
    async_task(int) t = async_spawn(accept_one(l));
    await async_sleep(1);
    async_cancel(t);
    int status = await async_try(*t);
    printf("%s\n", async_status_name(status));      // expect: ECANCELED
    async_release(t);
    t = async_spawn(accept_one(l));
    await async_sleep(1);
    async_close(l);
    status = await async_join(t);
    printf("%s\n", async_status_name(status));      // expect: ECANCELED
    return 0;
}
