#include <asyncc.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static async int f(void)
{
    sleep(1);                               // warning: async_blocking
    usleep(10);                             // warning: async_blocking
    await async_sleep(1);
    return system("true");                  // warning: async_blocking
}

static void plain(void) { sleep(1); }
static int poll(int n) { return n; }        /* of our own: it does not wait */

struct device { int (*select)(int n); };

static async int by_name_only(struct device *d)
{
    await async_sleep(1);
    return d->select(1) + poll(2);
}

static async int on_sockets(int given, char *to)
{
    int fd = socket(AF_INET, SOCK_STREAM, 0), quick = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int changed = socket(AF_INET, SOCK_STREAM, 0), file = open("/dev/null", O_RDONLY), client;
    fcntl(changed, F_SETFL, O_NONBLOCK);
    await async_sleep(1);
    ssize_t n = read(fd, to, 1);            // warning: 'read' is a blocking call
    n += write(fd, to, 1);                  // warning: 'write'
    client = accept(fd, NULL, NULL);        // warning: 'accept'
    n += send(client, to, 1, 0);            // warning: 'send'
    n += read(quick, to, 1) + read(changed, to, 1) + read(file, to, 1) + read(given, to, 1);
    n += await async_blocking(read(fd, to, 1));
    return (int)n;
}

async int main(void)
{
    plain();
    char c;
    return await f() + await on_sockets(0, &c) + await by_name_only(&(struct device){poll});
}
