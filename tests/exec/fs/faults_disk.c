/* a disk without room, a file that may not be written, a folder that is not there */
#include <asyncc.h>
#include <asyncc/fs.h>
#include <stdio.h>
#include <stdlib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

async int main(void)
{
    char path[] = "/tmp/asyncc-disk-XXXXXX";
    static char data[100000];
    async_stat_t st;
    int fd, rc;
    ssize_t n;

    fd = await async_fs_open("/dev/full", O_WRONLY, 0);
    n = await async_fs_write(fd, "x", 1, -1);
    printf("%s\n", async_status_name((int)n));                  // expect: ENOSPC
    printf("%d\n", await async_fs_close(fd));                   // expect: 0
    rc = await async_write_file("/dev/full", data, sizeof data);
    printf("%s\n", async_status_name(rc));                      // expect: ENOSPC
    rc = await async_write_file("/none/at/all", data, 1);
    printf("%s\n", async_status_name(rc));                      // expect: ENOENT

    /* A limit in the middle of a write: what fits is there, then the code. */
    fd = await async_fs_mkstemp(path);
    await async_fs_close(fd);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){ 50000, 50000 });
    rc = await async_write_file(path, data, sizeof data);
    await async_fs_stat(path, &st);
    printf("%s %d\n", async_status_name(rc), (int)st.st_size);  // expect: EFBIG 50000
    fd = await async_fs_open(path, O_WRONLY, 0);
    n = await async_fs_write(fd, data, 100, 49950);
    printf("%zd\n", n);                                         // expect: 50
    await async_fs_close(fd);
    return await async_fs_unlink(path);
}
