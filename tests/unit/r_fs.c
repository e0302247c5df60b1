#define _GNU_SOURCE /* mkdtemp */
/*
 * Files: what a cancellation before, during and after an operation leaves.
 */
#include "net_fixture.h"

#include <dirent.h>
#include <unistd.h>

#include <asyncc/fs.h>

static char folder[64];

static const char *in_folder(const char *name)
{
    static char paths[4][128];
    static unsigned next;
    char *path = paths[next++ % 4];

    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    return path;
}

/* Descriptors that are open. Those of the thread pool and the loop are always the same. */
static int descriptors(void)
{
    DIR *dir = opendir("/proc/self/fd");
    int n = 0;

    while (dir && readdir(dir)) n++;
    if (dir) closedir(dir);
    return n;
}

/* Runs a task up to its request, and leaves it there. */
static void send_out(async_handle_t task)
{
    async__loop_run_ready(loop, async_context());
    CU_ASSERT_FALSE(async_done(task));
}

/* Cancels the task when its request is on the pool, or back but not seen. */
static void cancel_during(async_handle_t task)
{
    send_out(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
}

static void cancel_after(async_handle_t task)
{
    send_out(task);
    io_only(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
}

/* The four threads of the pool are kept busy, so that what is sent out is not begun. */
static uv_work_t busy[4];
static _Atomic bool blocked;
static _Atomic int begun;
static int pending;

static void block(uv_work_t *work)
{
    (void)work;
    begun++;
    while (blocked) uv_sleep(1);
}

static void unblocked(uv_work_t *work, int status)
{
    (void)work;
    (void)status;
    pending--;
}

static void keep_pool_busy(void)
{
    blocked = true;
    begun = 0;
    for (pending = 0; pending < 4; pending++)
        uv_queue_work(async_loop_uv(loop), &busy[pending], block, unblocked);
    while (begun < 4) uv_sleep(1);
}

static void free_pool(void)
{
    blocked = false;
    while (pending) uv_run(async_loop_uv(loop), UV_RUN_ONCE);
}

static void test_open(void)
{
    int before, *task;

    task = async_spawn(async_fs_open(in_folder("warm"), O_CREAT | O_RDWR, 0600));
    CU_ASSERT_EQUAL(code_of(async_spawn(async_fs_close(code_of(task)))), 0);
    before = descriptors();
    cancel_during(async_spawn(async_fs_open(in_folder("warm"), O_RDONLY, 0)));
    cancel_after(async_spawn(async_fs_open(in_folder("warm"), O_RDONLY, 0)));
    CU_ASSERT_EQUAL(descriptors(), before);
}

static void test_not_begun(void)
{
    int *task;

    keep_pool_busy();
    task = async_spawn(async_fs_open(in_folder("never"), O_CREAT | O_RDWR, 0600));
    send_out(task);
    async_cancel(task);
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    free_pool();
    settle_ms(20);
    CU_ASSERT_EQUAL(access(in_folder("never"), F_OK), -1);
}

/* A descriptor is closed however its close ends. */
static void test_close(void)
{
    int fds[2], before = descriptors(), *task;

    CU_ASSERT_EQUAL(pipe(fds), 0);
    keep_pool_busy();
    task = async_spawn(async_fs_close(fds[0]));
    send_out(task);
    async_cancel(task);
    blocked = false;
    CU_ASSERT_EQUAL(end_of(task), ASYNC_ECANCELED);
    free_pool();
    cancel_after(async_spawn(async_fs_close(fds[1])));
    CU_ASSERT_EQUAL(descriptors(), before);
}

static void test_made(void)
{
    char file[128], made[128];
    int before = descriptors();

    snprintf(file, sizeof file, "%s/fileXXXXXX", folder);
    cancel_after(async_spawn(async_fs_mkstemp(file)));
    CU_ASSERT_EQUAL(access(file, F_OK), -1);
    snprintf(made, sizeof made, "%s/madeXXXXXX", folder);
    cancel_after(async_spawn(async_fs_mkdtemp(made)));
    CU_ASSERT_EQUAL(access(made, F_OK), -1);
    CU_ASSERT_EQUAL(descriptors(), before);
}

static void test_answers(void)
{
    async_dirent_t *entries = NULL;
    async_dir_t *dir = NULL;
    char *path = NULL;
    int before = descriptors();

    cancel_during(async_spawn(async_fs_realpath(folder, &path)));
    cancel_after(async_spawn(async_fs_realpath(folder, &path)));
    CU_ASSERT_PTR_NULL(path);
    cancel_during(async_spawn(async_fs_scandir(folder, &entries)));
    cancel_after(async_spawn(async_fs_scandir(folder, &entries)));
    CU_ASSERT_PTR_NULL(entries);
    cancel_during(async_spawn(async_fs_opendir(folder, &dir)));
    cancel_after(async_spawn(async_fs_opendir(folder, &dir)));
    CU_ASSERT_PTR_NULL(dir);
    CU_ASSERT_EQUAL(descriptors(), before);
}

static void test_folders(void)
{
    async_dirent_t some[4];
    async_dir_t *dir = NULL;
    int before = descriptors();

    CU_ASSERT_EQUAL(code_of(async_spawn(async_fs_opendir(folder, &dir))), 0);
    cancel_after(async_spawn(async_fs_readdir(dir, some, 1)));
    CU_ASSERT_TRUE(code_of(async_spawn(async_fs_readdir(dir, some, 4))) >= 0);
    cancel_during(async_spawn(async_fs_closedir(dir)));
    CU_ASSERT_EQUAL(descriptors(), before);
}

static void test_whole_files(void)
{
    char *data = NULL;
    size_t len = 0;
    int before = descriptors();

    cancel_during(async_spawn(async_read_file(in_folder("warm"), &data, &len)));
    cancel_after(async_spawn(async_read_file(in_folder("warm"), &data, &len)));
    CU_ASSERT_PTR_NULL(data);
    cancel_during(async_spawn(async_write_file(in_folder("warm"), "x", 1)));
    cancel_after(async_spawn(async_write_file(in_folder("warm"), "x", 1)));
    CU_ASSERT_EQUAL(descriptors(), before);
    CU_ASSERT_EQUAL(code_of(async_spawn(async_fs_unlink(in_folder("warm")))), 0);
}

static void test_misuse(void)
{
    async_stat_t st;

    CU_ASSERT_TRUE(code_of(async_spawn(async_fs_open(NULL, O_RDONLY, 0))) < 0);
    CU_ASSERT_TRUE(code_of(async_spawn(async_fs_stat(NULL, &st))) < 0);
}

int main(void)
{
    static const net_test_t tests[] = {
        {"open", test_open},
        {"a request that was not begun", test_not_begun},
        {"close", test_close},
        {"fresh names", test_made},
        {"answers in memory", test_answers},
        {"folders", test_folders},
        {"whole files", test_whole_files},
        {"misuse", test_misuse},
    };
    int failed;

    strcpy(folder, "/tmp/r_fs_XXXXXX");
    if (!mkdtemp(folder)) return 2;
    failed = RUN_TESTS("files", tests);
    return rmdir(folder) < 0 || failed;
}
