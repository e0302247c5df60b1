/* what happens in a folder, and to a file */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static async void act(void)
{
    await async_sleep(20);
    await async_write_file("one", "1", 1);
    await async_fs_rename("one", "two");
    await async_fs_unlink("two");
}

/* All that is told of one and two, until two goes. */
static async void watch(void)
{
    int one = 0, two = 0, renames = 0;

    async_for (async_fs_event_t e, async_fs_events(".")) {
        if (e.events & ASYNC_FS_RENAME) renames++;
        if (strcmp(e.name, "one") == 0) one++;
        if (strcmp(e.name, "two") == 0 && ++two == 2) break;
    }
    printf("%d %d %d\n", one >= 2, two, renames);                  // expect: 1 2 4
}

static async void touch_later(const char *path, int length)
{
    await async_sleep(100);
    await async_write_file(path, "some text", (size_t)length);
}

static async void poll_file(void)
{
    int n = 0;

    async_for (async_fs_change_t c, async_fs_poll("three", 10)) {
        if (c.code < 0) continue;
        printf("%d %d\n", (int)c.before.st_size, (int)c.now.st_size);  // expect: 0 4
        if (++n == 1) break;
    }
}

static async int watch_forever(const char *path)
{
    int n = 0;

    async_for (async_fs_event_t e, async_fs_events(path)) n += e.events;
    return n;
}

async int main(void)
{
    char folder[] = "/tmp/asyncc-changes-XXXXXX";

    if (await async_fs_mkdtemp(folder) < 0 || chdir(folder) < 0) return 1;
    await async_gather(watch(), act());
    await async_gather(poll_file(), touch_later("three", 4));

    async_task(int) t = async_spawn(watch_forever("."));
    await async_sleep(5);
    async_cancel(t);
    int st = await async_try(async_join(t));
    printf("%s\n", async_status_name(st));                          // expect: ECANCELED
    async_gen(async_fs_event_t) none = async_iter(async_fs_events("none"));
    printf("%d", await async_next(none));
    printf(" %s\n", async_status_name(async_returned(int, none)));  // expect: 0 ENOENT
    await async_close(none);
    async_gen(async_fs_event_t) closed = async_iter(async_fs_events("."));
    await async_close(closed);
    await async_fs_unlink("three");
    printf("%d\n", await async_fs_rmdir(folder));                   // expect: 0
    return 0;
}
