/*
 * fs.h - files and folders, on the thread pool.
 *
 * Every function here gives a count, a descriptor or 0, or a negative code (ASYNC_E...); none
 * raises, except that an awaited one is left with ASYNC_ECANCELED when its task is cancelled. The
 * system has no way to stop what it has begun with a file, so a cancellation waits for it; what
 * was opened or made for a result that nobody sees any more is closed or removed again. docs/io.md
 * has a row for each.
 *
 * Paths and buffers stay the caller's, and are borrowed until the operation is done. Where an out
 * parameter is not said otherwise, it is written only when the result is not negative. Any thread
 * that runs a loop may use any descriptor.
 */
#ifndef ASYNCC_FS_H
#define ASYNCC_FS_H

#include <asyncc/combine.h>
#include <asyncc/operation.h>
#include <fcntl.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

/* ------------------------------------------------------------------ what is told of files */

/** A time: seconds since 1970, and nanoseconds. */
typedef struct async_timespec {
    long tv_sec;
    long tv_nsec;
} async_timespec_t;

/** What the system knows of a file: the fields of stat(2), of the same width everywhere. */
typedef struct async_stat {
    uint64_t st_dev;
    uint64_t st_mode; /* kind and permissions: S_ISDIR(st_mode) of <sys/stat.h> */
    uint64_t st_nlink;
    uint64_t st_uid;
    uint64_t st_gid;
    uint64_t st_rdev;
    uint64_t st_ino;
    uint64_t st_size; /* bytes */
    uint64_t st_blksize;
    uint64_t st_blocks;
    uint64_t st_flags;
    uint64_t st_gen;
    async_timespec_t st_atim;
    async_timespec_t st_mtim;
    async_timespec_t st_ctim;
    async_timespec_t st_birthtim;
} async_stat_t;

/** What the system knows of a file system. */
typedef struct async_statfs {
    uint64_t f_type;
    uint64_t f_bsize; /* bytes of a block */
    uint64_t f_blocks;
    uint64_t f_bfree;
    uint64_t f_bavail;
    uint64_t f_files;
    uint64_t f_ffree;
    uint64_t f_spare[4];
} async_statfs_t;

/** Kinds of entries of a folder. UNKNOWN: the file system does not tell, async_fs_lstat does. */
enum {
    ASYNC_DIRENT_UNKNOWN,
    ASYNC_DIRENT_FILE,
    ASYNC_DIRENT_DIR,
    ASYNC_DIRENT_LINK,
    ASYNC_DIRENT_FIFO,
    ASYNC_DIRENT_SOCKET,
    ASYNC_DIRENT_CHAR,
    ASYNC_DIRENT_BLOCK
};

/** An entry of a folder. */
typedef struct async_dirent {
    const char *name;
    int type; /* ASYNC_DIRENT_... */
} async_dirent_t;

/** A folder that is open for reading. */
typedef struct async_dir async_dir_t;

/** Flags of async_fs_copyfile. */
enum {
    ASYNC_FS_COPYFILE_EXCL = 1,         /* fail when there is a file at the new path */
    ASYNC_FS_COPYFILE_FICLONE = 2,      /* share the blocks where the file system can */
    ASYNC_FS_COPYFILE_FICLONE_FORCE = 4 /* fail where it cannot */
};

/* ------------------------------------------------------------------ frames
 *
 * The operations' frames, laid open so that a caller can hold them: `result` is theirs to read, the
 * rest belongs to the runtime.
 */

/** A request on the thread pool. */
struct async__fs {
    async_branch_t *branch;
    void *request;                      /* NULL: it is back, or was not sent out */
    void *out;                          /* where the answer goes */
    void (*undo)(async_frame_t *frame); /* hands back what a result stands for, or NULL */
};

#define ASYNC__FS_FRAME(R, NAME, ...)                                                         \
    struct NAME##__frame {                                                                    \
        async_frame_t base;                                                                   \
        R result;                                                                             \
        struct async__fs fs;                                                                  \
    };                                                                                        \
    async_step_t NAME##__start(struct NAME##__frame *self, async_context_t *cx, __VA_ARGS__); \
    extern const async_coroutine_t NAME##__async

/* ------------------------------------------------------------------ files */

/**
 * Opens a file: `flags` (O_RDONLY...) and `mode` (of a file that O_CREAT makes) as of open(2). The
 * descriptor, the caller's to close.
 */
