/*
 * status.h - the codes by which coroutines end, and I/O functions tell what went wrong.
 *
 * They are libuv's: negative, the same values, spelled ASYNC_E... here so that programs need not
 * include <uv.h>. 0 is success; a program may raise any other nonzero int of its own.
 */
#ifndef ASYNCC_STATUS_H
#define ASYNCC_STATUS_H

#include <errno.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * Where the system knows an error, libuv's code is its negated errno; where it does not, libuv has
 * a number of its own.
 */
#ifdef E2BIG
#define ASYNC__E2BIG (-E2BIG)
#else
#define ASYNC__E2BIG (-4093)
#endif
#ifdef EACCES
#define ASYNC__EACCES (-EACCES)
#else
#define ASYNC__EACCES (-4092)
#endif
#ifdef EADDRINUSE
#define ASYNC__EADDRINUSE (-EADDRINUSE)
#else
#define ASYNC__EADDRINUSE (-4091)
#endif
#ifdef EADDRNOTAVAIL
#define ASYNC__EADDRNOTAVAIL (-EADDRNOTAVAIL)
#else
#define ASYNC__EADDRNOTAVAIL (-4090)
#endif
#ifdef EAFNOSUPPORT
#define ASYNC__EAFNOSUPPORT (-EAFNOSUPPORT)
#else
#define ASYNC__EAFNOSUPPORT (-4089)
#endif
#ifdef EAGAIN
#define ASYNC__EAGAIN (-EAGAIN)
#else
#define ASYNC__EAGAIN (-4088)
#endif
#define ASYNC__EAI_ADDRFAMILY (-3000)
#define ASYNC__EAI_AGAIN (-3001)
#define ASYNC__EAI_BADFLAGS (-3002)
#define ASYNC__EAI_BADHINTS (-3013)
#define ASYNC__EAI_CANCELED (-3003)
#define ASYNC__EAI_FAIL (-3004)
#define ASYNC__EAI_FAMILY (-3005)
#define ASYNC__EAI_MEMORY (-3006)
#define ASYNC__EAI_NODATA (-3007)
#define ASYNC__EAI_NONAME (-3008)
#define ASYNC__EAI_OVERFLOW (-3009)
#define ASYNC__EAI_PROTOCOL (-3014)
#define ASYNC__EAI_SERVICE (-3010)
#define ASYNC__EAI_SOCKTYPE (-3011)
#ifdef EALREADY
#define ASYNC__EALREADY (-EALREADY)
#else
#define ASYNC__EALREADY (-4084)
#endif
#ifdef EBADF
#define ASYNC__EBADF (-EBADF)
#else
#define ASYNC__EBADF (-4083)
#endif
#ifdef EBUSY
#define ASYNC__EBUSY (-EBUSY)
#else
#define ASYNC__EBUSY (-4082)
#endif
#ifdef ECANCELED
#define ASYNC__ECANCELED (-ECANCELED)
#else
#define ASYNC__ECANCELED (-4081)
#endif
#define ASYNC__ECHARSET (-4080)
#ifdef ECONNABORTED
#define ASYNC__ECONNABORTED (-ECONNABORTED)
#else
#define ASYNC__ECONNABORTED (-4079)
#endif
#ifdef ECONNREFUSED
#define ASYNC__ECONNREFUSED (-ECONNREFUSED)
#else
#define ASYNC__ECONNREFUSED (-4078)
#endif
#ifdef ECONNRESET
#define ASYNC__ECONNRESET (-ECONNRESET)
#else
#define ASYNC__ECONNRESET (-4077)
#endif
#ifdef EDESTADDRREQ
#define ASYNC__EDESTADDRREQ (-EDESTADDRREQ)
#else
#define ASYNC__EDESTADDRREQ (-4076)
#endif
#ifdef EEXIST
#define ASYNC__EEXIST (-EEXIST)
#else
#define ASYNC__EEXIST (-4075)
#endif
#ifdef EFAULT
#define ASYNC__EFAULT (-EFAULT)
#else
#define ASYNC__EFAULT (-4074)
#endif
#ifdef EFBIG
#define ASYNC__EFBIG (-EFBIG)
#else
#define ASYNC__EFBIG (-4036)
#endif
#ifdef EHOSTUNREACH
#define ASYNC__EHOSTUNREACH (-EHOSTUNREACH)
#else
#define ASYNC__EHOSTUNREACH (-4073)
#endif
#ifdef EINTR
#define ASYNC__EINTR (-EINTR)
#else
#define ASYNC__EINTR (-4072)
#endif
#ifdef EINVAL
#define ASYNC__EINVAL (-EINVAL)
#else
#define ASYNC__EINVAL (-4071)
#endif
#ifdef EIO
#define ASYNC__EIO (-EIO)
#else
#define ASYNC__EIO (-4070)
#endif
#ifdef EISCONN
#define ASYNC__EISCONN (-EISCONN)
#else
#define ASYNC__EISCONN (-4069)
#endif
#ifdef EISDIR
#define ASYNC__EISDIR (-EISDIR)
#else
#define ASYNC__EISDIR (-4068)
#endif
#ifdef ELOOP
#define ASYNC__ELOOP (-ELOOP)
#else
#define ASYNC__ELOOP (-4067)
#endif
#ifdef EMFILE
#define ASYNC__EMFILE (-EMFILE)
#else
#define ASYNC__EMFILE (-4066)
#endif
#ifdef EMSGSIZE
#define ASYNC__EMSGSIZE (-EMSGSIZE)
#else
#define ASYNC__EMSGSIZE (-4065)
#endif
#ifdef ENAMETOOLONG
#define ASYNC__ENAMETOOLONG (-ENAMETOOLONG)
#else
#define ASYNC__ENAMETOOLONG (-4064)
#endif
#ifdef ENETDOWN
#define ASYNC__ENETDOWN (-ENETDOWN)
#else
#define ASYNC__ENETDOWN (-4063)
#endif
#ifdef ENETUNREACH
#define ASYNC__ENETUNREACH (-ENETUNREACH)
#else
#define ASYNC__ENETUNREACH (-4062)
#endif
#ifdef ENFILE
#define ASYNC__ENFILE (-ENFILE)
#else
#define ASYNC__ENFILE (-4061)
#endif
#ifdef ENOBUFS
#define ASYNC__ENOBUFS (-ENOBUFS)
#else
#define ASYNC__ENOBUFS (-4060)
#endif
#ifdef ENODEV
#define ASYNC__ENODEV (-ENODEV)
#else
#define ASYNC__ENODEV (-4059)
#endif
#ifdef ENOENT
#define ASYNC__ENOENT (-ENOENT)
#else
#define ASYNC__ENOENT (-4058)
#endif
#ifdef ENOMEM
#define ASYNC__ENOMEM (-ENOMEM)
#else
#define ASYNC__ENOMEM (-4057)
#endif
#ifdef ENONET
#define ASYNC__ENONET (-ENONET)
#else
#define ASYNC__ENONET (-4056)
#endif
#ifdef ENOPROTOOPT
#define ASYNC__ENOPROTOOPT (-ENOPROTOOPT)
#else
#define ASYNC__ENOPROTOOPT (-4035)
#endif
#ifdef ENOSPC
#define ASYNC__ENOSPC (-ENOSPC)
#else
#define ASYNC__ENOSPC (-4055)
#endif
#ifdef ENOSYS
#define ASYNC__ENOSYS (-ENOSYS)
#else
#define ASYNC__ENOSYS (-4054)
#endif
#ifdef ENOTCONN
#define ASYNC__ENOTCONN (-ENOTCONN)
#else
#define ASYNC__ENOTCONN (-4053)
#endif
#ifdef ENOTDIR
#define ASYNC__ENOTDIR (-ENOTDIR)
#else
#define ASYNC__ENOTDIR (-4052)
#endif
#ifdef ENOTEMPTY
#define ASYNC__ENOTEMPTY (-ENOTEMPTY)
#else
#define ASYNC__ENOTEMPTY (-4051)
#endif
#ifdef ENOTSOCK
#define ASYNC__ENOTSOCK (-ENOTSOCK)
#else
#define ASYNC__ENOTSOCK (-4050)
#endif
#ifdef ENOTSUP
#define ASYNC__ENOTSUP (-ENOTSUP)
#else
#define ASYNC__ENOTSUP (-4049)
#endif
#ifdef EOVERFLOW
#define ASYNC__EOVERFLOW (-EOVERFLOW)
#else
#define ASYNC__EOVERFLOW (-4026)
#endif
#ifdef EPERM
#define ASYNC__EPERM (-EPERM)
#else
#define ASYNC__EPERM (-4048)
#endif
#ifdef EPIPE
#define ASYNC__EPIPE (-EPIPE)
#else
#define ASYNC__EPIPE (-4047)
#endif
#ifdef EPROTO
#define ASYNC__EPROTO (-EPROTO)
#else
#define ASYNC__EPROTO (-4046)
#endif
#ifdef EPROTONOSUPPORT
#define ASYNC__EPROTONOSUPPORT (-EPROTONOSUPPORT)
#else
#define ASYNC__EPROTONOSUPPORT (-4045)
#endif
#ifdef EPROTOTYPE
#define ASYNC__EPROTOTYPE (-EPROTOTYPE)
#else
#define ASYNC__EPROTOTYPE (-4044)
#endif
#ifdef ERANGE
#define ASYNC__ERANGE (-ERANGE)
#else
#define ASYNC__ERANGE (-4034)
#endif
#ifdef EROFS
#define ASYNC__EROFS (-EROFS)
#else
#define ASYNC__EROFS (-4043)
#endif
#ifdef ESHUTDOWN
#define ASYNC__ESHUTDOWN (-ESHUTDOWN)
#else
#define ASYNC__ESHUTDOWN (-4042)
#endif
#ifdef ESPIPE
#define ASYNC__ESPIPE (-ESPIPE)
#else
#define ASYNC__ESPIPE (-4041)
#endif
#ifdef ESRCH
#define ASYNC__ESRCH (-ESRCH)
#else
#define ASYNC__ESRCH (-4040)
#endif
#ifdef ETIMEDOUT
#define ASYNC__ETIMEDOUT (-ETIMEDOUT)
#else
#define ASYNC__ETIMEDOUT (-4039)
#endif
#ifdef ETXTBSY
#define ASYNC__ETXTBSY (-ETXTBSY)
#else
#define ASYNC__ETXTBSY (-4038)
#endif
#ifdef EXDEV
#define ASYNC__EXDEV (-EXDEV)
#else
#define ASYNC__EXDEV (-4037)
#endif
#define ASYNC__UNKNOWN (-4094)
#define ASYNC__EOF (-4095)
#ifdef ENXIO
#define ASYNC__ENXIO (-ENXIO)
#else
#define ASYNC__ENXIO (-4033)
#endif
#ifdef EMLINK
#define ASYNC__EMLINK (-EMLINK)
#else
#define ASYNC__EMLINK (-4032)
#endif
#ifdef EHOSTDOWN
#define ASYNC__EHOSTDOWN (-EHOSTDOWN)
#else
#define ASYNC__EHOSTDOWN (-4031)
#endif
#ifdef EREMOTEIO
#define ASYNC__EREMOTEIO (-EREMOTEIO)
#else
#define ASYNC__EREMOTEIO (-4030)
#endif
#ifdef ENOTTY
#define ASYNC__ENOTTY (-ENOTTY)
#else
#define ASYNC__ENOTTY (-4029)
#endif
#ifdef EFTYPE
#define ASYNC__EFTYPE (-EFTYPE)
#else
#define ASYNC__EFTYPE (-4028)
#endif
#ifdef EILSEQ
#define ASYNC__EILSEQ (-EILSEQ)
#else
#define ASYNC__EILSEQ (-4027)
#endif
#ifdef ESOCKTNOSUPPORT
#define ASYNC__ESOCKTNOSUPPORT (-ESOCKTNOSUPPORT)
#else
#define ASYNC__ESOCKTNOSUPPORT (-4025)
#endif
#ifdef ENODATA
#define ASYNC__ENODATA (-ENODATA)
#else
#define ASYNC__ENODATA (-4024)
#endif
#ifdef EUNATCH
#define ASYNC__EUNATCH (-EUNATCH)
#else
#define ASYNC__EUNATCH (-4023)
#endif

