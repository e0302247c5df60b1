/* processes: streams to and from a child, environment, signals, giving one up */
#include <asyncc.h>
#include <asyncc/net.h>
#include <asyncc/process.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static async void talk(void)
{
    char *args[] = { "cat", NULL };
    async_process_t *cat;
    char buf[64];
    int status;

    if (async_process_spawn(&(async_process_options_t){
            .args = args, .stdio = { { ASYNC_STDIO_PIPE, 0 }, { ASYNC_STDIO_PIPE, 0 } } }, &cat) < 0)
        return;
    defer async_process_close(cat);
    async_stream_t *in = async_process_stream(cat, 0), *out = async_process_stream(cat, 1);
    printf("%d\n", async_process_stream(cat, 2) == NULL);       // expect: 1
    await async_write(in, "through a cat\n", 14);
    ssize_t n = await async_read_until(out, buf, sizeof buf, '\n');
    printf("%zd %.*s", n, (int)n, buf);                         // expect: 14 through a cat
    async_close(in);
    printf("%zd\n", await async_read(out, buf, sizeof buf));    // expect: 0
    int rc = await async_process_wait(cat, &status);
    printf("%d %d\n", rc, status);                              // expect: 0 0
    rc = await async_process_wait(cat, &status);
    printf("%d %d\n", rc, status);                              // expect: 0 0
    printf("%s\n", async_status_name(async_process_kill(cat, SIGTERM)));    // expect: ESRCH
}

static async void environment(void)
{
    char *args[] = { "sh", "-c", "echo $WHAT $PWD; echo oops >&2; exit 5", NULL };
    char *env[] = { "WHAT=given", NULL };
    async_process_t *sh;
    char buf[64];
    int status;

    if (async_process_spawn(&(async_process_options_t){
            .file = "/bin/sh", .args = args, .env = env, .cwd = "/tmp",
            .stdio = { [0] = { .kind = ASYNC_STDIO_NULL }, [1] = { .kind = ASYNC_STDIO_PIPE },
                       [2] = { .kind = ASYNC_STDIO_PIPE } } }, &sh) < 0)
        return;
    defer async_process_close(sh);
    printf("%d\n", async_process_pid(sh) > 0);                              // expect: 1
    ssize_t n = await async_read_until(async_process_stream(sh, 1), buf, sizeof buf, '\n');
    printf("%.*s", (int)n, buf);                                            // expect: given /tmp
    n = await async_read_until(async_process_stream(sh, 2), buf, sizeof buf, '\n');
    printf("%.*s", (int)n, buf);                                            // expect: oops
    await async_process_wait(sh, &status);
    printf("%d\n", status);                                                 // expect: 5
}

static async_process_t *sleeper(void)
{
    char *args[] = { "sleep", "30", NULL };
    async_process_t *p = NULL;

    async_process_spawn(&(async_process_options_t){ .args = args }, &p);
    return p;
}

static async int outcome(async_process_t *p)
{
    int status = -1, rc = await async_process_wait(p, &status);
    return rc < 0 ? rc : status;
}

static async void ended(void)
{
    async_process_t *p = sleeper();
    int st, got;

    async_task(int) wait = async_spawn(outcome(p));
    await async_sleep(1);
    got = await outcome(p);
    printf("%s\n", async_status_name(got));                     // expect: EBUSY
    async_process_kill(p, SIGTERM);
    printf("%d\n", await async_join(wait));                     // expect: 143
    async_process_close(p);

    p = sleeper();
    st = await async_wait_for(5, got = outcome(p));
    printf("%s\n", async_status_name(st));                      // expect: ETIMEDOUT
    int pid = async_process_pid(p);
    wait = async_spawn(outcome(p));
    await async_sleep(1);
    async_process_close(p);
    got = await async_join(wait);
    printf("%s\n", async_status_name(got));                     // expect: ECANCELED
    for (int i = 0; i < 200 && kill(pid, 0) == 0; i++) await async_sleep(5);
    printf("%d\n", kill(pid, 0));                               // expect: -1
    async_process_close(NULL);
}

static async void failures(void)
{
    char *args[] = { "asyncc-no-such-program", NULL }, *argv[] = { "true", NULL };
    async_process_t *p = NULL;
    int rc;

    rc = async_process_spawn(&(async_process_options_t){ .args = args }, &p);
    printf("%s\n", async_status_name(rc));                      // expect: ENOENT
    rc = async_process_spawn(&(async_process_options_t){ .file = "true" }, &p);
    printf("%s\n", async_status_name(rc));                      // expect: EINVAL
    rc = async_process_spawn(&(async_process_options_t){ .args = argv, .cwd = "/none" }, &p);
    printf("%s\n", async_status_name(rc));                      // expect: ENOENT
    rc = async_process_spawn(&(async_process_options_t){
        .args = args, .stdio = { { ASYNC_STDIO_PIPE, 0 } } }, &p);
    printf("%s %d\n", async_status_name(rc), p == NULL);        // expect: ENOENT 1
}

async int main(void)
{
    setvbuf(stdout, NULL, _IONBF, 0); /* valgrind's child that cannot exec flushes it again */
    await talk();
    await environment();
    await ended();
    await failures();
    return sleeper() == NULL; /* left running: the loop's end kills and reaps it */
}