ASYNC_OPERATION _Async int async_fs_open(const char *path, int flags, int mode);
ASYNC__FS_FRAME(int, async_fs_open, const char *path, int flags, int mode);

/** Closes a descriptor. It is gone whatever the result. */
ASYNC_OPERATION _Async int async_fs_close(int fd);
ASYNC__FS_FRAME(int, async_fs_close, int fd);

/**
 * Reads at most `len` bytes at `offset`, or where the file stands when it is negative. The number
 * of bytes; 0 at the end of the file.
 */
ASYNC_OPERATION _Async ssize_t async_fs_read(int fd, void *buf, size_t len, int64_t offset);
ASYNC__FS_FRAME(ssize_t, async_fs_read, int fd, void *buf, size_t len, int64_t offset);

/**
 * Writes at `offset`, or where the file stands when it is negative. The number of bytes written,
 * which may be less than `len` (a disk that is nearly full).
 */
ASYNC_OPERATION _Async ssize_t async_fs_write(int fd, const void *buf, size_t len, int64_t offset);
ASYNC__FS_FRAME(ssize_t, async_fs_write, int fd, const void *buf, size_t len, int64_t offset);

/** Copies at most `len` bytes of `in_fd` from `offset` on to `out_fd`. The number of bytes. */
ASYNC_OPERATION _Async ssize_t async_fs_sendfile(int out_fd, int in_fd, int64_t offset, size_t len);
ASYNC__FS_FRAME(ssize_t, async_fs_sendfile, int out_fd, int in_fd, int64_t offset, size_t len);

/** Waits until what was written to the file is on the disk. */
ASYNC_OPERATION _Async int async_fs_fsync(int fd);
ASYNC__FS_FRAME(int, async_fs_fsync, int fd);

/** As async_fs_fsync, but for what is not needed to read the data again. */
ASYNC_OPERATION _Async int async_fs_fdatasync(int fd);
ASYNC__FS_FRAME(int, async_fs_fdatasync, int fd);

/** Makes the file `length` bytes long. */
ASYNC_OPERATION _Async int async_fs_ftruncate(int fd, int64_t length);
ASYNC__FS_FRAME(int, async_fs_ftruncate, int fd, int64_t length);

/** Removes a file. */
ASYNC_OPERATION _Async int async_fs_unlink(const char *path);
ASYNC__FS_FRAME(int, async_fs_unlink, const char *path);

/** Renames a file or folder, replacing a file at `new_path`. */
ASYNC_OPERATION _Async int async_fs_rename(const char *path, const char *new_path);
ASYNC__FS_FRAME(int, async_fs_rename, const char *path, const char *new_path);

/** Copies a file, with its permissions. `flags`: 0 or ASYNC_FS_COPYFILE_... */
ASYNC_OPERATION _Async int async_fs_copyfile(const char *path, const char *new_path, int flags);
ASYNC__FS_FRAME(int, async_fs_copyfile, const char *path, const char *new_path, int flags);

/** Gives a file a second name. */
ASYNC_OPERATION _Async int async_fs_link(const char *path, const char *new_path);
ASYNC__FS_FRAME(int, async_fs_link, const char *path, const char *new_path);

/** Makes a symbolic link at `path`. `flags` is 0 but on Windows. */
ASYNC_OPERATION _Async int async_fs_symlink(const char *target, const char *path, int flags);
ASYNC__FS_FRAME(int, async_fs_symlink, const char *target, const char *path, int flags);

/** Where a symbolic link points to: *out, malloc'ed, is the caller's to free. */
ASYNC_OPERATION _Async int async_fs_readlink(const char *path, char **out);
ASYNC__FS_FRAME(int, async_fs_readlink, const char *path, char **out);

/** The absolute path without links: *out, malloc'ed, is the caller's to free. */
ASYNC_OPERATION _Async int async_fs_realpath(const char *path, char **out);
ASYNC__FS_FRAME(int, async_fs_realpath, const char *path, char **out);

/** Whether the process may do `mode` (R_OK, W_OK, X_OK, F_OK) with the file: 0, or a code. */
ASYNC_OPERATION _Async int async_fs_access(const char *path, int mode);
ASYNC__FS_FRAME(int, async_fs_access, const char *path, int mode);

/** What the system knows of a file. */
ASYNC_OPERATION _Async int async_fs_stat(const char *path, async_stat_t *out);
ASYNC__FS_FRAME(int, async_fs_stat, const char *path, async_stat_t *out);

