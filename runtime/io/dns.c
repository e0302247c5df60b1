/*
 * dns.c - names, looked up on libuv's thread pool.
 */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "io/io.h"

static void on_name(uv_getaddrinfo_t *request, int status, struct addrinfo *addresses)
{
    struct async_getaddrinfo__frame *self = request->data;

    free(request);
    if (self->given_up) {
        uv_freeaddrinfo(addresses);
        async__complete(self, UV_ECANCELED);
        return;
    }
    if (status == 0) *self->out = addresses;
    self->result = status;
    async__complete(self, 0);
}

/* The pool may be at work on it: then its answer is waited for, and thrown away. */
static async_step_t interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_getaddrinfo__frame *self = (struct async_getaddrinfo__frame *)frame;

    (void)cx;
    if (!async__completed(self)) {
        self->given_up = true;
        uv_cancel(self->request);
        return ASYNC_SUSPENDED;
    }
    if (self->result == 0) {
        uv_freeaddrinfo(*self->out);
        *self->out = NULL;
    }
    async__complete(self, UV_ECANCELED);
    return ASYNC_SUSPENDED;
}

async_step_t async_getaddrinfo__start(struct async_getaddrinfo__frame *self, async_context_t *cx,
                                      const char *node, const char *service,
                                      const struct addrinfo *hints, struct addrinfo **out)
{
    async_loop_t *loop = async__need_loop(cx, "async_getaddrinfo");
    uv_getaddrinfo_t *request = calloc(1, sizeof *request);

    self->result = UV_ENOMEM;
    if (!request) return ASYNC_FINISHED;
    request->data = self;
    self->request = request;
    self->out = out;
    self->given_up = false;
    self->result = uv_getaddrinfo(async_loop_uv(loop), request, on_name, node, service, hints);
    if (self->result == 0) return async__wait(self, cx, interrupt);
    free(request);
    return ASYNC_FINISHED;
}

void async_freeaddrinfo(struct addrinfo *list) { uv_freeaddrinfo(list); }

/* ------------------------------------------------------------------ async_getnameinfo */

static int copy_name(char *out, size_t room, const char *name)
{
    size_t size = name ? strlen(name) + 1 : 1;

    if (!out) return 0;
    if (size > room) return UV_ENOBUFS;
    memcpy(out, name ? name : "", size);
    return 0;
}

static void on_names(uv_getnameinfo_t *request, int status, const char *host, const char *service)
{
    struct async_getnameinfo__frame *self = request->data;

    if (status == 0 && !self->given_up) {
        status = copy_name(self->host, self->host_room, host);
        if (status == 0) status = copy_name(self->service, self->service_room, service);
    }
    free(request);
    self->result = status;
    async__complete(self, self->given_up ? UV_ECANCELED : 0);
}

static async_step_t interrupt_names(async_frame_t *frame, async_context_t *cx)
{
    struct async_getnameinfo__frame *self = (struct async_getnameinfo__frame *)frame;

    (void)cx;
    if (async__completed(self)) {
        async__complete(self, UV_ECANCELED);
    } else {
        self->given_up = true;
        uv_cancel(self->request);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_getnameinfo__start(struct async_getnameinfo__frame *self, async_context_t *cx,
                                      const struct sockaddr *address, int flags, char *host,
                                      size_t host_room, char *service, size_t service_room)
{
    async_loop_t *loop = async__need_loop(cx, "async_getnameinfo");
    uv_getnameinfo_t *request = calloc(1, sizeof *request);

    self->result = UV_ENOMEM;
    if (!request) return ASYNC_FINISHED;
    request->data = self;
    self->request = request;
    self->host = host;
    self->host_room = host_room;
    self->service = service;
    self->service_room = service_room;
    self->given_up = false;
    self->result = address ? uv_getnameinfo(async_loop_uv(loop), request, on_names, address, flags)
                           : UV_EINVAL;
    if (self->result == 0) return async__wait(self, cx, interrupt_names);
    free(request);
    return ASYNC_FINISHED;
}

ASYNC__OPERATION(int, async_getnameinfo, 6, const struct sockaddr *, address, int, flags, char *,
                 host, size_t, host_room, char *, service, size_t, service_room)
ASYNC__OPERATION(int, async_getaddrinfo, 4, const char *, node, const char *, service,
                 const struct addrinfo *, hints, struct addrinfo **, out)
