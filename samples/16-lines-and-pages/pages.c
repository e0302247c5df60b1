/*
 * Two sources that take their time, looped over with `async_for`: the lines of a file, and a data
 * source that gives its rows page by page.
 */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <stdio.h>
#include <string.h>

/* A page of at most three of the ten rows; each page is a trip to somewhere far away. */
static async int fetch_page(int page, int rows[3])
{
    int n = 0;

    await async_sleep(20);
    printf("(page %d)\n", page);
    while (n < 3 && page * 3 + n < 10) {
        rows[n] = 100 + page * 3 + n;
        n++;
    }
    return n;
}

/* Row by row, whoever loops over it sees no pages. The next one is fetched when it is needed. */
static async generator(int) void all_rows(void)
{
    int rows[3], n;

    for (int page = 0; (n = await fetch_page(page, rows)) > 0; page++)
        for (int i = 0; i < n; i++) yield rows[i];
}

async int main(void)
{
    const char *text = "one line\nanother, longer line\n\nthe last one";
    char path[] = "/tmp/lines-XXXXXX";
    int number = 0;

    async_check(await async_fs_close(async_check(await async_fs_mkstemp(path))));
    defer await async_fs_unlink(path);
    async_check(await async_write_file(path, text, strlen(text)));

    async_for (char *line, async_lines(path)) printf("%d: %s\n", ++number, line);

    async_for (int row, all_rows()) {
        if (row == 105) break; /* no further page is fetched */
        printf("row %d\n", row);
    }
    return 0;
}
