/* names of addresses */
#include <asyncc.h>
#include <asyncc/net.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>

async int main(void)
{
    struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(80) };
    const struct sockaddr *address = (const struct sockaddr *)&in;
    const int numeric = NI_NUMERICHOST | NI_NUMERICSERV;
    char host[64] = "", service[32] = "";
    int rc;

    in.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    rc = await async_getnameinfo(address, numeric, host, sizeof host, service, sizeof service);
    printf("%d %s %s\n", rc, host, service);                    // expect: 0 127.0.0.1 80
    rc = await async_getnameinfo(address, numeric, NULL, 0, service, sizeof service);
    printf("%d %s\n", rc, service);                             // expect: 0 80
    rc = await async_getnameinfo(address, numeric, host, 4, NULL, 0);
    printf("%s\n", async_status_name(rc));                      // expect: ENOBUFS
    rc = await async_getnameinfo(NULL, numeric, host, sizeof host, NULL, 0);
    printf("%s\n", async_status_name(rc));                      // expect: EINVAL
    async_task(int) t = async_spawn(
        async_getnameinfo(address, 0, host, sizeof host, service, sizeof service));
    await async_sleep(0);
    async_cancel(t);
    rc = await async_try(async_join(t));
    printf("%s\n", async_status_name(rc));                      // expect: ECANCELED
    return 0;
}
