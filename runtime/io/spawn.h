/*
 * spawn.h - what process.c and command.c share: options as libuv takes them.
 */
#ifndef ASYNCC_RUNTIME_IO_SPAWN_H
#define ASYNCC_RUNTIME_IO_SPAWN_H

#include <asyncc/process.h>
#include <uv.h>

/** The child's descriptors but for its pipes; `stdio` has ASYNC_STDIO_MAX of them. */
void io_stdio(const async_process_options_t *options, uv_stdio_container_t *stdio);

/** Spawns: 0 or a code. The handle is to be closed in either case, if its `loop` is set. */
int io_spawn(uv_loop_t *loop, uv_process_t *handle, const async_process_options_t *options,
             uv_stdio_container_t *stdio, uv_exit_cb on_exit);

/** What a child ended with, as a shell tells it. */
int io_exit_status(int64_t status, int signum);

#endif
