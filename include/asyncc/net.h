/*
 * net.h - sockets, pipes, terminals, datagrams, names: input and output on a loop.
 *
 * Every function here gives a count or 0, or a negative code (ASYNC_E...); none raises, except
 * that an awaited one is left with ASYNC_ECANCELED when its task is cancelled. docs/io.md says for
 * each of them what a cancellation before, during and after it does.
 *
 * Streams and listeners belong to the loop on which they were made, and are used from its thread
 * only. Buffers stay the caller's: an operation borrows them until it is done, and never longer.
 * Where an out parameter is not said otherwise, it is written only when the result is 0.
 *
 * The first stream makes the process ignore SIGPIPE, unless the program handles it: a write to a
 * peer that is gone gives ASYNC_EPIPE.
 */
#ifndef ASYNCC_NET_H
#define ASYNCC_NET_H

#include <asyncc/operation.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

struct addrinfo;
struct sockaddr;
struct uv_stream_s;
struct uv_udp_s;

/** A connected byte stream: TCP, a pipe, a terminal. Closed by async_close. */
typedef struct async_stream async_stream_t;

/** A socket that connections arrive at. Closed by async_close. */
typedef struct async_listener async_listener_t;

/** A piece of memory to write, laid out as libuv's uv_buf_t and POSIX's struct iovec. */
typedef struct async_buf {
    const void *base;
    size_t len;
} async_buf_t;

/** A socket for datagrams. Closed by async_udp_close. */
typedef struct async_udp async_udp_t;

/** Where a datagram came from: a numeric address, as async_udp_send takes it. */
typedef struct async_address {
    char host[64];
    int port;
} async_address_t;

/** What async_serve runs for each connection. It owns the stream. */
typedef _Async void async_handler_fn(async_stream_t *stream);
/* What asyncc makes of the operand of an async_serve_with: an async function. */
typedef void async__serve_with_fn(void *up, async_stream_t *stream);

/* ------------------------------------------------------------------ frames
 *
 * The operations' frames, laid open so that a caller can hold them. `result` is theirs to read,
 * the rest belongs to the runtime.
 */

/** A connection that is being made. */
struct async__connecting {
    async_stream_t **out;
    async_stream_t *stream;     /* the attempt under way, or who holds the request for the name */
    struct addrinfo *addresses; /* what the name stood for */
    struct addrinfo *next;      /* the address to try after this one */
    bool given_up;
};

/*
 * Bytes that are being read into the caller's buffer. (Pointers side by side are what gcc brings
 * together in a vector register first, which costs an instruction for each: hence the order.)
 */
struct async__reading {
    async_stream_t *stream;
    int kind;
    int delimiter;
    char *next;      /* where the next bytes go */
    size_t room;     /* how many of them */
    size_t done;     /* bytes before them that have come; not of an async_read */
    uint64_t serial; /* of the stream, which may be closed before the awaiter has run */
};

/** Bytes that are being written from the caller's buffers. */
struct async__writing {
    async_stream_t *stream;
    const async_buf_t *bufs; /* what is left, from `offset` in the first one on */
    size_t count;
    size_t offset;
    size_t queued; /* bytes that libuv holds */
};

struct async_tcp_connect__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    struct async__connecting connecting;
};

struct async_pipe_connect__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    struct async__connecting connecting;
};

struct async_accept__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    async_listener_t *listener;
    async_stream_t **out;
};

struct async_serve__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    async_listener_t *listener;
    async_handler_fn *handler;
    async__serve_with_fn *with; /* instead of a handler, given `up` */
    void *up;                   /* borrowed until it ends */
    async_link_t connections; /* those whose task is not done, oldest first */
    int status;               /* raised when the last one is done */
    bool ending;              /* no more connections; ends with the last one */
};

struct async_drain__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    async_listener_t *listener;
    struct async_timer *timer; /* running, or NULL */
};

struct async_read__frame {
    async_frame_t base;
    ssize_t result;
    async_branch_t *branch;
    struct async__reading reading;
};

