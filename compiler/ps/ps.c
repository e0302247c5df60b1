#include "ps.h"

#include "../base/file.h"
#include "inspect/inspect.h"
#include "process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static const char usage[] = "usage: asyncc ps [--json] PID\n"
                            "       asyncc ps CORE PROGRAM\n";

bool ps_asked(int argc, char **argv)
{
    return argc > 1 && strcmp(argv[1], "ps") == 0 && !file_exists("ps");
}

static uint64_t now_ms(void)
{
    struct timespec now;

    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) return 0;
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static int failed(const char *of, const char *why)
{
    fprintf(stderr, "asyncc: ps %s: %s\n", of, why);
    return 2;
}

static int of_process(const char *word, bool json)
{
    Process process;
    const char *why = process_open(&process, atoi(word));

    if (why) return failed(word, why);
    async__memory_t memory = {process_read, &process, now_ms()};
    uint64_t layout = process_symbol(&process, ASYNC__LAYOUT_NAME);
    if (!layout)
        why = "no async runtime is in it, or its symbols were stripped";
    else
        why = async__inspect(&memory, layout, 0, json ? ASYNC__INSPECT_JSON : ASYNC__INSPECT_TEXT,
                             stdout);
    process_close(&process);
    return why ? failed(word, why) : 0;
}

/* gdb's script: beside the installed command, or in the sources that it was built from. */
static const char *find_script(Arena *arena)
{
    Str folder = program_folder(arena);
    const char *installed =
        arena_printf(arena, "%.*s/../share/asyncc/gdb/asyncc.py", STR_ARG(folder)).at;

    return file_exists(installed) ? installed : ASYNCC_SHARE_DIR "/gdb/asyncc.py";
}

/* What is told goes to a descriptor of its own: gdb's standard output has much else. */
static bool hide_output(char *name, size_t room)
{
    int told = dup(STDOUT_FILENO), nothing = open("/dev/null", O_WRONLY);

    if (told < 0 || nothing < 0 || dup2(nothing, STDOUT_FILENO) < 0) return false;
    snprintf(name, room, "async dump /dev/fd/%d", told);
    return true;
}

/* gdb knows how to read it, and its script what is in it. */
static int of_core(const char *core, const char *program)
{
    Arena arena;
    arena_init(&arena);
    const char *script = find_script(&arena);
    char dump[40];
    char *command[] = {"gdb",
                       "-batch",
                       "-nx",
                       "-iex",
                       "set auto-load python-scripts off",
                       "-ex",
                       (char *)arena_printf(&arena, "source %s", script).at,
                       "-ex",
                       dump,
                       (char *)program,
                       (char *)core,
                       NULL};

    if (!file_exists(script))
        return failed(core, "the gdb script is not beside the command (share/asyncc/gdb/)");
    if (!file_exists(core) || !file_exists(program))
        return failed(core, "no such core file, or program");
    if (!hide_output(dump, sizeof dump)) return failed(core, strerror(errno));
    execvp(command[0], command);
    return failed(core, "gdb, which reads core files, is not there");
}

static bool is_number(const char *word)
{
    return *word && word[strspn(word, "0123456789")] == 0 && strlen(word) < 10;
}

int ps_run(int argc, char **argv)
{
    bool json = argc > 2 && strcmp(argv[2], "--json") == 0;
    char **word = argv + (json ? 3 : 2);
    int words = argc - (json ? 3 : 2);

    if (words == 1 && is_number(word[0])) return of_process(word[0], json);
    if (words == 2 && !json) return of_core(word[0], word[1]);
    fputs(usage, stderr);
    return 2;
}
