/* a command that ignores SIGTERM, given up by a limit and then by a cancellation: it is ended once */
#include <asyncc.h>
#include <asyncc/process.h>
#include <signal.h>
#include <stdio.h>

static async int run(void)
{
    char *command[] = {"sh", "-c", "trap '' TERM; while :; do sleep 0.1; done", NULL}, *out;
    size_t len;
    async_timeout (100) await async_run_command(command, &out, &len);
    return 0;
}

async int main(void)
{
    async_task(int) t = async_spawn(run());
    uint64_t start = async_now();

    await async_sleep(200);
    async_cancel(t);
    async_cancel(t);
    printf("%s ", async_status_name(await async_try(async_join(t))));
    await async_sleep(200);
    printf("%d\n", async_now() - start < 4000);         // expect: ECANCELED 1
    return 0;
}
