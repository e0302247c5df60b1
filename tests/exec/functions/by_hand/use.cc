#include "work.h"
#include <stdio.h>

static void by_steps(void)
{
    async_task(int) t = async_create(halves(8));

    printf("c++: step %d", async_step(t));
    printf(", status %s, %d\n", async_status_name(async_status(t)), async_result(t));
    async_release(t);
}

static void by_run(void)
{
    int done = async_run(twice(1)), failed = async_run(fails());

    printf("c++: run %s %s\n", async_status_name(done), async_status_name(failed));
}

static void by_iteration(void)
{
    async_gen(int) g = static_cast<int *>(async_iter(count(3)));

    printf("c++:");
    while (async_next(g)) printf(" %d", *g);
    printf(" = %d\n", async_returned(int, g));
    async_close(g);
}

static void by_loop(void)
{
    async_loop_t *loop = async_loop_new();
    async_task(int) started = async_spawn_on(loop, twice(5));
    async_task(int) canceled = async_spawn_on(loop, twice(6));
    async_task(void) failed = async_spawn_on(loop, fails());

    async_cancel(canceled);
    async_loop_run(loop);
    printf("c++: started %d, canceled %s, failed %s\n", async_result(started),
           async_status_name(async_status(canceled)), async_status_name(async_status(failed)));
    async_release(started);
    async_release(canceled);
    async_release(failed);
    async_loop_close(loop);
}

void from_cc(void)
{
    by_steps();
    by_run();
    by_iteration();
    by_loop();
}
