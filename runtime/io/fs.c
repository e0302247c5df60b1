/*
 * fs.c - files: one operation for each uv_fs_*. Folders are in folder.c.
 */
#include <stdlib.h>
#include <string.h>

#include "io/request.h"

/* ------------------------------------------------------------------ what hands something out */

static void close_again(int fd)
{
    uv_fs_t request;
    uv_fs_close(NULL, &request, fd, NULL);
    uv_fs_req_cleanup(&request);
}

static void undo_open(async_frame_t *frame) { close_again(*(int *)async_value(frame)); }

async_step_t async_fs_open__start(struct async_fs_open__frame *self, async_context_t *cx,
                                  const char *path, int flags, int mode)
{
    io_request_t *request = io_request_open(&self->base, cx, "async_fs_open", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.undo = undo_open;
    return io_request_sent(request, IO_CALL(open, path, flags, mode, io_request_done));
}

/* A descriptor is closed also when its task is cancelled: nobody could close it later. */
async_step_t async_fs_close__start(struct async_fs_close__frame *self, async_context_t *cx, int fd)
{
    io_request_t *request = io_request_open(&self->base, cx, "async_fs_close", sizeof self->result);

    if (!request) {
        close_again(fd);
        return ASYNC_RAISED;
    }
    request->insist = true;
    return io_request_sent(request, uv_fs_close(request->loop, &request->fs, fd, io_request_done));
}

/* The name that libuv has made goes where the template was. */
static ssize_t take_name(io_request_t *request)
{
    char *path = (char *)io_request_of(request->op)->out;

    memcpy(path, request->fs.path, strlen(path));
    return request->fs.result;
}

static void undo_mkstemp(async_frame_t *frame)
{
    uv_fs_t request;

    close_again(*(int *)async_value(frame));
    uv_fs_unlink(NULL, &request, (char *)io_request_of(frame)->out, NULL);
    uv_fs_req_cleanup(&request);
}

async_step_t async_fs_mkstemp__start(struct async_fs_mkstemp__frame *self, async_context_t *cx,
                                     char *path)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_mkstemp", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.out = path;
    self->fs.undo = undo_mkstemp;
    request->take = take_name;
    return io_request_sent(request, IO_CALL(mkstemp, path, io_request_done));
}

static void undo_mkdtemp(async_frame_t *frame)
{
    uv_fs_t request;

    uv_fs_rmdir(NULL, &request, (char *)io_request_of(frame)->out, NULL);
    uv_fs_req_cleanup(&request);
}

async_step_t async_fs_mkdtemp__start(struct async_fs_mkdtemp__frame *self, async_context_t *cx,
                                     char *path)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_mkdtemp", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.out = path;
    self->fs.undo = undo_mkdtemp;
    request->take = take_name;
    return io_request_sent(request, IO_CALL(mkdtemp, path, io_request_done));
}

/* A path that libuv has allocated becomes one of malloc's. */
static ssize_t take_path(io_request_t *request)
{
    size_t size = strlen((const char *)request->fs.ptr) + 1;
    char *path = (char *)malloc(size);

    if (!path) return UV_ENOMEM;
    memcpy(path, request->fs.ptr, size);
    *(char **)io_request_of(request->op)->out = path;
    return 0;
}

static void undo_path(async_frame_t *frame)
{
    char **out = (char **)io_request_of(frame)->out;

    free(*out);
    *out = NULL;
}

async_step_t async_fs_readlink__start(struct async_fs_readlink__frame *self, async_context_t *cx,
                                      const char *path, char **out)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_readlink", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.out = out;
    self->fs.undo = undo_path;
    request->take = take_path;
    return io_request_sent(request, IO_CALL(readlink, path, io_request_done));
}

async_step_t async_fs_realpath__start(struct async_fs_realpath__frame *self, async_context_t *cx,
                                      const char *path, char **out)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_realpath", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.out = out;
    self->fs.undo = undo_path;
    request->take = take_path;
    return io_request_sent(request, IO_CALL(realpath, path, io_request_done));
}

/* ------------------------------------------------------------------ what is told of files */

_Static_assert(sizeof(async_stat_t) == sizeof(uv_stat_t) &&
                   offsetof(async_stat_t, st_gen) == offsetof(uv_stat_t, st_gen) &&
                   offsetof(async_stat_t, st_birthtim) == offsetof(uv_stat_t, st_birthtim),
               "async_stat_t is laid out as uv_stat_t");
_Static_assert(sizeof(async_statfs_t) == sizeof(uv_statfs_t), "so is async_statfs_t");

static ssize_t take_stat(io_request_t *request)
{
    memcpy(io_request_of(request->op)->out, &request->fs.statbuf, sizeof(async_stat_t));
    return 0;
}

static ssize_t take_statfs(io_request_t *request)
{
    memcpy(io_request_of(request->op)->out, request->fs.ptr, sizeof(async_statfs_t));
    return 0;
}