/** As async_fs_stat; of a symbolic link itself. */
ASYNC_OPERATION _Async int async_fs_lstat(const char *path, async_stat_t *out);
ASYNC__FS_FRAME(int, async_fs_lstat, const char *path, async_stat_t *out);

/** As async_fs_stat, of an open file. */
ASYNC_OPERATION _Async int async_fs_fstat(int fd, async_stat_t *out);
ASYNC__FS_FRAME(int, async_fs_fstat, int fd, async_stat_t *out);

/** What the system knows of the file system that holds `path`. */
ASYNC_OPERATION _Async int async_fs_statfs(const char *path, async_statfs_t *out);
ASYNC__FS_FRAME(int, async_fs_statfs, const char *path, async_statfs_t *out);

/** Sets a file's permissions. */
ASYNC_OPERATION _Async int async_fs_chmod(const char *path, int mode);
ASYNC__FS_FRAME(int, async_fs_chmod, const char *path, int mode);

/** As async_fs_chmod, of an open file. */
ASYNC_OPERATION _Async int async_fs_fchmod(int fd, int mode);
ASYNC__FS_FRAME(int, async_fs_fchmod, int fd, int mode);

/** Sets a file's owner and group; (unsigned)-1 leaves one as it is. */
ASYNC_OPERATION _Async int async_fs_chown(const char *path, unsigned uid, unsigned gid);
ASYNC__FS_FRAME(int, async_fs_chown, const char *path, unsigned uid, unsigned gid);

/** As async_fs_chown, of an open file. */
ASYNC_OPERATION _Async int async_fs_fchown(int fd, unsigned uid, unsigned gid);
ASYNC__FS_FRAME(int, async_fs_fchown, int fd, unsigned uid, unsigned gid);

/** As async_fs_chown; of a symbolic link itself. */
ASYNC_OPERATION _Async int async_fs_lchown(const char *path, unsigned uid, unsigned gid);
ASYNC__FS_FRAME(int, async_fs_lchown, const char *path, unsigned uid, unsigned gid);

/** Sets the times of last access and change, in seconds since 1970. */
ASYNC_OPERATION _Async int async_fs_utime(const char *path, double atime, double mtime);
ASYNC__FS_FRAME(int, async_fs_utime, const char *path, double atime, double mtime);

/** As async_fs_utime, of an open file. */
ASYNC_OPERATION _Async int async_fs_futime(int fd, double atime, double mtime);
ASYNC__FS_FRAME(int, async_fs_futime, int fd, double atime, double mtime);

/** As async_fs_utime; of a symbolic link itself. */
ASYNC_OPERATION _Async int async_fs_lutime(const char *path, double atime, double mtime);
ASYNC__FS_FRAME(int, async_fs_lutime, const char *path, double atime, double mtime);

/* ------------------------------------------------------------------ folders */

/** Makes a folder. */
ASYNC_OPERATION _Async int async_fs_mkdir(const char *path, int mode);
ASYNC__FS_FRAME(int, async_fs_mkdir, const char *path, int mode);

/** Removes an empty folder. */
ASYNC_OPERATION _Async int async_fs_rmdir(const char *path);
ASYNC__FS_FRAME(int, async_fs_rmdir, const char *path);

/**
 * Makes a folder of a fresh name: the six X at the end of `path` are replaced, as mkdtemp(3) does.
 */
ASYNC_OPERATION _Async int async_fs_mkdtemp(char *path);
ASYNC__FS_FRAME(int, async_fs_mkdtemp, char *path);

/** Makes and opens a file of a fresh name, as async_fs_mkdtemp. The descriptor. */
ASYNC_OPERATION _Async int async_fs_mkstemp(char *path);
ASYNC__FS_FRAME(int, async_fs_mkstemp, char *path);

/**
 * All entries of a folder but "." and "..", sorted by name. How many; *out, one block with the
 * names in it, is the caller's to free.
 */
ASYNC_OPERATION _Async int async_fs_scandir(const char *path, async_dirent_t **out);
ASYNC__FS_FRAME(int, async_fs_scandir, const char *path, async_dirent_t **out);

/** Opens a folder that is read bit by bit. *out is the caller's, for async_fs_closedir. */
ASYNC_OPERATION _Async int async_fs_opendir(const char *path, async_dir_t **out);
ASYNC__FS_FRAME(int, async_fs_opendir, const char *path, async_dir_t **out);

/**
 * The next entries, at most `room` (and 64) of them, in the order of the file system. How many; 0
 * at the end. The names are valid until the next operation on the folder.
 */
