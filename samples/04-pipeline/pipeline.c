/*
 * A pipeline that values are pushed through: a growing file is followed, each of its lines is sent
 * to two greps, and what they let through is printed.
 *
 *     follow --> both --> grep " 404" --> print
 *                    \--> grep "await" --/
 *
 * Each stage is a generator that is sent lines and sends on what it lets through.
 */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* A stage: takes lines, and yields how many it has let through so far. */
typedef async_gen(int) stage_t;

static generator(int, const char *) void print(void)
{
    for (int lines = 0;; lines++) {
        const char *line = async_receive(const char *, yield lines);
        printf("%d: %s", lines + 1, line);
    }
}

static generator(int, const char *) void grep(const char *word, stage_t next)
{
    int lines = 0;

    for (;;) {
        const char *line = async_receive(const char *, yield lines);
        if (!strstr(line, word)) continue;
        async_send(next, line);
        lines++;
    }
}

static generator(int, const char *) void both(stage_t one, stage_t other)
{
    for (int lines = 0;; lines++) {
        const char *line = async_receive(const char *, yield lines);
        async_send(one, line);
        async_send(other, line);
    }
}

/* A stage can be sent to once it has run to its first yield. */
static stage_t start(stage_t stage)
{
    async_next(stage);
    return stage;
}

/* Sends every line that is in the file or comes to it, until the line "end". */
static async void follow(FILE *file, stage_t next)
{
    char line[128];

    for (;;) {
        if (!fgets(line, sizeof line, file)) {
            clearerr(file);
            await async_sleep(5);
            continue;
        }
        if (strcmp(line, "end\n") == 0) return;
        async_send(next, line);
    }
}

static async void write_log(FILE *file)
{
    static const char *const lines[] = {
        "GET /index.html 200", "GET /snake.png 404", "POST /await 200",
        "GET /await.html 404", "PUT /snake 405", "end",
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        fprintf(file, "%s\n", lines[i]);
        fflush(file);
        await async_sleep(10);
    }
}

async int main(void)
{
    char path[] = "/tmp/pipeline-XXXXXX";
    int fd = mkstemp(path);
    FILE *log = fd < 0 ? NULL : fdopen(fd, "w"), *reader = log ? fopen(path, "r") : NULL;

    if (!reader) {
        perror(path);
        return 1;
    }
    unlink(path);

    stage_t printer = start(async_iter(print()));
    stage_t missing = start(async_iter(grep(" 404", printer)));
    stage_t awaits = start(async_iter(grep("await", printer)));
    stage_t split = start(async_iter(both(missing, awaits)));

    await async_gather(follow(reader, split), write_log(log));
    printf("%d lines, %d with 404, %d with await\n", *split, *missing, *awaits);

    async_close(split);
    async_close(awaits);
    async_close(missing);
    async_close(printer);
    fclose(reader);
    fclose(log);
    return 0;
}
