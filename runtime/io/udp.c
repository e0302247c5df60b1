/*
 * udp.c - datagrams.
 *
 * What is received goes straight into the buffer of who waits. libuv asks for a buffer before it
 * knows whether anything is there, so the socket has one of its own (`spare`) for what comes while
 * nobody waits: one datagram at most, then receiving stops and the system keeps the others.
 *
 * A datagram that the system does not take at once is copied, so that who sends it may go.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "io/io.h"

enum { LARGEST = 65536 };

struct async_udp {
    uv_udp_t handle;
    async_loop_t *loop;
    async_resource_t resource; /* of the loop */
    struct async_udp_recv__frame *reader;
    char *spare;          /* NULL until it is needed */
    ssize_t held;         /* bytes of a datagram in it, or -1 */
    async_address_t from; /* of that */
    bool receiving;       /* uv_udp_recv_start is in force */
    bool ipv6;
    bool closing;
    bool gone;         /* uv_close's callback has come */
    uint32_t look_ups; /* on the thread pool */
};

/* ------------------------------------------------------------------ addresses */

static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

/* An IPv4 address as the IPv6 one that stands for it on a socket for both. */
static void map_to_ipv6(struct sockaddr_storage *address)
{
    struct sockaddr_in from = *(struct sockaddr_in *)address;
    struct sockaddr_in6 to = {.sin6_family = AF_INET6, .sin6_port = from.sin_port};

    memcpy(&to.sin6_addr, mapped, sizeof mapped);
    memcpy((char *)&to.sin6_addr + sizeof mapped, &from.sin_addr, 4);
    memcpy(address, &to, sizeof to);
}

static void suit_socket(const async_udp_t *udp, struct sockaddr_storage *address)
{
    if (udp->ipv6 && address->ss_family == AF_INET) map_to_ipv6(address);
}

static void tell_address(const struct sockaddr *address, async_address_t *out)
{
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)(const void *)address;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)(const void *)address;

    if (address->sa_family == AF_INET) {
        uv_ip4_name(v4, out->host, sizeof out->host);
        out->port = ntohs(v4->sin_port);
        return;
    }
    out->port = ntohs(v6->sin6_port);
    if (memcmp(&v6->sin6_addr, mapped, sizeof mapped) == 0)
        uv_inet_ntop(AF_INET, (const char *)&v6->sin6_addr + sizeof mapped, out->host,
                     sizeof out->host);
    else
        uv_ip6_name(v6, out->host, sizeof out->host);
}

/* ------------------------------------------------------------------ receiving */

static void finish_recv(async_udp_t *udp, ssize_t result)
{
    struct async_udp_recv__frame *self = udp->reader;

    udp->reader = NULL;
    self->result = result;
    async__complete(self, 0);
}

/* No buffer: libuv then says UV_ENOBUFS. */
static void on_room(uv_handle_t *handle, size_t suggested, uv_buf_t *buf)
{
    async_udp_t *udp = handle->data;

    (void)suggested;
    *buf = uv_buf_init(NULL, 0);
    if (udp->reader && udp->reader->len > 0) {
        *buf = uv_buf_init(udp->reader->buf, (unsigned)udp->reader->len);
    } else if (udp->held < 0) {
        if (!udp->spare) udp->spare = calloc(1, LARGEST);
        *buf = uv_buf_init(udp->spare, udp->spare ? LARGEST : 0);
    }
}

static void stop_receiving(async_udp_t *udp)
{
    udp->receiving = false;
    uv_udp_recv_stop(&udp->handle);
}

/* Without an address: nothing was there. */
static void on_datagram(uv_udp_t *handle, ssize_t n, const uv_buf_t *buf,
                        const struct sockaddr *address, unsigned flags)
{
    async_udp_t *udp = handle->data;

    (void)flags;
    if (n == UV_ENOBUFS && !buf->base) {
        stop_receiving(udp);
    } else if (n < 0) {
        if (udp->reader) finish_recv(udp, n);
    } else if (address && udp->reader) {
        if (udp->reader->from) tell_address(address, udp->reader->from);
        finish_recv(udp, buf->base == udp->spare ? 0 : n);
    } else if (address) {
        udp->held = n;
        tell_address(address, &udp->from);
    }
}

static ssize_t take_held(async_udp_t *udp, void *buf, size_t len, async_address_t *from)
{
    size_t n = (size_t)udp->held < len ? (size_t)udp->held : len;

    if (n) memcpy(buf, udp->spare, n);
    if (from) *from = udp->from;
    udp->held = -1;
    return (ssize_t)n;
}