struct async_read_exactly__frame {
    async_frame_t base;
    ssize_t result;
    async_branch_t *branch;
    struct async__reading reading;
};

struct async_read_until__frame {
    async_frame_t base;
    ssize_t result;
    async_branch_t *branch;
    struct async__reading reading;
};

struct async_write__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    struct async__writing writing;
    async_buf_t buf;
};

struct async_writev__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    struct async__writing writing;
};

struct async_shutdown__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    struct async__writing writing;
};

struct async_poll__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    void *watch;
};

struct async_getaddrinfo__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    struct addrinfo **out;
    void *request;
    bool given_up;
};

struct async_getnameinfo__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    void *request;
    char *host;
    char *service;
    size_t host_room, service_room;
    bool given_up;
};

struct async_udp_send__frame {
    async_frame_t base;
    int result;
    async_branch_t *branch;
    async_udp_t *udp;
    const void *buf;
    size_t len;
    void *request; /* NULL: none is under way */
    bool looking_up;
    bool given_up;
};

struct async_udp_recv__frame {
    async_frame_t base;
    ssize_t result;
    async_branch_t *branch;
    async_udp_t *udp;
    void *buf;
    size_t len;
    async_address_t *from;
};

/* ------------------------------------------------------------------ making streams */

/**
 * Connects to `host` (a name or a numeric address) at `port`; of a name's addresses, each is tried
 * in turn. 0, and *out is the caller's; otherwise the code of the last attempt. Small writes are
 * sent at once (TCP_NODELAY).
 */
ASYNC_OPERATION _Async int async_tcp_connect(const char *host, int port, async_stream_t **out);
async_step_t async_tcp_connect__start(struct async_tcp_connect__frame *self, async_context_t *cx,
                                      const char *host, int port, async_stream_t **out);
extern const async_coroutine_t async_tcp_connect__async;

/** Connects to the Unix domain socket at `path`. 0, and *out is the caller's. */
ASYNC_OPERATION _Async int async_pipe_connect(const char *path, async_stream_t **out);
async_step_t async_pipe_connect__start(struct async_pipe_connect__frame *self, async_context_t *cx,
                                       const char *path, async_stream_t **out);
extern const async_coroutine_t async_pipe_connect__async;

/**
 * A stream over the terminal that descriptor `fd` stands for. The stream owns the descriptor from
 * then on. 0, or ASYNC_EINVAL when it is no terminal; then the descriptor stays the caller's.
 */
int async_tty_open(int fd, async_stream_t **out);

/**
 * A stream over an existing descriptor: a connected TCP or Unix socket, a pipe's end, a terminal.
 * The stream owns it from then on. 0, or a code (ASYNC_EINVAL: of another kind, a regular file for
 * one); then the descriptor stays the caller's.
 */
int async_stream_from_fd(int fd, async_stream_t **out);

/* ------------------------------------------------------------------ reading and writing
 *
 * One reader and one writer at a time: a second one gets ASYNC_EBUSY. Without a reader, at most
 * 64 KiB are read ahead; then the sender is made to wait.
 */

/**
 * Reads what is there, at most `len` bytes; waits when there is nothing. The number of bytes; 0 at
 * the end of the stream (and when `len` is 0).
 */
ASYNC_OPERATION _Async ssize_t async_read(async_stream_t *stream, void *buf, size_t len);
extern const async_coroutine_t async_read__async;

/*
 * Its first step is part of the caller where the reader has but to wait: nothing was read ahead,
 * the system is being asked already, and the buffer is one that bytes go into straight away. Then
 * a stream begins with a pointer to ASYNC__NO_READER, in whose place the reader puts itself.
 */
enum { ASYNC__READ_SOME, ASYNC__READ_EXACTLY, ASYNC__READ_UNTIL };
/* A buffer with less room is filled by way of the stream's own; no more is asked for at once. */
enum { ASYNC__READ_LEAST = 2048, ASYNC__READ_MOST = 1 << 30 };
#define ASYNC__NO_READER ((struct async__reading *)1)

