#define _XOPEN_SOURCE 700
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* Offsets are 32 bits wide everywhere, with room for an expansion to grow. */
enum { MAX_SIZE = INT32_MAX, CHUNK = 64 * 1024, ATTEMPTS = 100 };

static const char standard[] = "-";

/* ------------------------------------------------------------------ reading */

/* Reads to the end into *text (malloc'ed, given also on failure). */
static int read_all(int fd, char **text, size_t *len)
{
    size_t room = 0;
    *text = NULL;
    *len = 0;
    for (;;) {
        if (*len == room) {
            room = room ? 2 * room : CHUNK;
            *text = xrealloc(*text, room);
        }
        ssize_t got = read(fd, *text + *len, room - *len);
        if (got == 0) return 0;
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return errno;
        *len += (size_t)got;
        if (*len > MAX_SIZE) return EFBIG;
    }
}

int file_read(Arena *arena, const char *path, Str *out)
{
    bool is_standard = strcmp(path, standard) == 0;
    int fd = is_standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return errno;
    char *text;
    size_t len;
    int rc = read_all(fd, &text, &len);
    if (rc == 0) *out = arena_copy(arena, (Str){text, len});
    free(text);
    if (!is_standard) close(fd);
    return rc;
}

/* ------------------------------------------------------------------ writing */

static int write_all(int fd, Str text)
{
    while (text.len) {
        ssize_t put = write(fd, text.at, text.len);
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return errno;
        text.at += put;
        text.len -= (size_t)put;
    }
    return 0;
}

/* What is no plain file (a terminal, /dev/null, a pipe) cannot be replaced, only written to. */
static int write_through(const char *path, Str text)
{
    int fd = open(path, O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (fd < 0) return errno;
    int rc = write_all(fd, text);
    if (close(fd) != 0 && rc == 0) rc = errno;
    return rc;
}

static bool holds(const char *path, Str text)
{
    char *old;
    size_t len;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0) return false;
    bool same = read_all(fd, &old, &len) == 0 && str_eq((Str){old, len}, text);
    free(old);
    close(fd);
    return same;
}

/* A new file beside `path`, with the rights that a plain open would have given it. */
static int open_temporary(const char *path, char *name, size_t room)
{
    for (int i = 0; i < ATTEMPTS; i++) {
        snprintf(name, room, "%s.%ld-%d.tmp", path, (long)getpid(), i);
        int fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (fd >= 0 || errno != EEXIST) return fd;
    }
    return -1;
}

/* `old`: the file that is replaced, whose rights stay; NULL: there is none. */
static int replace(const char *path, const struct stat *old, Str text)
{
    size_t room = strlen(path) + 64;
    char *temporary = xmalloc(room);
    int fd = open_temporary(path, temporary, room);
    int rc = fd < 0 ? errno : 0;
    if (fd >= 0) {
        rc = write_all(fd, text);
        if (rc == 0 && old && fchmod(fd, old->st_mode & 07777) != 0) rc = errno;
        if (close(fd) != 0 && rc == 0) rc = errno;
        if (rc == 0 && rename(temporary, path) != 0) rc = errno;
        if (rc != 0) unlink(temporary);
    }
    free(temporary);
    return rc;
}

int file_write(const char *path, Str text)
{
    struct stat old;
    if (strcmp(path, standard) == 0) return write_all(STDOUT_FILENO, text);
    bool exists = stat(path, &old) == 0;
    if (!exists) return replace(path, NULL, text);
    if (!S_ISREG(old.st_mode)) return write_through(path, text);
    if (holds(path, text)) return 0;
    char *real = realpath(path, NULL); /* a link stays one: what it leads to is replaced */
    if (!real) return errno;
    int rc = replace(real, &old, text);
    free(real);
    return rc;
}

Str path_base(Str path)
{
    size_t begin = path.len;
    while (begin > 0 && path.at[begin - 1] != '/') begin--;
    return (Str){path.at + begin, path.len - begin};
}

/* ------------------------------------------------------------------ places */

bool file_exists(const char *path)
{
    return access(path, R_OK) == 0;
}

Str program_folder(Arena *arena)
{
    char path[4096];
    ssize_t n = readlink("/proc/self/exe", path, sizeof path); /* Linux; elsewhere it is not there */

    while (n > 0 && path[n - 1] != '/') n--;
    return n > 0 ? arena_copy(arena, (Str){path, (size_t)n - 1}) : (Str){0};
}
