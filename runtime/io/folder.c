/*
 * folder.c - what is in a folder: all at once (scandir), or bit by bit (opendir, readdir).
 */
#include <stdlib.h>
#include <string.h>

#include "io/request.h"

enum { ENTRIES = 64 }; /* that are read at once */

/* ------------------------------------------------------------------ all at once */

/* The names, one behind the other, each valid in libuv only until the next is asked for. */
static char *gather_names(uv_fs_t *fs, int *types, size_t *size)
{
    size_t room = 1024;
    char *names = (char *)async__zalloc(room);
    uv_dirent_t entry;

    for (*size = 0; uv_fs_scandir_next(fs, &entry) == 0; types++) {
        size_t length = strlen(entry.name) + 1;
        if (*size + length > room) {
            char *grown = (char *)async__zalloc(room = 2 * room + length);
            memcpy(grown, names, *size);
            free(names);
            names = grown;
        }
        memcpy(names + *size, entry.name, length);
        *size += length;
        *types = (int)entry.type;
    }
    return names;
}

/* One block: the entries, then their names. */
static ssize_t take_entries(io_request_t *request)
{
    size_t count = (size_t)request->fs.result, size;
    int *types = (int *)async__zalloc((count + 1) * sizeof *types);
    char *names = gather_names(&request->fs, types, &size);
    async_dirent_t *entries = (async_dirent_t *)async__zalloc(count * sizeof *entries + size + 1);
    char *name = memcpy(entries + count, names, size);

    for (size_t i = 0; i < count; i++, name += strlen(name) + 1)
        entries[i] = (async_dirent_t){name, types[i]};
    free(names);
    free(types);
    *(async_dirent_t **)io_request_of(request->op)->out = entries;
    return (ssize_t)count;
}

static void undo_scandir(async_frame_t *frame)
{
    async_dirent_t **out = (async_dirent_t **)io_request_of(frame)->out;

    free(*out);
    *out = NULL;
}

async_step_t async_fs_scandir__start(struct async_fs_scandir__frame *self, async_context_t *cx,
                                     const char *path, async_dirent_t **out)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_scandir", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.out = out;
    self->fs.undo = undo_scandir;
    request->take = take_entries;
    return io_request_sent(request, IO_CALL(scandir, path, 0, io_request_done));
}

/* ------------------------------------------------------------------ bit by bit */

/* An open folder. The request that has read the last entries holds their names. */
struct async_dir {
    uv_dir_t *uv;
    io_request_t *names;
    uv_dirent_t entries[ENTRIES];
};

static void forget_names(async_dir_t *dir)
{
    io_request_free(dir->names);
    dir->names = NULL;
}

static ssize_t take_dir(io_request_t *request)
{
    async_dir_t *dir = (async_dir_t *)async__zalloc(sizeof *dir);

    dir->uv = (uv_dir_t *)request->fs.ptr;
    *(async_dir_t **)io_request_of(request->op)->out = dir;
    return 0;
}

static void close_again(uv_dir_t *uv)
{
    uv_fs_t request;
    uv_fs_closedir(NULL, &request, uv, NULL);
    uv_fs_req_cleanup(&request);
}

static void undo_opendir(async_frame_t *frame)
{
    async_dir_t **out = (async_dir_t **)io_request_of(frame)->out;

    close_again((*out)->uv);
    free(*out);
    *out = NULL;
}

async_step_t async_fs_opendir__start(struct async_fs_opendir__frame *self, async_context_t *cx,
                                     const char *path, async_dir_t **out)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_opendir", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    self->fs.out = out;
    self->fs.undo = undo_opendir;
    request->take = take_dir;
    return io_request_sent(request, IO_CALL(opendir, path, io_request_done));
}

static ssize_t take_names(io_request_t *request)
{
    uv_dir_t *uv = (uv_dir_t *)request->fs.ptr;
    async_dir_t *dir = container_of(uv->dirents, async_dir_t, entries);
    async_dirent_t *entries = (async_dirent_t *)io_request_of(request->op)->out;

    for (ssize_t i = 0; i < request->fs.result; i++)
        entries[i] = (async_dirent_t){dir->entries[i].name, (int)dir->entries[i].type};
    dir->names = request;
    request->kept = true;
    return request->fs.result;
}

async_step_t async_fs_readdir__start(struct async_fs_readdir__frame *self, async_context_t *cx,
                                     async_dir_t *dir, async_dirent_t *entries, size_t room)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_readdir", sizeof self->result);

    if (!request) return ASYNC_RAISED;
    forget_names(dir);
    dir->uv->dirents = dir->entries;
    dir->uv->nentries = room < ENTRIES ? room : ENTRIES;
    self->fs.out = entries;
    request->take = take_names;
    return io_request_sent(request,
                           uv_fs_readdir(request->loop, &request->fs, dir->uv, io_request_done));
}

/* A folder is closed also when its task is cancelled: nobody could close it later. */
async_step_t async_fs_closedir__start(struct async_fs_closedir__frame *self, async_context_t *cx,
                                      async_dir_t *dir)
{
    io_request_t *request =
        io_request_open(&self->base, cx, "async_fs_closedir", sizeof self->result);
    uv_dir_t *uv = dir->uv;

    forget_names(dir);
    free(dir);
    if (!request) {
        close_again(uv);
        return ASYNC_RAISED;
    }
    request->insist = true;
    return io_request_sent(request,
                           uv_fs_closedir(request->loop, &request->fs, uv, io_request_done));
}

ASYNC__OPERATION(int, async_fs_scandir, 2, const char *, path, async_dirent_t **, out)
ASYNC__OPERATION(int, async_fs_opendir, 2, const char *, path, async_dir_t **, out)
ASYNC__OPERATION(int, async_fs_readdir, 3, async_dir_t *, dir, async_dirent_t *, entries, size_t,
                 room)
ASYNC__OPERATION(int, async_fs_closedir, 1, async_dir_t *, dir)
