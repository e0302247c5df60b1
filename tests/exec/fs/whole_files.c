/* files as a whole, and by lines */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static async void there_and_back(const char *path, size_t size)
{
    char *data = malloc(size + 1), *back = NULL;
    size_t len = 0;

    for (size_t i = 0; i < size; i++) data[i] = (char)(i * 7 >> 3);
    int put = await async_write_file(path, data, size);
    int got = await async_read_file(path, &back, &len);
    printf("%d %d %d %d\n", put, got, len == size && !memcmp(data, back, size), back[len]);
    free(back);
    free(data);
}

static async int count(const char *path, const char *text, size_t *longest)
{
    int n = 0;

    *longest = 0;
    if (await async_write_file(path, text, strlen(text)) < 0) return -1;
    async_gen(char *) lines = async_iter(async_lines(path));
    while (await async_next(lines)) {
        n++;
        if (strlen(*lines) > *longest) *longest = strlen(*lines);
    }
    if (async_returned(int, lines) != 0) n = -1;
    await async_close(lines);
    return n;
}

static async void whole(const char *path)
{
    await there_and_back(path, 0);                              // expect: 0 0 1 0
    await there_and_back(path, 1);                              // expect: 0 0 1 0
    await there_and_back(path, 9000001);                        // expect: 0 0 1 0
}

static async void by_lines(const char *path)
{
    size_t longest, size = 1 << 20;
    char *text = malloc(size + 1);

    printf("%d", await count(path, "", &longest));
    printf(" %zu\n", longest);                                  // expect: 0 0
    printf("%d", await count(path, "\n", &longest));
    printf(" %zu\n", longest);                                  // expect: 1 0
    printf("%d", await count(path, "one\ntwo", &longest));
    printf(" %zu\n", longest);                                  // expect: 2 3
    printf("%d", await count(path, "one\n\nthree\n", &longest));
    printf(" %zu\n", longest);                                  // expect: 3 5
    memset(text, 'x', size);
    text[size] = '\0';
    text[size / 2] = '\n';
    printf("%d", await count(path, text, &longest));
    printf(" %zu\n", longest);                                  // expect: 2 524288
    for (size_t i = 0; i < size; i++) text[i] = i % 100 == 99 ? '\n' : 'y';
    printf("%d", await count(path, text, &longest));
    printf(" %zu\n", longest);                                  // expect: 10486 99
    free(text);
    async_for (char *line, async_lines(path)) {
        if (strlen(line) == 99) break;
    }
}

static async int all_of(const char *path)
{
    char *data;
    size_t len;
    int rc = await async_read_file(path, &data, &len);

    if (rc < 0) return rc;
    free(data);
    return (int)(len > 0);
}

async int main(void)
{
    char path[] = "/tmp/asyncc-file-XXXXXX";

    await async_fs_close(await async_fs_mkstemp(path));
    await whole(path);
    await by_lines(path);
    await async_fs_unlink(path);
    printf("%s\n", async_status_name(await all_of(path)));      // expect: ENOENT
    printf("%s\n", async_status_name(await all_of("/tmp")));    // expect: EISDIR
    printf("%d\n", await all_of("/proc/self/status"));          // expect: 1
    printf("%s\n", async_status_name(await async_write_file("/dev/full", "x", 1)));  // expect: ENOSPC
    printf("%s\n", async_status_name(await async_write_file("/tmp", "x", 1)));      // expect: EISDIR
    size_t longest;
    printf("%d\n", await count("/dev/full", "x", &longest));    // expect: -1
    async_gen(char *) none = async_iter(async_lines(path));
    printf("%d", await async_next(none));
    printf(" %d", async_status(none));
    printf(" %s\n", async_status_name(async_returned(int, none)));  // expect: 0 0 ENOENT
    await async_close(none);
    return 0;
}