ASYNC_OPERATION _Async int async_fs_readdir(async_dir_t *dir, async_dirent_t *entries, size_t room);
ASYNC__FS_FRAME(int, async_fs_readdir, async_dir_t *dir, async_dirent_t *entries, size_t room);

/** Closes a folder; it is gone whatever the result. */
ASYNC_OPERATION _Async int async_fs_closedir(async_dir_t *dir);
ASYNC__FS_FRAME(int, async_fs_closedir, async_dir_t *dir);

/* ------------------------------------------------------------------ whole files, lines
 *
 * One trip to the thread pool for up to 4 MiB. A cancellation waits for the trip under way.
 */

/** A file that is read or written as a whole. */
struct async__file {
    const char *path;
    char *data;
    size_t done, length, room; /* bytes: read or written; of the whole, when written; of `data` */
    int fd;                    /* -1: not open */
    int code;                  /* what has failed, or 0 */
    bool complete;
};

/**
 * Reads a whole file. 0; *data is malloc'ed, the caller's to free, *len bytes and a NUL behind
 * them.
 */
ASYNC_OPERATION _Async int async_read_file(const char *path, char **data, size_t *len);
struct async_read_file__frame {
    async_frame_t base;
    int result;
    char **data;
    size_t *len;
    struct async__file file;
    struct async_blocking__frame call;
};
async_step_t async_read_file__start(struct async_read_file__frame *self, async_context_t *cx,
                                    const char *path, char **data, size_t *len);
extern const async_coroutine_t async_read_file__async;

/**
 * Makes a file of `len` bytes at `path`, or replaces what it held. 0, or a code; what could be
 * written then stays (ASYNC_ENOSPC), as it does after a cancellation.
 */
ASYNC_OPERATION _Async int async_write_file(const char *path, const void *data, size_t len);
struct async_write_file__frame {
    async_frame_t base;
    int result;
    struct async__file file;
    struct async_blocking__frame call;
};
async_step_t async_write_file__start(struct async_write_file__frame *self, async_context_t *cx,
                                     const char *path, const void *data, size_t len);
extern const async_coroutine_t async_write_file__async;

/**
 * Yields the lines of a file, each without its newline, valid (and the caller's to change) until
 * the next step; the last one also where no newline ends it. Returns 0, or the code of what
 * failed. `path` is borrowed until the first step.
 */
_Async _Generator(char *) int async_lines(const char *path);

/* ------------------------------------------------------------------ walks and changes */

/** What async_fs_walk finds. */
typedef struct async_fs_entry {
    const char *path; /* the walk's root, the folders on the way, and the name */
    const char *name; /* the last part of it */
    int type;         /* ASYNC_DIRENT_...; links are not followed */
    int depth;        /* 0: an entry of the root itself */
} async_fs_entry_t;

/**
 * Yields everything below the folder `root`, each folder before its entries, sorted by name. The
 * strings are valid until the next step. A folder that cannot be read is passed over; returns 0, or
 * the code of the first one. `root` is borrowed until the first step.
 */
_Async _Generator(async_fs_entry_t) int async_fs_walk(const char *root);

/** Events of async_fs_events. */
enum {
    ASYNC_FS_RENAME = 1, /* an entry came, went, or has another name */
    ASYNC_FS_CHANGE = 2  /* its content or attributes changed */
};

/** What has happened to a file, or in a folder. */
typedef struct async_fs_event {
    const char *name; /* of the entry, or NULL where the system does not tell */
    int events;       /* ASYNC_FS_... */
} async_fs_event_t;

/**
 * Yields what happens to the file or in the folder at `path`, from the first step on, without end;
 * events that come between two steps are kept. Returns a code when the path cannot be watched or is
 * watched no more. The name is valid until the next step. `path` is borrowed until the first step.
 */
_Async _Generator(async_fs_event_t) int async_fs_events(const char *path);

/** What a file was before, and is now; all bytes zero where there was none. */
typedef struct async_fs_change {
    async_stat_t before, now;
    int code; /* 0, or why the file cannot be looked at now (ASYNC_ENOENT) */
} async_fs_change_t;

/**
 * As async_fs_events, for where the system does not tell (files over a network): looks at `path`
 * every `ms` milliseconds, and yields each change.
 */
_Async _Generator(async_fs_change_t) int async_fs_poll(const char *path, unsigned ms);

#ifdef __cplusplus
}
#endif

#endif