/** Whether bytes go straight into a buffer of `len` bytes, and the system is told of all of it. */
static inline bool async__reads_directly(size_t len)
{
    return len - ASYNC__READ_LEAST <= ASYNC__READ_MOST - ASYNC__READ_LEAST;
}

async_step_t async__read_slowly(struct async_read__frame *self, async_context_t *cx,
                                async_stream_t *stream, void *buf, size_t len);
async_step_t async__read_interrupt(async_frame_t *frame, async_context_t *cx);

static inline async_step_t async_read__start(struct async_read__frame *self, async_context_t *cx,
                                             async_stream_t *stream, void *buf, size_t len)
{
    struct async__reading **plain = (struct async__reading **)(void *)stream;

    if (ASYNC_UNLIKELY(*plain != ASYNC__NO_READER || !async__reads_directly(len)))
        return async__read_slowly(self, cx, stream, buf, len);
    self->reading.stream = stream;
    self->reading.next = (char *)buf;
    self->reading.room = len;
    self->reading.kind = ASYNC__READ_SOME;
    *plain = &self->reading;
    return async__operation_wait(&self->base, &self->branch, cx, async__read_interrupt);
}

/**
 * Reads `len` bytes. `len`, or ASYNC_EOF when the stream ends before. Whatever fails leaves the
 * bytes that had arrived for the next read.
 */
ASYNC_OPERATION _Async ssize_t async_read_exactly(async_stream_t *stream, void *buf, size_t len);
async_step_t async_read_exactly__start(struct async_read_exactly__frame *self, async_context_t *cx,
                                       async_stream_t *stream, void *buf, size_t len);
extern const async_coroutine_t async_read_exactly__async;

/**
 * Reads through the first `delimiter`, which is stored too; nothing is added after it. The number
 * of bytes; at the end of the stream what was left, without a delimiter, then 0. ASYNC_ENOBUFS
 * when `room` bytes hold no delimiter. Whatever fails leaves the bytes for the next read.
 */
ASYNC_OPERATION _Async ssize_t async_read_until(async_stream_t *stream, void *buf, size_t room,
                                                char delimiter);
async_step_t async_read_until__start(struct async_read_until__frame *self, async_context_t *cx,
                                     async_stream_t *stream, void *buf, size_t room,
                                     char delimiter);
extern const async_coroutine_t async_read_until__async;

/**
 * Writes all of it, waiting while the receiver is slow. 0 once the system has taken the last byte.
 * After a write that failed, was cancelled or timed out, the stream is good only for closing:
 * every later operation on it gives ASYNC_EPIPE.
 */
ASYNC_OPERATION _Async int async_write(async_stream_t *stream, const void *buf, size_t len);
async_step_t async_write__start(struct async_write__frame *self, async_context_t *cx,
                                async_stream_t *stream, const void *buf, size_t len);
extern const async_coroutine_t async_write__async;

/** As async_write, for `count` pieces, in order. The array too is borrowed until it is done. */
ASYNC_OPERATION _Async int async_writev(async_stream_t *stream, const async_buf_t *bufs,
                                        size_t count);
async_step_t async_writev__start(struct async_writev__frame *self, async_context_t *cx,
                                 async_stream_t *stream, const async_buf_t *bufs, size_t count);
extern const async_coroutine_t async_writev__async;

/**
 * Ends what is sent: the peer reads an end of stream; reading goes on. Counts as a writer. 0, or
 * ASYNC_ENOTCONN when it was ended before.
 */
ASYNC_OPERATION _Async int async_shutdown(async_stream_t *stream);
async_step_t async_shutdown__start(struct async_shutdown__frame *self, async_context_t *cx,
                                   async_stream_t *stream);
extern const async_coroutine_t async_shutdown__async;

/**
 * Every read, write and shutdown of the stream that waits longer than `ms` milliseconds from now
 * on gives ASYNC_ETIMEDOUT. 0: no limit, as at first. What already waits is not affected.
 */
void async_stream_timeout(async_stream_t *stream, uint64_t ms);

/** What async_close calls: closes it at once; what is pending on it gives ASYNC_ECANCELED. */
void async_stream_close(async_stream_t *stream);

