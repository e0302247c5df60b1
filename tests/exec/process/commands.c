/* commands: what they write, how they end, a cancellation ends them */
#include <asyncc.h>
#include <asyncc/process.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static async void run(const char *script)
{
    char *argv[] = { "sh", "-c", (char *)script, NULL }, *out;
    size_t len;
    int status = await async_run_command(argv, &out, &len);

    printf("%d %zu %.10s\n", status, len, out ? out : "(null)");
    free(out);
}

static async void give_up(const char *script)
{
    char *argv[] = { "sh", "-c", (char *)script, NULL }, *out = argv[0];
    size_t len = 1;
    uint64_t start = async_now();
    int st, status;

    st = await async_wait_for(100, status = async_run_command(argv, &out, &len));
    printf("%s %d %zu ", async_status_name(st), out == NULL, len);
    printf("%d\n", (int)((async_now() - start) / 1000));
}

async int main(void)
{
    char *argv[] = { "asyncc-no-such-program", NULL }, *out = argv[0];
    size_t len = 1;
    int rc;

    await run("echo hello");                        // expect: 0 6 hello
                                                    // expect:
    await run("printf abc; exit 7");                // expect: 7 3 abc
    await run("kill -9 $$");                        // expect: 137 0
    await run("head -c 300000 /dev/zero | tr '\\0' x");     // expect: 0 300000 xxxxxxxxxx
    await run("(sleep 0.2; echo late) &");          // expect: 0 5 late
                                                    // expect:
    rc = await async_run_command(argv, &out, &len);
    printf("%s %d %zu\n", async_status_name(rc), out == NULL, len);     // expect: ENOENT 1 0
    char *nothing[] = { NULL };
    rc = await async_run_command(nothing, &out, &len);
    printf("%s\n", async_status_name(rc));          // expect: EINVAL
    char *quiet[] = { "sh", "-c", "exit 3", NULL };
    rc = await async_run_command(quiet, NULL, NULL);
    printf("%d\n", rc);                             // expect: 3
    await give_up("exec sleep 30");                 // expect: ETIMEDOUT 1 0 0
    await give_up("trap '' TERM; while :; do sleep 0.05; done");    // expect: ETIMEDOUT 1 0 2
    return 0;
}
