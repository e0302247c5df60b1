/* a folder and all below it */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static async void make_tree(void)
{
    await async_fs_mkdir("d", 0700);
    await async_fs_mkdir("d/empty", 0700);
    await async_fs_mkdir("d/inner", 0700);
    await async_fs_mkdir("d/inner/deep", 0700);
    await async_write_file("d/inner/deep/leaf", "x", 1);
    await async_write_file("d/a", "x", 1);
    await async_write_file("d/z", "x", 1);
    await async_fs_symlink("inner", "d/link", 0);
}

static async void remove_tree(void)
{
    await async_fs_unlink("d/link");
    await async_fs_unlink("d/z");
    await async_fs_unlink("d/a");
    await async_fs_unlink("d/inner/deep/leaf");
    await async_fs_rmdir("d/inner/deep");
    await async_fs_rmdir("d/inner");
    await async_fs_rmdir("d/empty");
    await async_fs_rmdir("d");
}

static async int count(const char *root)
{
    int n = 0;

    async_for (async_fs_entry_t e, async_fs_walk(root)) n += e.depth + 1;
    return n;
}

async int main(void)
{
    char folder[] = "/tmp/asyncc-walk-XXXXXX";

    if (await async_fs_mkdtemp(folder) < 0 || chdir(folder) < 0) return 1;
    await make_tree();
    async_for (async_fs_entry_t e, async_fs_walk("."))
        printf("%d %d %s %s\n", e.depth, e.type, e.path, e.name);
    // expect: 0 2 ./d d
    // expect: 1 1 ./d/a a
    // expect: 1 2 ./d/empty empty
    // expect: 1 2 ./d/inner inner
    // expect: 2 2 ./d/inner/deep deep
    // expect: 3 1 ./d/inner/deep/leaf leaf
    // expect: 1 3 ./d/link link
    // expect: 1 1 ./d/z z
    async_for (async_fs_entry_t e, async_fs_walk("d/")) {
        printf("%s\n", e.path);                                     // expect: d/a
        break;
    }
    printf("%d\n", await count("d/empty"));                         // expect: 0

    async_gen(async_fs_entry_t) w = async_iter(async_fs_walk("none"));
    printf("%d", await async_next(w));
    printf(" %s\n", async_status_name(async_returned(int, w)));     // expect: 0 ENOENT
    await async_close(w);
    w = async_iter(async_fs_walk("d"));
    while (await async_next(w) && strcmp(w->name, "inner") != 0) {}
    await async_fs_rename("d/inner", "d/other");
    printf("%d %s", await async_next(w), w->name);
    while (await async_next(w)) {}
    printf(" %s\n", async_status_name(async_returned(int, w)));     // expect: 1 link ENOENT
    await async_close(w);
    await async_fs_rename("d/other", "d/inner");
    async_task(int) t = async_spawn(count("."));
    await async_sleep(0);
    async_cancel(t);
    int st = await async_try(async_join(t));
    printf("%s\n", async_status_name(st));                          // expect: ECANCELED
    await remove_tree();
    printf("%d\n", await async_fs_rmdir(folder));                   // expect: 0
    return 0;
}
