/* one after the other, every operation on files and folders */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *name(int code)
{
    return code < 0 ? async_status_name(code) : "ok";
}

static async void contents(void)
{
    char buf[16] = "";
    int fd = await async_fs_open("one", O_RDWR | O_CREAT | O_EXCL, 0600);
    defer await async_fs_close(fd);

    printf("%zd\n", await async_fs_write(fd, "hello world", 11, -1));       // expect: 11
    printf("%zd\n", await async_fs_write(fd, "W", 1, 6));                   // expect: 1
    printf("%zd %s\n", await async_fs_read(fd, buf, 15, 0), buf);           // expect: 11 hello World
    printf("%zd\n", await async_fs_read(fd, buf, 15, 11));                  // expect: 0
    printf("%d\n", await async_fs_ftruncate(fd, 5));                        // expect: 0
    printf("%d %d\n", await async_fs_fsync(fd), await async_fs_fdatasync(fd));  // expect: 0 0
    async_stat_t st;
    printf("%d ", await async_fs_fstat(fd, &st));
    printf("%d %d %o\n", (int)st.st_size, S_ISREG(st.st_mode), (unsigned)st.st_mode & 0777);
    // expect: 0 5 1 600
    printf("%d\n", await async_fs_fchmod(fd, 0640));                        // expect: 0
    printf("%d\n", await async_fs_fchown(fd, (unsigned)-1, (unsigned)-1));  // expect: 0
    printf("%d\n", await async_fs_futime(fd, 1000000000, 1000000001));      // expect: 0
    int copy = await async_fs_open("two", O_WRONLY | O_CREAT, 0600);
    printf("%zd\n", await async_fs_sendfile(copy, fd, 1, 100));             // expect: 4
    await async_fs_close(copy);
}

static async void names(void)
{
    async_stat_t st;
    char *path;

    printf("%d ", await async_fs_stat("one", &st));
    printf("%d %o %ld\n", (int)st.st_size, (unsigned)st.st_mode & 0777, st.st_mtim.tv_sec);
    // expect: 0 5 640 1000000001
    printf("%d\n", await async_fs_utime("one", 5, 6));                      // expect: 0
    printf("%d\n", await async_fs_chmod("one", 0600));                      // expect: 0
    printf("%d\n", await async_fs_chown("one", (unsigned)-1, (unsigned)-1));    // expect: 0
    printf("%d\n", await async_fs_copyfile("one", "three", 0));             // expect: 0
    int again = await async_fs_copyfile("one", "three", ASYNC_FS_COPYFILE_EXCL);
    printf("%s\n", name(again));                                            // expect: EEXIST
    printf("%d\n", await async_fs_link("one", "hard"));                     // expect: 0
    printf("%d\n", await async_fs_symlink("one", "soft", 0));               // expect: 0
    printf("%d\n", await async_fs_lutime("soft", 7, 8));                    // expect: 0
    printf("%d\n", await async_fs_lchown("soft", (unsigned)-1, (unsigned)-1));  // expect: 0
    printf("%d ", await async_fs_lstat("soft", &st));
    printf("%d %ld\n", S_ISLNK(st.st_mode), st.st_mtim.tv_sec);             // expect: 0 1 8
    printf("%d ", await async_fs_readlink("soft", &path));
    printf("%s\n", path);                                                   // expect: 0 one
    free(path);
    printf("%d ", await async_fs_realpath("soft", &path));
    printf("%d %s\n", path[0] == '/', strrchr(path, '/'));                  // expect: 0 1 /one
    free(path);
    printf("%d\n", await async_fs_access("one", R_OK | W_OK));              // expect: 0
    printf("%s\n", name(await async_fs_access("none", F_OK)));              // expect: ENOENT
    printf("%d\n", await async_fs_rename("three", "four"));                 // expect: 0
    async_statfs_t fs;
    printf("%d ", await async_fs_statfs(".", &fs));
    printf("%d\n", fs.f_bsize > 0);                                         // expect: 0 1
}

static async void folders(void)
{
    char folder[] = "dirXXXXXX", file[] = "fileXXXXXX";
    async_dirent_t *entries, some[2];
    async_dir_t *dir;
    int n, all = 0;

    printf("%d %d\n", await async_fs_mkdtemp(folder), strcmp(folder, "dirXXXXXX") != 0);
    // expect: 0 1
    int fd = await async_fs_mkstemp(file);
    printf("%d %d\n", fd >= 0, strcmp(file, "fileXXXXXX") != 0);            // expect: 1 1
    await async_fs_close(fd);
    await async_fs_unlink(file);
    printf("%d\n", await async_fs_rmdir(folder));                           // expect: 0
    printf("%d\n", await async_fs_mkdir("sub", 0700));                      // expect: 0
    n = await async_fs_scandir(".", &entries);
    for (int i = 0; i < n; i++) printf("%s:%d ", entries[i].name, entries[i].type);
    free(entries);
    printf("%d\n", n);          // expect: four:1 hard:1 one:1 soft:3 sub:2 two:1 6
    printf("%d ", await async_fs_opendir(".", &dir));
    while ((n = await async_fs_readdir(dir, some, 2)) > 0)
        for (int i = 0; i < n; i++) all += (int)strlen(some[i].name);
    printf("%d %d %d\n", n, all, await async_fs_closedir(dir));             // expect: 0 0 21 0
    printf("%d\n", await async_fs_scandir("sub", &entries));                // expect: 0
    free(entries);
}

static async void failures(void)
{
    async_dirent_t *entries = NULL;
    async_dir_t *dir = NULL;
    async_stat_t st;
    char *path = NULL, byte;
    char bad[] = "none/XXXXXX";

    printf("%s\n", name(await async_fs_open("none", O_RDONLY, 0)));         // expect: ENOENT
    printf("%s\n", name(await async_fs_close(12345)));                      // expect: EBADF
    printf("%s\n", name((int)await async_fs_read(12345, &byte, 1, 0)));     // expect: EBADF
    printf("%s\n", name(await async_fs_stat("none", &st)));                 // expect: ENOENT
    printf("%s\n", name(await async_fs_readlink("one", &path)));            // expect: EINVAL
    printf("%s\n", name(await async_fs_mkdtemp(bad)));                      // expect: ENOENT
    printf("%s\n", name(await async_fs_scandir("none", &entries)));         // expect: ENOENT
    printf("%s\n", name(await async_fs_opendir("one", &dir)));              // expect: ENOTDIR
    printf("%s\n", name(await async_fs_rmdir("sub/none")));                 // expect: ENOENT
    printf("%d %d %d\n", path == NULL, entries == NULL, dir == NULL);       // expect: 1 1 1
}

async int main(void)
{
    static const char *const left[] = { "one", "two", "four", "hard", "soft" };
    char folder[] = "/tmp/asyncc-fs-XXXXXX";

    umask(022);
    if (await async_fs_mkdtemp(folder) < 0 || chdir(folder) < 0) return 1;
    await contents();
    await names();
    await folders();
    await failures();
    for (int i = 0; i < 5; i++) await async_fs_unlink(left[i]);
    await async_fs_rmdir("sub");
    printf("%d\n", await async_fs_rmdir(folder));                           // expect: 0
    return 0;
}
