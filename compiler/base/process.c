#include "process.h"

#include <errno.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/wait.h>

extern char **environ;

static int run(char *const argv[], int in, int out)
{
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status, error = posix_spawn_file_actions_init(&actions);

    if (error) return error;
    posix_spawn_file_actions_adddup2(&actions, in, 0);
    posix_spawn_file_actions_adddup2(&actions, out, 1);
    error = posix_spawnp(&child, argv[0], &actions, NULL, argv, environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error) return error;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR) return errno;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? 0 : -1;
}

static int read_back(Arena *arena, FILE *file, Str *out)
{
    if (fseek(file, 0, SEEK_END) != 0) return errno;
    long size = ftell(file);
    if (size < 0) return errno;
    char *text = arena_alloc(arena, (size_t)size + 1);
    rewind(file);
    *out = (Str){text, fread(text, 1, (size_t)size, file)};
    return ferror(file) ? EIO : 0;
}

int process_filter(Arena *arena, char *const argv[], Str in, Str *out)
{
    FILE *from = tmpfile(), *to = tmpfile();
    int error = from && to ? 0 : errno;

    if (!error && fwrite(in.at, 1, in.len, from) != in.len) error = EIO;
    if (!error && fflush(from) != 0) error = errno;
    if (!error) {
        rewind(from);
        error = run(argv, fileno(from), fileno(to));
    }
    if (!error) error = read_back(arena, to, out);
    if (from) fclose(from);
    if (to) fclose(to);
    return error;
}