/** Every code: X(NAME, message); its constant is ASYNC_NAME. */
#define ASYNC_STATUS_MAP(X)                                                                        \
    X(E2BIG, "argument list too long")                                                             \
    X(EACCES, "permission denied")                                                                 \
    X(EADDRINUSE, "address already in use")                                                        \
    X(EADDRNOTAVAIL, "address not available")                                                      \
    X(EAFNOSUPPORT, "address family not supported")                                                \
    X(EAGAIN, "resource temporarily unavailable")                                                  \
    X(EAI_ADDRFAMILY, "address family not supported")                                              \
    X(EAI_AGAIN, "temporary failure")                                                              \
    X(EAI_BADFLAGS, "bad ai_flags value")                                                          \
    X(EAI_BADHINTS, "invalid value for hints")                                                     \
    X(EAI_CANCELED, "request canceled")                                                            \
    X(EAI_FAIL, "permanent failure")                                                               \
    X(EAI_FAMILY, "ai_family not supported")                                                       \
    X(EAI_MEMORY, "out of memory")                                                                 \
    X(EAI_NODATA, "no address")                                                                    \
    X(EAI_NONAME, "unknown node or service")                                                       \
    X(EAI_OVERFLOW, "argument buffer overflow")                                                    \
    X(EAI_PROTOCOL, "resolved protocol is unknown")                                                \
    X(EAI_SERVICE, "service not available for socket type")                                        \
    X(EAI_SOCKTYPE, "socket type not supported")                                                   \
    X(EALREADY, "connection already in progress")                                                  \
    X(EBADF, "bad file descriptor")                                                                \
    X(EBUSY, "resource busy or locked")                                                            \
    X(ECANCELED, "operation canceled")                                                             \
    X(ECHARSET, "invalid Unicode character")                                                       \
    X(ECONNABORTED, "software caused connection abort")                                            \
    X(ECONNREFUSED, "connection refused")                                                          \
    X(ECONNRESET, "connection reset by peer")                                                      \
    X(EDESTADDRREQ, "destination address required")                                                \
    X(EEXIST, "file already exists")                                                               \
    X(EFAULT, "bad address in system call argument")                                               \
    X(EFBIG, "file too large")                                                                     \
    X(EHOSTUNREACH, "host is unreachable")                                                         \
    X(EINTR, "interrupted system call")                                                            \
    X(EINVAL, "invalid argument")                                                                  \
    X(EIO, "i/o error")                                                                            \
    X(EISCONN, "socket is already connected")                                                      \
    X(EISDIR, "illegal operation on a directory")                                                  \
    X(ELOOP, "too many symbolic links encountered")                                                \
    X(EMFILE, "too many open files")                                                               \
    X(EMSGSIZE, "message too long")                                                                \
    X(ENAMETOOLONG, "name too long")                                                               \
    X(ENETDOWN, "network is down")                                                                 \
    X(ENETUNREACH, "network is unreachable")                                                       \
    X(ENFILE, "file table overflow")                                                               \
    X(ENOBUFS, "no buffer space available")                                                        \
    X(ENODEV, "no such device")                                                                    \
    X(ENOENT, "no such file or directory")                                                         \
    X(ENOMEM, "not enough memory")                                                                 \
    X(ENONET, "machine is not on the network")                                                     \
    X(ENOPROTOOPT, "protocol not available")                                                       \
    X(ENOSPC, "no space left on device")                                                           \
    X(ENOSYS, "function not implemented")                                                          \
    X(ENOTCONN, "socket is not connected")                                                         \
    X(ENOTDIR, "not a directory")                                                                  \
    X(ENOTEMPTY, "directory not empty")                                                            \
    X(ENOTSOCK, "socket operation on non-socket")                                                  \
    X(ENOTSUP, "operation not supported on socket")                                                \
    X(EOVERFLOW, "value too large for defined data type")                                          \
    X(EPERM, "operation not permitted")                                                            \
    X(EPIPE, "broken pipe")                                                                        \
    X(EPROTO, "protocol error")                                                                    \
    X(EPROTONOSUPPORT, "protocol not supported")                                                   \
    X(EPROTOTYPE, "protocol wrong type for socket")                                                \
    X(ERANGE, "result too large")                                                                  \
    X(EROFS, "read-only file system")                                                              \
    X(ESHUTDOWN, "cannot send after transport endpoint shutdown")                                  \
    X(ESPIPE, "invalid seek")                                                                      \
    X(ESRCH, "no such process")                                                                    \
    X(ETIMEDOUT, "connection timed out")                                                           \
    X(ETXTBSY, "text file is busy")                                                                \
    X(EXDEV, "cross-device link not permitted")                                                    \
    X(UNKNOWN, "unknown error")                                                                    \
    X(EOF, "end of file")                                                                          \
    X(ENXIO, "no such device or address")                                                          \
    X(EMLINK, "too many links")                                                                    \
    X(EHOSTDOWN, "host is down")                                                                   \
    X(EREMOTEIO, "remote I/O error")                                                               \
    X(ENOTTY, "inappropriate ioctl for device")                                                    \
    X(EFTYPE, "inappropriate file type or format")                                                 \
    X(EILSEQ, "illegal byte sequence")                                                             \
    X(ESOCKTNOSUPPORT, "socket type not supported")                                                \
    X(ENODATA, "no data available")                                                                \
    X(EUNATCH, "protocol driver not attached")

#define ASYNC__CODE(NAME, message) ASYNC_##NAME = ASYNC__##NAME,
enum async_status { ASYNC_STATUS_MAP(ASYNC__CODE) ASYNC_OK = 0 };
#undef ASYNC__CODE

/**
 * The name of a status: "ECANCELED" for ASYNC_ECANCELED, "OK" for 0, its number for a code that is
 * none of the above. The string is constant, but for such a number: that one is valid until the
 * next call on the same thread. Any thread.
 */
const char *async_status_name(int code);

/** What a status means, in a few words, as async_status_name in all else. */
const char *async_status_message(int code);

#ifdef __cplusplus
}
#endif

#endif
