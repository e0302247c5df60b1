/* a server that is cancelled cancels its handlers and waits for them */
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>

static async void handle(async_stream_t *s)
{
    char c;
    defer {
        await async_sleep(1);
        printf("cleaned\n");
        async_close(s);
    }
    printf("connected\n");
    await async_read(s, &c, 1);
    printf("never\n");
}

async int main(void)
{
    async_listener_t *l;
    async_stream_t *c;

    if (async_tcp_listen("127.0.0.1", 0, 8, &l) < 0) return 1;
    async_task(int) server = async_spawn(async_serve(l, handle));
    printf("%d\n", await async_tcp_connect("127.0.0.1", async_listener_port(l), &c));
    await async_sleep(50);
    async_cancel(server);
    await async_try(*server);
    printf("gone\n");
    async_release(server);
    async_close(c);
    async_close(l);
    return 0;
}
/* expect:
0
connected
cleaned
gone
*/