static async_step_t interrupt_recv(async_frame_t *frame, async_context_t *cx)
{
    struct async_udp_recv__frame *self = (struct async_udp_recv__frame *)frame;

    (void)cx;
    if (!async__completed(self)) self->udp->reader = NULL;
    async__complete(self, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_udp_recv__start(struct async_udp_recv__frame *self, async_context_t *cx,
                                   async_udp_t *udp, void *buf, size_t len, async_address_t *from)
{
    self->result = udp->reader ? UV_EBUSY : 0;
    if (self->result == 0 && udp->held >= 0) {
        self->result = take_held(udp, buf, len, from);
        return ASYNC_FINISHED;
    }
    if (self->result == 0 && !udp->receiving)
        self->result = uv_udp_recv_start(&udp->handle, on_room, on_datagram);
    if (self->result < 0) return ASYNC_FINISHED;
    udp->receiving = true;
    self->udp = udp;
    self->buf = buf;
    self->len = len;
    self->from = from;
    udp->reader = self;
    return async__wait(self, cx, interrupt_recv);
}

/* ------------------------------------------------------------------ sending */

/* A datagram that libuv holds. */
typedef struct parcel {
    uv_udp_send_t request;
    struct async_udp_send__frame *op; /* NULL: given up */
    char data[];
} parcel_t;

static void on_sent(uv_udp_send_t *request, int status)
{
    parcel_t *parcel = container_of(request, parcel_t, request);
    struct async_udp_send__frame *self = parcel->op;

    free(parcel);
    if (!self) return;
    self->request = NULL;
    self->result = status;
    async__complete(self, 0);
}

/* 0 when it is sent, 1 when libuv will tell on_sent, or a code. */
static int dispatch(struct async_udp_send__frame *self, const struct sockaddr *address)
{
    async_udp_t *udp = self->udp;
    uv_buf_t buf = uv_buf_init((char *)(uintptr_t)self->buf, (unsigned)self->len);
    parcel_t *parcel;
    int rc;

    if (self->len > LARGEST) return UV_EMSGSIZE;
    rc = uv_udp_try_send(&udp->handle, &buf, 1, address);
    if (rc != UV_EAGAIN) return rc < 0 ? rc : 0;
    parcel = calloc(1, sizeof *parcel + self->len);
    if (!parcel) return UV_ENOMEM;
    parcel->op = self;
    if (self->len) memcpy(parcel->data, self->buf, self->len);
    buf.base = parcel->data;
    rc = uv_udp_send(&parcel->request, &udp->handle, &buf, 1, address, on_sent);
    if (rc < 0)
        free(parcel);
    else
        self->request = parcel;
    return rc < 0 ? rc : 1;
}

static void release(async_udp_t *udp)
{
    if (!udp->gone || udp->look_ups) return;
    free(udp->spare);
    free(udp);
}

static void on_name(uv_getaddrinfo_t *request, int status, struct addrinfo *addresses)
{
    struct async_udp_send__frame *self = request->data;
    struct sockaddr_storage address;
    async_udp_t *udp = self->udp;

    free(request);
    self->request = NULL;
    self->looking_up = false;
    udp->look_ups--;
    if (status == 0 && udp->closing) status = UV_ECANCELED;
    if (status == 0 && !self->given_up) {
        memset(&address, 0, sizeof address);
        memcpy(&address, addresses->ai_addr, addresses->ai_addrlen);
        suit_socket(udp, &address);
        status = dispatch(self, (const struct sockaddr *)&address);
    }
    uv_freeaddrinfo(addresses);
    release(udp);
    if (status == 1) return;
    self->result = status;
    async__complete(self, self->given_up ? UV_ECANCELED : 0);
}

static int look_up(struct async_udp_send__frame *self, const char *host, int port)
{
    struct addrinfo hints = {.ai_socktype = SOCK_DGRAM,
                             .ai_family = self->udp->ipv6 ? AF_UNSPEC : AF_INET};
    uv_getaddrinfo_t *request = calloc(1, sizeof *request);
    char service[16];
    int rc;

    if (!request) return UV_ENOMEM;
    snprintf(service, sizeof service, "%d", port);
    request->data = self;
    rc = uv_getaddrinfo(async_loop_uv(self->udp->loop), request, on_name, host, service, &hints);
    if (rc < 0) {
        free(request);
        return rc;
    }
    self->request = request;
    self->looking_up = true;
    self->udp->look_ups++;
    return 1;
}

static async_step_t interrupt_send(async_frame_t *frame, async_context_t *cx)
{
    struct async_udp_send__frame *self = (struct async_udp_send__frame *)frame;

    (void)cx;
    if (!async__completed(self) && self->looking_up) {
        self->given_up = true;
        uv_cancel(self->request);
        return ASYNC_SUSPENDED;
    }
    if (self->request) ((parcel_t *)self->request)->op = NULL;
    async__complete(self, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_udp_send__start(struct async_udp_send__frame *self, async_context_t *cx,
                                   async_udp_t *udp, const void *buf, size_t len, const char *host,
                                   int port)
{
    struct sockaddr_storage address;
    int rc;

    *self = (struct async_udp_send__frame){.udp = udp, .buf = buf, .len = len};
    if (!host) {
        rc = dispatch(self, NULL);
    } else if (io_numeric_address(host, port, &address) == 0) {
        suit_socket(udp, &address);
        rc = dispatch(self, (const struct sockaddr *)&address);
    } else {
        rc = look_up(self, host, port);
    }
    self->result = rc;
    return rc == 1 ? async__wait(self, cx, interrupt_send) : ASYNC_FINISHED;
}

/* ------------------------------------------------------------------ opening and closing */

static void on_closed(uv_handle_t *handle)
{
    async_udp_t *udp = handle->data;

    udp->gone = true;
    release(udp);
}

static void close_resource(async_resource_t *resource)
{
    async_udp_close(container_of(resource, async_udp_t, resource));
}

static int bind_at(async_loop_t *loop, const char *host, int port, async_udp_t **out)
{
    struct sockaddr_storage address;
    async_udp_t *udp;
    int rc = io_numeric_address(host, port, &address);

    if (rc < 0) return rc;
    udp = calloc(1, sizeof *udp);
    if (!udp) return UV_ENOMEM;
    udp->loop = loop;
    udp->held = -1;
    udp->ipv6 = address.ss_family == AF_INET6;
    uv_udp_init(async_loop_uv(loop), &udp->handle);
    udp->handle.data = udp;
    uv_unref((uv_handle_t *)&udp->handle);
    list_append(&loop->resources, &udp->resource.link);
    udp->resource.close = close_resource;
    rc = uv_udp_bind(&udp->handle, (const struct sockaddr *)&address, 0);
    if (rc < 0)
        async_udp_close(udp);
    else
        *out = udp;
    return rc;
}

int async_udp_bind(const char *host, int port, async_udp_t **out)
{
    async_loop_t *loop = async__need_loop(async_context(), "async_udp_bind");
    int rc;

    if (port < 0 || port > 65535) return UV_EINVAL;
    if (host) return bind_at(loop, host, port, out);
    rc = bind_at(loop, "::", port, out);
    return rc == UV_EAFNOSUPPORT || rc == UV_EADDRNOTAVAIL ? bind_at(loop, "0.0.0.0", port, out)
                                                           : rc;
}

int async_udp_port(const async_udp_t *udp)
{
    struct sockaddr_storage address;
    int size = sizeof address;
    int rc = uv_udp_getsockname(&udp->handle, (struct sockaddr *)&address, &size);
    async_address_t own;

    if (rc < 0) return rc;
    tell_address((const struct sockaddr *)&address, &own);
    return own.port;
}

int async_udp_connect(async_udp_t *udp, const char *host, int port)
{
    struct sockaddr_storage address;
    int rc;

    if (!host) return uv_udp_connect(&udp->handle, NULL);
    rc = io_numeric_address(host, port, &address);
    if (rc < 0) return rc;
    suit_socket(udp, &address);
    rc = uv_udp_connect(&udp->handle, NULL);
    if (rc < 0 && rc != UV_ENOTCONN) return rc;
    return uv_udp_connect(&udp->handle, (const struct sockaddr *)&address);
}

struct uv_udp_s *async_udp_uv(async_udp_t *udp) { return &udp->handle; }

void async_udp_close(async_udp_t *udp)
{
    if (!udp || udp->closing) return;
    udp->closing = true;
    list_remove(&udp->resource.link);
    if (udp->reader) finish_recv(udp, UV_ECANCELED);
    uv_close((uv_handle_t *)&udp->handle, on_closed);
}

ASYNC__OPERATION(ssize_t, async_udp_recv, 4, async_udp_t *, udp, void *, buf, size_t, len,
                 async_address_t *, from)
ASYNC__OPERATION(int, async_udp_send, 5, async_udp_t *, udp, const void *, buf, size_t, len,
                 const char *, host, int, port)
