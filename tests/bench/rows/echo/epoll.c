/* The echo server on epoll alone: what the system cannot do without. */
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct connection {
    int fd;
    size_t kept, sent; /* what the system has not taken yet: data[sent .. kept) */
    char *data;
} connection_t;

static int epoll, listener;
static char room[65536];

static void watch(connection_t *self, uint32_t events, int how)
{
    struct epoll_event event = {.events = events, .data.ptr = self};
    if (epoll_ctl(epoll, how, self->fd, &event) < 0) exit(1);
}

static void end(connection_t *self)
{
    close(self->fd);
    free(self->data);
    free(self);
}

static void accept_one(void)
{
    connection_t *self = calloc(1, sizeof *self);
    int yes = 1;

    if (!self) exit(1);
    self->fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (self->fd < 0) {
        free(self);
        return;
    }
    setsockopt(self->fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    watch(self, EPOLLIN, EPOLL_CTL_ADD);
}

/* Keeps what could not be written, and reads no more until it is. */
static void keep(connection_t *self, const char *data, size_t len)
{
    self->data = malloc(len);
    if (!self->data) exit(1);
    memcpy(self->data, data, len);
    self->kept = len;
    self->sent = 0;
    watch(self, EPOLLOUT, EPOLL_CTL_MOD);
}

static void on_writable(connection_t *self)
{
    ssize_t n = write(self->fd, self->data + self->sent, self->kept - self->sent);

    if (n < 0 && errno != EAGAIN) {
        end(self);
        return;
    }
    if (n > 0) self->sent += (size_t)n;
    if (self->sent < self->kept) return;
    free(self->data);
    self->data = NULL;
    watch(self, EPOLLIN, EPOLL_CTL_MOD);
}

static void on_readable(connection_t *self)
{
    ssize_t n = read(self->fd, room, sizeof room), written;

    if (n < 0 && errno == EAGAIN) return;
    if (n <= 0) {
        end(self);
        return;
    }
    written = write(self->fd, room, (size_t)n);
    if (written < 0 && errno != EAGAIN) {
        end(self);
        return;
    }
    if (written < 0) written = 0;
    if (written < n) keep(self, room + written, (size_t)(n - written));
}

static void serve(void)
{
    struct epoll_event events[1024];

    for (;;) {
        int n = epoll_wait(epoll, events, 1024, -1);
        for (int i = 0; i < n; i++) {
            connection_t *self = events[i].data.ptr;
            if (!self)
                accept_one();
            else if (self->data)
                on_writable(self);
            else
                on_readable(self);
        }
    }
}

int main(void)
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct epoll_event event = {.events = EPOLLIN};
    socklen_t size = sizeof address;

    listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (bind(listener, (struct sockaddr *)&address, size) < 0 || listen(listener, 1024) < 0 ||
        getsockname(listener, (struct sockaddr *)&address, &size) < 0)
        return 1;
    epoll = epoll_create1(EPOLL_CLOEXEC);
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &event);
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    serve();
}