/** The libuv handle under the stream, for its settings (uv_tcp_keepalive, uv_fileno...). */
struct uv_stream_s *async_stream_uv(async_stream_t *stream);

/* ------------------------------------------------------------------ serving */

/**
 * Listens at `port` (0: the system picks one, see async_listener_port) of `host`: a numeric
 * address, a name (resolved while the caller waits), or NULL for every address of the machine.
 * `backlog` connections wait in the system. 0, and *out is the caller's; or a code
 * (ASYNC_EADDRINUSE...).
 */
int async_tcp_listen(const char *host, int port, int backlog, async_listener_t **out);

/** As async_tcp_listen; every listener of the process opened so shares the port's connections. */
int async_tcp_listen_shared(const char *host, int port, int backlog, async_listener_t **out);

/** Listens on a Unix domain socket made at `path`, which is removed when the listener is closed. */
int async_pipe_listen(const char *path, int backlog, async_listener_t **out);

/** The port a TCP listener is bound to; a negative code for any other. */
int async_listener_port(const async_listener_t *listener);

/**
 * Takes the next connection. 0, and *out is the caller's; ASYNC_ECANCELED when the listener is
 * closed; ASYNC_EBUSY when another one accepts or serves; ASYNC_EMFILE and the like when the
 * connection had to be dropped (the next one may do).
 */
ASYNC_OPERATION _Async int async_accept(async_listener_t *listener, async_stream_t **out);
async_step_t async_accept__start(struct async_accept__frame *self, async_context_t *cx,
                                 async_listener_t *listener, async_stream_t **out);
extern const async_coroutine_t async_accept__async;

/**
 * Runs `handler` as a task of its own for each connection; it owns the stream. Ends only when it
 * is cancelled, or with ASYNC_ECANCELED when the listener is closed: the handlers are cancelled
 * and waited for first; or with 0 after async_drain. A connection that cannot be taken (no
 * descriptors left) is dropped, and serving goes on.
 */
ASYNC_OPERATION _Async int async_serve(async_listener_t *listener, async_handler_fn *handler);
async_step_t async_serve__start(struct async_serve__frame *self, async_context_t *cx,
                                async_listener_t *listener, async_handler_fn *handler);
extern const async_coroutine_t async_serve__async;

/*
 * What `await async_serve_with(listener, async_stream_t *c, P)` becomes: as async_serve, P runs for
 * each connection, in a task, and owns `c`.
 */
#define async_serve_with__frame async_serve__frame
async_step_t async_serve_with__start(struct async_serve__frame *self, async_context_t *cx,
                                     async_listener_t *listener, async__serve_with_fn *with,
                                     void *up);
extern const async_coroutine_t async_serve_with__async;

/**
 * Stops the server of a listener gently: no more connections (later ones are refused), the
 * handlers go on; those that are not done after `ms` milliseconds are cancelled and waited for.
 * async_serve then gives 0. The result is the number of handlers that were cancelled. The listener
 * is still to be closed.
 */
ASYNC_OPERATION _Async int async_drain(async_listener_t *listener, uint64_t ms);
async_step_t async_drain__start(struct async_drain__frame *self, async_context_t *cx,
                                async_listener_t *listener, uint64_t ms);
extern const async_coroutine_t async_drain__async;

/** What async_close calls: closes it at once; what is pending on it gives ASYNC_ECANCELED. */
void async_listener_close(async_listener_t *listener);

/* ------------------------------------------------------------------ readiness and names */

/** Events of async_poll: the values of libuv's enum uv_poll_event. */
enum { ASYNC_READABLE = 1, ASYNC_WRITABLE = 2, ASYNC_DISCONNECT = 4, ASYNC_PRIORITIZED = 8 };

/**
 * Waits until descriptor `fd` (a socket, a pipe, a device) is ready for one of `events`. Those
 * that it is ready for, or a code: ASYNC_EBUSY when the loop waits for it already, ASYNC_EPERM for
 * a regular file. The descriptor stays the caller's, open until this is done.
 */
