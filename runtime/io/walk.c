/*
 * walk.c - async_fs_walk: all that lies below a folder, each folder listed by one trip to the
 * thread pool.
 */
#include <asyncc/fs.h>
#include <uv.h>

#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "coroutine.h"
#include "list.h"

/* A folder on the way, its entries one behind the other: a byte of kind, then the name. */
typedef struct level {
    struct level *up;
    size_t path_length; /* of the folder */
    char *entries, *next;
    size_t size, room;
} level_t;

typedef struct walk {
    async_frame_t base;
    async_fs_entry_t value;
    async_fs_entry_t *slot;
    async_fs_entry_t sent;
    int result;
    const char *root;
    char *path; /* of the folder that is listed, or of what was yielded */
    size_t room;
    level_t *level;  /* the innermost */
    level_t *listed; /* by the pool */
    int code;        /* of the listing */
    bool enter;      /* what was yielded is a folder */
    struct async_blocking__frame call;
} walk_t;

enum { LISTS = 1, YIELDED };

/* ------------------------------------------------------------------ on the thread pool */

static int kind_of(const char *folder, const char *name)
{
    size_t length = strlen(folder), size = length + strlen(name) + 2;
    char *path = (char *)async__zalloc(size);
    uv_fs_t request;
    int kind = ASYNC_DIRENT_UNKNOWN;

    memcpy(path, folder, length);
    path[length] = '/';
    memcpy(path + length + 1, name, size - length - 1);
    if (uv_fs_lstat(NULL, &request, path, NULL) == 0) {
        unsigned mode = (unsigned)request.statbuf.st_mode & 0170000;
        kind = mode == 0040000   ? ASYNC_DIRENT_DIR
               : mode == 0120000 ? ASYNC_DIRENT_LINK
                                 : ASYNC_DIRENT_FILE;
    }
    uv_fs_req_cleanup(&request);
    free(path);
    return kind;
}

static void add(level_t *level, int kind, const char *name)
{
    size_t size = strlen(name) + 2;

    if (level->size + size > level->room) {
        level->room = 2 * level->room + size + 256;
        level->entries = (char *)realloc(level->entries, level->room);
        if (!level->entries) async__die("out of memory");
    }
    level->entries[level->size] = (char)kind;
    memcpy(level->entries + level->size + 1, name, size - 1);
    level->size += size;
}

static void list_folder(void *packed)
{
    walk_t *self = (walk_t *)packed;
    level_t *level = self->listed;
    uv_dirent_t entry;
    uv_fs_t request;

    self->code = self->path ? uv_fs_scandir(NULL, &request, self->path, 0, NULL) : UV_EFAULT;
    if (!self->path) return;
    while (self->code >= 0 && uv_fs_scandir_next(&request, &entry) == 0) {
        int kind = (int)entry.type;
        if (kind == ASYNC_DIRENT_UNKNOWN) kind = kind_of(self->path, entry.name);
        add(level, kind, entry.name);
    }
    uv_fs_req_cleanup(&request);
}

/* ------------------------------------------------------------------ the walk */

static void free_level(level_t *level)
{
    if (level) free(level->entries);
    free(level);
}

static void leave_level(walk_t *self)
{
    level_t *level = self->level;

    self->level = level->up;
    free_level(level);
}

static void end_walk(walk_t *self)
{
    while (self->level) leave_level(self);
    free_level(self->listed);
    free(self->path);
}

static void set_path(walk_t *self, size_t folder, const char *name)
{
    size_t size = folder + strlen(name) + 2;

    if (size > self->room) {
        self->room = 2 * size;
        self->path = (char *)realloc(self->path, self->room);
        if (!self->path) async__die("out of memory");
    }
    if (folder > 0 && self->path[folder - 1] != '/') self->path[folder++] = '/';
    memcpy(self->path + folder, name, strlen(name) + 1);
}

/* The folder that was listed becomes the innermost one, or is passed over. */
static void enter_level(walk_t *self)
{
    level_t *level = self->listed;

    self->listed = NULL;
    if (self->code < 0) {
        if (self->result == 0) self->result = self->code;
        free_level(level);
        return;
    }
    level->path_length = strlen(self->path);
    level->next = level->entries;
    level->up = self->level;
    self->level = level;
}

static int depth_of(const level_t *level)
{
    int depth = 0;
    while ((level = level->up)) depth++;
    return depth;
}

/* The next entry, if there is one, as the generator's value. */
static bool advance(walk_t *self)
{
    level_t *level;
    const char *name;
    int kind;

    while (self->level && self->level->next == self->level->entries + self->level->size)
        leave_level(self);
    level = self->level;
    if (!level) return false;
    kind = *level->next;
    name = level->next + 1;
    level->next += strlen(name) + 2;
    set_path(self, level->path_length, name);
    self->enter = kind == ASYNC_DIRENT_DIR;
    *self->slot = (async_fs_entry_t){self->path, name, kind, depth_of(level)};
    return true;
}

static async_step_t walk__resume(async_frame_t *frame, async_context_t *cx)
{
    walk_t *self = (walk_t *)(void *)frame;
    int status = frame->state == LISTS ? self->call.base.status : frame->status;

    if (frame->state == 0 && self->root) set_path(self, 0, self->root);
    while (status == 0) {
        if (self->listed) {
            enter_level(self);
        } else if (self->enter) {
            self->enter = false;
            self->listed = (level_t *)async__zalloc(sizeof *self->listed);
            async_blocking__start(&self->call, cx, list_folder, self);
            if (async_suspend(frame, walk__resume, LISTS, &self->call.base)) return ASYNC_SUSPENDED;
            status = self->call.base.status;
        } else {
            if (!advance(self)) break;
            return async_yielded(frame, self->slot, YIELDED);
        }
    }
    end_walk(self);
    return status ? async_raised(frame, status) : ASYNC_FINISHED;
}

static const async_point_t points[] = {
    {"async_blocking", 0, 0, ASYNC_POINT_EMBEDDED, offsetof(walk_t, call), &async_blocking__async},
    {"yield", 0, 0, ASYNC_POINT_YIELD, 0, NULL},
};

static const async_coroutine_t walk__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC,
    .name = "async_fs_walk",
    .file = "asyncc",
    .size = sizeof(walk_t),
    .align = _Alignof(walk_t),
    .result = offsetof(walk_t, result),
    .result_size = sizeof(int),
    .value_size = sizeof(async_fs_entry_t),
    .sent = offsetof(walk_t, sent),
    .sent_size = sizeof(async_fs_entry_t),
    .resume = walk__resume,
    .points = points,
    .point_count = 2,
};

int async_fs_walk(const char *root)
{
    async_context_t *cx = async_context();
    walk_t *self = (walk_t *)async_generator_frame(cx, &walk__async, 0);

    async_generator_open(&self->base, walk__resume);
    self->slot = &self->value;
    self->root = root;
    self->path = NULL;
    self->room = 0;
    self->level = self->listed = NULL;
    self->result = 0;
    self->enter = true;
    async_leave(cx, &walk__async, &self->base);
    return 0;
}
