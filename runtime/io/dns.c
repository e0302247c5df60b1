/*
 * dns.c - names, looked up on libuv's thread pool.
 */
#include <stdlib.h>

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
    uv_getaddrinfo_t *request = async__zalloc(sizeof *request);

    request->data = self;
    self->request = request;
    self->out = out;
    self->given_up = false;
    self->result = uv_getaddrinfo(async_loop_uv(loop), request, on_name, node, service, hints);
    if (self->result == 0) return async__wait(self, cx, interrupt);
    free(request);
    return ASYNC_FINISHED;
}

void async_freeaddrinfo(struct addrinfo *list)
{
    uv_freeaddrinfo(list);
}

ASYNC__OPERATION(int, async_getaddrinfo, 4, const char *, node, const char *, service,
                 const struct addrinfo *, hints, struct addrinfo **, out)
