/*
 * functions of libuv that fail when asked to: the program's own come before the library's. What is not
 * asked to fail goes on to the library.
 */
#include "inject.h"

#include <dlfcn.h>
#include <uv.h>

struct inject inject;

/* The library's own, by name; the cast of a pointer to a function goes through memory. */
static void real(const char *name, void *function)
{
    *(void **)function = dlsym(RTLD_NEXT, name);
}

#define FAILS(name, PARAMETERS, ARGUMENTS)                                                         \
    int uv_##name PARAMETERS                                                                       \
    {                                                                                              \
        static int (*next) PARAMETERS;                                                             \
        int code = inject.name;                                                                    \
        inject.name = 0;                                                                           \
        if (code) return code;                                                                     \
        if (!next) real("uv_" #name, &next);                                                       \
        return next ARGUMENTS;                                                                     \
    }

FAILS(udp_try_send, (uv_udp_t *h, const uv_buf_t b[], unsigned n, const struct sockaddr *a), (h, b, n, a))
FAILS(udp_send, (uv_udp_send_t *r, uv_udp_t *h, const uv_buf_t b[], unsigned n, const struct sockaddr *a, uv_udp_send_cb cb), (r, h, b, n, a, cb))
FAILS(udp_recv_start, (uv_udp_t *h, uv_alloc_cb a, uv_udp_recv_cb r), (h, a, r))
FAILS(poll_start, (uv_poll_t *h, int e, uv_poll_cb cb), (h, e, cb))
FAILS(accept, (uv_stream_t *s, uv_stream_t *c), (s, c))
FAILS(read_start, (uv_stream_t *s, uv_alloc_cb a, uv_read_cb r), (s, a, r))
FAILS(try_write, (uv_stream_t *s, const uv_buf_t b[], unsigned n), (s, b, n))
FAILS(try_write2, (uv_stream_t *s, const uv_buf_t b[], unsigned n, uv_stream_t *h), (s, b, n, h))
FAILS(write, (uv_write_t *r, uv_stream_t *s, const uv_buf_t b[], unsigned n, uv_write_cb cb), (r, s, b, n, cb))
FAILS(shutdown, (uv_shutdown_t *r, uv_stream_t *s, uv_shutdown_cb cb), (r, s, cb))
FAILS(listen, (uv_stream_t *s, int n, uv_connection_cb cb), (s, n, cb))
FAILS(tcp_connect, (uv_connect_t *r, uv_tcp_t *h, const struct sockaddr *a, uv_connect_cb cb), (r, h, a, cb))
FAILS(getaddrinfo, (uv_loop_t *l, uv_getaddrinfo_t *r, uv_getaddrinfo_cb cb, const char *n, const char *s, const struct addrinfo *h), (l, r, cb, n, s, h))
FAILS(getnameinfo, (uv_loop_t *l, uv_getnameinfo_t *r, uv_getnameinfo_cb cb, const struct sockaddr *a, int f), (l, r, cb, a, f))
FAILS(signal_start, (uv_signal_t *h, uv_signal_cb cb, int s), (h, cb, s))
FAILS(fs_event_start, (uv_fs_event_t *h, uv_fs_event_cb cb, const char *p, unsigned f), (h, cb, p, f))
FAILS(fs_poll_start, (uv_fs_poll_t *h, uv_fs_poll_cb cb, const char *p, unsigned ms), (h, cb, p, ms))
FAILS(thread_create, (uv_thread_t *t, uv_thread_cb entry, void *arg), (t, entry, arg))
FAILS(tcp_nodelay, (uv_tcp_t *h, int on), (h, on))

/* It fails with its handle made, which has to be closed. */
int uv_spawn(uv_loop_t *loop, uv_process_t *handle, const uv_process_options_t *options)
{
    static int (*next)(uv_loop_t *, uv_process_t *, const uv_process_options_t *);
    uv_process_options_t other = *options;
    int code = inject.spawn, rc;

    inject.spawn = 0;
    if (code) other.file = "/no/such/program";
    if (!next) real("uv_spawn", &next);
    rc = next(loop, handle, &other);
    return code ? code : rc;
}

/* A file system that does not tell what an entry is. */
int uv_fs_scandir_next(uv_fs_t *request, uv_dirent_t *entry)
{
    static int (*next)(uv_fs_t *, uv_dirent_t *);
    int rc;

    if (!next) real("uv_fs_scandir_next", &next);
    rc = next(request, entry);
    if (rc == 0 && inject.no_kinds) entry->type = UV_DIRENT_UNKNOWN;
    return rc;
}
