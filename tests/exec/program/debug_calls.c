/* the C calls for ASYNC_DEBUG, ASYNC_SEED and ASYNC_VIRTUAL_TIME */
// stderr: task 'one' was never released
// stderr: !task 'before'
// leaks: ok
#include <asyncc.h>
#include <asyncc/debug.h>
#include <stdio.h>
#include <string.h>

static char order[2][16];
static async void letter(int run, int i)
{
    await async_sleep(0);
    order[run][strlen(order[run])] = (char)('a' + i);
}

static async void shuffled(int run)
{
    async_loop_set_seed(async_loop_current(), 7);
    await async_sleep(1);
    async_group (g) for (int i = 0; i < 10; i++) async_spawn_in(g, letter(run, i));
}

static async int before(void) { return 1; }
static async int one(void) { return 1; }

static async_task(int) a, b;

async int main(void)
{
    for (int run = 0; run < 2; run++) async_run(shuffled(run));
    printf("%d %d\n", strcmp(order[0], order[1]) == 0, strcmp(order[0], "abcdefghij") != 0);    // expect: 1 1

    uint64_t began = async_now();
    async_loop_set_virtual_time(async_loop_current());
    await async_sleep(3600 * 1000);
    printf("%d\n", async_now() - began >= 3600 * 1000 && async_now() - began < 3700 * 1000);      // expect: 1

    a = async_spawn(before());
    await *a;
    async_debug_watch(async_loop_current());
    b = async_spawn(one());
    await *b;
    return 0;
}