/* An operation whose answer `TAKE` copies to *out. */
#define TELLS(NAME, TAKE, T, WHAT, OUT)                                                       \
    async_step_t async_fs_##NAME##__start(struct async_fs_##NAME##__frame *self,              \
                                          async_context_t *cx, T WHAT, OUT *out)              \
    {                                                                                         \
        io_request_t *request =                                                               \
            io_request_open(&self->base, cx, "async_fs_" #NAME, sizeof self->result);         \
        if (!request) return ASYNC_RAISED;                                                    \
        self->fs.out = out;                                                                   \
        request->take = TAKE;                                                                 \
        return io_request_sent(                                                               \
            request, IO_MISSING_1(T, WHAT)                                                    \
                         ? UV_EFAULT                                                          \
                         : uv_fs_##NAME(request->loop, &request->fs, WHAT, io_request_done)); \
    }                                                                                         \
    ASYNC__OPERATION(int, async_fs_##NAME, 2, T, WHAT, OUT *, out)

TELLS(stat, take_stat, const char *, path, async_stat_t)
TELLS(lstat, take_stat, const char *, path, async_stat_t)
TELLS(fstat, take_stat, int, fd, async_stat_t)
TELLS(statfs, take_statfs, const char *, path, async_statfs_t)

/* ------------------------------------------------------------------ reading and writing */

async_step_t async_fs_read__start(struct async_fs_read__frame *self, async_context_t *cx, int fd,
                                  void *buf, size_t len, int64_t offset)
{
    uv_buf_t piece = {.base = (char *)buf, .len = len};
    io_request_t *request = io_request_open(&self->base, cx, "async_fs_read", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    return io_request_sent(
        request, uv_fs_read(request->loop, &request->fs, fd, &piece, 1, offset, io_request_done));
}

async_step_t async_fs_write__start(struct async_fs_write__frame *self, async_context_t *cx, int fd,
                                   const void *buf, size_t len, int64_t offset)
{
    uv_buf_t piece = {.base = (char *)(uintptr_t)buf, .len = len};
    io_request_t *request = io_request_open(&self->base, cx, "async_fs_write", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    return io_request_sent(
        request, uv_fs_write(request->loop, &request->fs, fd, &piece, 1, offset, io_request_done));
}

/* ------------------------------------------------------------------ the others */

ASYNC__OPERATION(int, async_fs_open, 3, const char *, path, int, flags, int, mode)
ASYNC__OPERATION(int, async_fs_close, 1, int, fd)
ASYNC__OPERATION(int, async_fs_mkstemp, 1, char *, path)
ASYNC__OPERATION(int, async_fs_mkdtemp, 1, char *, path)
ASYNC__OPERATION(int, async_fs_readlink, 2, const char *, path, char **, out)
ASYNC__OPERATION(int, async_fs_realpath, 2, const char *, path, char **, out)
ASYNC__OPERATION(ssize_t, async_fs_read, 4, int, fd, void *, buf, size_t, len, int64_t, offset)
ASYNC__OPERATION(ssize_t, async_fs_write, 4, int, fd, const void *, buf, size_t, len, int64_t,
                 offset)
IO_REQUEST(ssize_t, sendfile, 4, int, out_fd, int, in_fd, int64_t, offset, size_t, len)
IO_REQUEST(int, fsync, 1, int, fd)
IO_REQUEST(int, fdatasync, 1, int, fd)
IO_REQUEST(int, ftruncate, 2, int, fd, int64_t, length)
IO_REQUEST(int, unlink, 1, const char *, path)
IO_REQUEST(int, rename, 2, const char *, path, const char *, new_path)
IO_REQUEST(int, copyfile, 3, const char *, path, const char *, new_path, int, flags)
IO_REQUEST(int, link, 2, const char *, path, const char *, new_path)
IO_REQUEST(int, symlink, 3, const char *, target, const char *, path, int, flags)
IO_REQUEST(int, access, 2, const char *, path, int, mode)
IO_REQUEST(int, chmod, 2, const char *, path, int, mode)
IO_REQUEST(int, fchmod, 2, int, fd, int, mode)
IO_REQUEST(int, chown, 3, const char *, path, unsigned, uid, unsigned, gid)
IO_REQUEST(int, fchown, 3, int, fd, unsigned, uid, unsigned, gid)
IO_REQUEST(int, lchown, 3, const char *, path, unsigned, uid, unsigned, gid)
IO_REQUEST(int, utime, 3, const char *, path, double, atime, double, mtime)
IO_REQUEST(int, futime, 3, int, fd, double, atime, double, mtime)
IO_REQUEST(int, lutime, 3, const char *, path, double, atime, double, mtime)
IO_REQUEST(int, mkdir, 2, const char *, path, int, mode)
IO_REQUEST(int, rmdir, 1, const char *, path)
