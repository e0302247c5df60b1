/* What libuv's functions return the next time they are called, once; 0: what they do by themselves. */
#ifndef INJECT_H
#define INJECT_H

#include <stdbool.h>

extern struct inject {
    int udp_try_send, udp_send, udp_recv_start, poll_start, accept, read_start, try_write,
        try_write2, write, shutdown, listen, tcp_connect, getaddrinfo, getnameinfo, spawn,
        signal_start, fs_event_start, fs_poll_start, thread_create, tcp_nodelay;
    bool no_kinds; /* for as long as it is set */
} inject;

#endif
