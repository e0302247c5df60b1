/*
 * file.c - async_read_file, async_write_file, async_lines: plain loops of system calls, run piece
 * by piece on the thread pool.
 *
 * A piece is one trip to the pool. What it works on lies in the operation's frame, which stays
 * until it is back. Files that were only read are closed here: that never waits for a disk.
 */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "coroutine.h"
#include "io/request.h"

enum {
    PIECE = 4 << 20, /* bytes that are read or written in one trip */
    FIRST = 64 << 10 /* room for a file of unknown length, and what lines are read by */
};

/* ------------------------------------------------------------------ on the thread pool */

static int open_now(const char *path, int flags)
{
    uv_fs_t request;
    int fd;

    if (!path) return UV_EFAULT;
    fd = uv_fs_open(NULL, &request, path, flags, 0666, NULL);
    uv_fs_req_cleanup(&request);
    return fd;
}

static int close_now(int fd)
{
    uv_fs_t request;
    int rc = uv_fs_close(NULL, &request, fd, NULL);

    uv_fs_req_cleanup(&request);
    return rc;
}

static int read_now(int fd, char *data, size_t len)
{
    uv_buf_t piece = {.base = data, .len = len};
    uv_fs_t request;
    int n;

    do {
        n = uv_fs_read(NULL, &request, fd, &piece, 1, -1, NULL);
        uv_fs_req_cleanup(&request);
    } while (n == UV_EINTR);
    return n;
}

static int write_now(int fd, char *data, size_t len)
{
    uv_buf_t piece = {.base = data, .len = len};
    uv_fs_t request;
    int n = uv_fs_write(NULL, &request, fd, &piece, 1, -1, NULL);

    uv_fs_req_cleanup(&request);
    return n;
}

/* The length that the system tells, which may be 0 for what is made up as it is read. */
static size_t length_now(int fd)
{
    uv_fs_t request;
    size_t length = uv_fs_fstat(NULL, &request, fd, NULL) < 0 ? 0 : request.statbuf.st_size;

    uv_fs_req_cleanup(&request);
    return length;
}

static void fail(struct async__file *file, int code)
{
    file->code = code;
    file->complete = true;
}

static void make_room(struct async__file *file, size_t room)
{
    char *data = (char *)realloc(file->data, room);

    if (!data) {
        fail(file, UV_ENOMEM);
        return;
    }
    file->data = data;
    file->room = room;
}

static void open_to_read(struct async__file *file)
{
    size_t length;

    file->fd = open_now(file->path, UV_FS_O_RDONLY);
    if (file->fd < 0) {
        fail(file, file->fd);
        return;
    }
    length = length_now(file->fd);
    make_room(file, length ? length + 2 : FIRST);
}

/* One byte of the room is for the NUL, one to see the end without growing. */
static void read_piece(void *packed)
{
    struct async__file *file = (struct async__file *)packed;
    size_t until = file->done + PIECE;

    if (file->fd < 0) open_to_read(file);
    while (!file->complete && file->done < until) {
        int n = read_now(file->fd, file->data + file->done, file->room - file->done - 1);
        if (n < 0) {
            fail(file, n);
        } else if (n == 0) {
            file->complete = true;
        } else {
            file->done += (size_t)n;
            if (file->done + 1 == file->room) make_room(file, file->room * 2);
        }
    }
}

static void write_piece(void *packed)
{
    struct async__file *file = (struct async__file *)packed;
    size_t until = file->done + PIECE;

    if (file->fd < 0) {
        file->fd = open_now(file->path, UV_FS_O_WRONLY | UV_FS_O_CREAT | UV_FS_O_TRUNC);
        if (file->fd < 0) fail(file, file->fd);
    }
    while (!file->complete && file->done < file->length && file->done < until) {
        size_t left = file->length - file->done;
        int n = write_now(file->fd, file->data + file->done, left < PIECE ? left : PIECE);
        if (n < 0)
            fail(file, n);
        else
            file->done += (size_t)n;
    }
    if (file->complete || file->done < file->length) return;
    file->complete = true;
    file->code = close_now(file->fd);
    file->fd = -1;
}

/* ------------------------------------------------------------------ whole files */

static void close_file(struct async__file *file)
{
    if (file->fd >= 0) close_now(file->fd);
    file->fd = -1;
}

static async_step_t read_file__resume(async_frame_t *frame, async_context_t *cx);

static async_step_t read_on(struct async_read_file__frame *self, async_context_t *cx)
{
    async_blocking__start(&self->call, cx, read_piece, &self->file);
    if (async_suspend(&self->base, read_file__resume, 1, &self->call.base)) return ASYNC_SUSPENDED;
    return read_file__resume(&self->base, cx);
}

static async_step_t read_file__resume(async_frame_t *frame, async_context_t *cx)
{
    struct async_read_file__frame *self = (struct async_read_file__frame *)(void *)frame;
    struct async__file *file = &self->file;

    if (!self->call.base.status && !file->complete) return read_on(self, cx);
    close_file(file);
    if (self->call.base.status || file->code) free(file->data);
    if (self->call.base.status) return async_raised(frame, self->call.base.status);
    self->result = file->code;
    if (file->code) return ASYNC_FINISHED;
    file->data[file->done] = '\0';
    *self->data = file->data;
    *self->len = file->done;
    return ASYNC_FINISHED;
}

async_step_t async_read_file__start(struct async_read_file__frame *self, async_context_t *cx,
                                    const char *path, char **data, size_t *len)
{
    async__need_loop(cx, "async_read_file");
    self->data = data;
    self->len = len;
    self->file = (struct async__file){.path = path, .fd = -1};
    return read_on(self, cx);
}