ASYNC_OPERATION _Async int async_poll(int fd, int events);
async_step_t async_poll__start(struct async_poll__frame *self, async_context_t *cx, int fd,
                               int events);
extern const async_coroutine_t async_poll__async;

/**
 * getaddrinfo(3) on the thread pool, with its parameters. 0, and *out is the caller's, for
 * async_freeaddrinfo; or ASYNC_EAI_NONAME and its like. A cancellation waits for the look-up.
 */
ASYNC_OPERATION _Async int async_getaddrinfo(const char *node, const char *service,
                                             const struct addrinfo *hints, struct addrinfo **out);
async_step_t async_getaddrinfo__start(struct async_getaddrinfo__frame *self, async_context_t *cx,
                                      const char *node, const char *service,
                                      const struct addrinfo *hints, struct addrinfo **out);
extern const async_coroutine_t async_getaddrinfo__async;

/** Frees what async_getaddrinfo gave; NULL is fine. */
void async_freeaddrinfo(struct addrinfo *list);

/**
 * getnameinfo(3) on the thread pool: the names of an IPv4 or IPv6 address and its port. 0, and
 * `host` and `service` (NULL with room 0: not wanted) hold them; ASYNC_ENOBUFS when there is too
 * little room. `flags` are NI_NUMERICHOST and its like. A cancellation waits for the look-up.
 */
ASYNC_OPERATION _Async int async_getnameinfo(const struct sockaddr *address, int flags, char *host,
                                             size_t host_room, char *service, size_t service_room);
async_step_t async_getnameinfo__start(struct async_getnameinfo__frame *self, async_context_t *cx,
                                      const struct sockaddr *address, int flags, char *host,
                                      size_t host_room, char *service, size_t service_room);
extern const async_coroutine_t async_getnameinfo__async;

/* ------------------------------------------------------------------ datagrams */

/**
 * A socket for datagrams at `port` (0: the system picks one, see async_udp_port) of `host`, a
 * numeric address or NULL for every address of the machine. 0, and *out is the caller's.
 */
int async_udp_bind(const char *host, int port, async_udp_t **out);

/** The port that the socket is bound to; or a code. */
int async_udp_port(const async_udp_t *udp);

/**
 * From now on the socket sends to `host` (a numeric address) and `port` where async_udp_send names
 * none, and receives only from there. host NULL: undoes it. 0 or a code.
 */
int async_udp_connect(async_udp_t *udp, const char *host, int port);

/**
 * Sends a datagram to `host`, a numeric address or a name, and `port`; host NULL: to where the
 * socket is connected. 0 when the system has taken it (whether it arrives nobody knows), or a code
 * (ASYNC_EMSGSIZE).
 */
ASYNC_OPERATION _Async int async_udp_send(async_udp_t *udp, const void *buf, size_t len,
                                          const char *host, int port);
async_step_t async_udp_send__start(struct async_udp_send__frame *self, async_context_t *cx,
                                   async_udp_t *udp, const void *buf, size_t len, const char *host,
                                   int port);
extern const async_coroutine_t async_udp_send__async;

/**
 * Waits for a datagram: its length, 0 for an empty one, or a code (ASYNC_ECONNREFUSED on a
 * connected socket, ASYNC_EBUSY when another task waits, ASYNC_ECANCELED when the socket is
 * closed). What does not fit into `len` bytes is lost. *from (or NULL) is where it came from.
 */
ASYNC_OPERATION _Async ssize_t async_udp_recv(async_udp_t *udp, void *buf, size_t len,
                                              async_address_t *from);
async_step_t async_udp_recv__start(struct async_udp_recv__frame *self, async_context_t *cx,
                                   async_udp_t *udp, void *buf, size_t len, async_address_t *from);
extern const async_coroutine_t async_udp_recv__async;

/** Closes it at once; what is pending on it gives ASYNC_ECANCELED. NULL is fine. */
void async_udp_close(async_udp_t *udp);

/** The libuv handle under the socket, for its settings (uv_udp_set_broadcast, membership...). */
struct uv_udp_s *async_udp_uv(async_udp_t *udp);

#ifdef __cplusplus
}
#endif

#endif