static async_step_t write_file__resume(async_frame_t *frame, async_context_t *cx);

static async_step_t write_on(struct async_write_file__frame *self, async_context_t *cx)
{
    async_blocking__start(&self->call, cx, write_piece, &self->file);
    if (async_suspend(&self->base, write_file__resume, 1, &self->call.base)) return ASYNC_SUSPENDED;
    return write_file__resume(&self->base, cx);
}

static async_step_t write_file__resume(async_frame_t *frame, async_context_t *cx)
{
    struct async_write_file__frame *self = (struct async_write_file__frame *)(void *)frame;

    if (!self->call.base.status && !self->file.complete) return write_on(self, cx);
    close_file(&self->file);
    if (self->call.base.status) return async_raised(frame, self->call.base.status);
    self->result = self->file.code;
    return ASYNC_FINISHED;
}

async_step_t async_write_file__start(struct async_write_file__frame *self, async_context_t *cx,
                                     const char *path, const void *data, size_t len)
{
    async__need_loop(cx, "async_write_file");
    self->file = (struct async__file){
        .path = path, .data = (char *)(uintptr_t)data, .length = len, .fd = -1};
    return write_on(self, cx);
}

ASYNC__OPERATION(int, async_read_file, 3, const char *, path, char **, data, size_t *, len)
ASYNC__OPERATION(int, async_write_file, 3, const char *, path, const void *, data, size_t, len)

/* ------------------------------------------------------------------ lines
 *
 *      data   [..yielded..|.....to be yielded.....|.........]
 *                         start                   done      room
 */

typedef struct lines {
    async_frame_t base;
    char *value;
    char **slot;
    char *sent;
    int result;
    struct async__file file;
    size_t start, scanned; /* in its data: the next line, and what was looked through for its end */
    struct async_blocking__frame call;
} lines_t;

enum { READS = 1, YIELDED };

/* What is left goes to the front, and another piece behind it. */
static void fill(void *packed)
{
    lines_t *self = (lines_t *)packed;
    struct async__file *file = &self->file;
    int n;

    if (file->fd < 0) {
        file->fd = open_now(file->path, UV_FS_O_RDONLY);
        if (file->fd < 0)
            fail(file, file->fd);
        else
            make_room(file, FIRST);
    }
    if (file->complete) return;
    if (self->start) memmove(file->data, file->data + self->start, file->done - self->start);
    file->done -= self->start;
    self->scanned -= self->start;
    self->start = 0;
    if (file->done + 1 >= file->room) make_room(file, file->room * 2);
    if (file->complete) return;
    n = read_now(file->fd, file->data + file->done, file->room - file->done - 1);
    if (n <= 0)
        fail(file, n);
    else
        file->done += (size_t)n;
}

/* Whether there is a line, which then begins at `start` and ends with a NUL. */
static bool find_line(lines_t *self, char **line)
{
    struct async__file *file = &self->file;
    char *end = NULL;

    if (self->scanned < file->done)
        end = (char *)memchr(file->data + self->scanned, '\n', file->done - self->scanned);
    if (!end && !(file->complete && file->code == 0 && self->start < file->done)) {
        self->scanned = file->done;
        return false;
    }
    if (!end) end = file->data + file->done;
    *end = '\0';
    *line = file->data + self->start;
    self->start = (size_t)(end - file->data) + 1;
    if (self->start > file->done) self->start = file->done;
    self->scanned = self->start;
    return true;
}

static void end_lines(lines_t *self)
{
    close_file(&self->file);
    free(self->file.data);
}

static async_step_t lines__resume(async_frame_t *frame, async_context_t *cx)
{
    lines_t *self = (lines_t *)(void *)frame;
    int status = frame->state == READS ? self->call.base.status : frame->status;

    while (status == 0) {
        if (find_line(self, self->slot)) return async_yielded(frame, self->slot, YIELDED);
        if (self->file.complete) break;
        async_blocking__start(&self->call, cx, fill, self);
        if (async_suspend(frame, lines__resume, READS, &self->call.base)) return ASYNC_SUSPENDED;
        status = self->call.base.status;
    }
    end_lines(self);
    if (status) return async_raised(frame, status);
    self->result = self->file.code;
    return ASYNC_FINISHED;
}

static const async_point_t lines_points[] = {
    {"async_blocking", 0, 0, ASYNC_POINT_EMBEDDED, offsetof(lines_t, call), &async_blocking__async},
    {"yield", 0, 0, ASYNC_POINT_YIELD, 0, NULL},
};

static const async_coroutine_t lines__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_lines",
    .file = "asyncc",
    .size = sizeof(lines_t),
    .align = _Alignof(lines_t),
    .result = offsetof(lines_t, result),
    .result_size = sizeof(int),
    .value_size = sizeof(char *),
    .sent = offsetof(lines_t, sent),
    .sent_size = sizeof(char *),
    .resume = lines__resume,
    .points = lines_points,
    .point_count = 2,
};

int async_lines(const char *path)
{
    async_context_t *cx = async_context();
    lines_t *self = (lines_t *)async_generator_frame(cx, &lines__async, 0);

    async_generator_open(&self->base, lines__resume);
    self->slot = &self->value;
    self->sent = NULL;
    self->file = (struct async__file){.path = path, .fd = -1};
    self->start = self->scanned = 0;
    async_leave(cx, &lines__async, &self->base);
    return 0;
}
