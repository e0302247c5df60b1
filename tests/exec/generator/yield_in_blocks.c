/* a yield inside async_timeout and async_group: the clock runs on, the tasks do, whoever resumes it */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

#define NAME(status) async_status_name(status)

/* It is left at the yield when it is resumed too late, and says so to its consumer. */
static async generator(int) void limited(int ms)
{
    defer puts("limited ends");
    async_timeout(ms) {
        defer puts("block ends");
        for (int i = 0; i < 3; i++) {
            await async_sleep(10);
            yield i;
        }
    }
    puts("in time");
    yield 9;
}

static async void consume(int ms, int pause)
{
    async_gen(int) g = async_iter(limited(ms));

    while (await async_next(g)) {
        printf("%d\n", *g);
        await async_sleep((uint64_t)pause);
    }
    printf("status %s\n", NAME(async_status(g)));
    await async_close(g);
}

/* The limit is caught inside the generator, which goes on. */
static async generator(int, int) void caught(void)
{
    for (int round = 0; round < 2; round++) {
        int st = 0;
        async_timeout(1000) {
            async_timeout(15) {
                st = async_try(yield round);
                printf("tried %s\n", NAME(st));
                await async_sleep(5);
                puts("slept");
            }
        }
    }
}

static async generator(int) void holding(void)
{
    int st = 0;
    async_timeout(15) {
        st = async_try(yield 1);
    }
    printf("never %d\n", st);
}

static async void tick(int n)
{
    await async_sleep(10);
    printf("tick %d\n", n);
}

static async void fail(void)
{
    await async_sleep(10);
    async_raise(ASYNC_EIO);
}

static async generator(int) void grouped(bool failing)
{
    async_group(g) {
        for (int i = 0; i < 2; i++) {
            async_spawn_in(g, tick(i));
            if (failing) async_spawn_in(g, fail());
            yield i;
        }
        puts("all spawned");
    }
    puts("all done");
}

/* Each step on another task, one of them cancelled: the clock is not its. */
static async int step(void *generator)
{
    async_gen(int) g = generator;
    return await async_next(g) ? *g : -1;
}

static async void by_tasks(void)
{
    async_gen(int) g = async_iter(limited(1000));
    for (int i = 0; i < 5; i++) {
        async_task(int) t = async_spawn(step(g));
        printf("by task %d\n", await async_join(t));
    }
    await async_close(g);
}

static async void consume_failing(void)
{
    async_for (int v, grouped(true)) {
        printf("%d\n", v);
        await async_sleep(20);
    }
}

async int main(void)
{
    puts("-- in time");
    await consume(100, 1);
    puts("-- late at the yield");
    await consume(25, 30);
    puts("-- late at an await");
    await consume(5, 0);
    puts("-- closed");
    async_for (int v, limited(50)) {
        printf("%d\n", v);
        break;
    }
    await async_sleep(100);
    puts("-- caught");
    async_gen(int) g = async_iter(caught());
    await async_next(g);
    await async_throw(g, ASYNC_EIO);
    await async_next(g);
    printf("status %s\n", NAME(async_status(g)));
    await async_close(g);
    puts("-- late in a try");
    g = async_iter(holding());
    await async_next(g);
    await async_sleep(20);
    printf("%d", await async_next(g));
    printf(" %s\n", NAME(async_status(g)));
    await async_close(g);
    puts("-- group");
    async_for (int v, grouped(false)) {
        printf("%d\n", v);
        await async_sleep(20);
    }
    puts("-- group that fails");
    printf("%s\n", NAME(await async_try(consume_failing())));
    puts("-- by tasks");
    await by_tasks();
    return 0;
}

/* expect:
-- in time
0
1
2
block ends
in time
9
limited ends
status OK
-- late at the yield
0
block ends
limited ends
status ETIMEDOUT
-- late at an await
block ends
limited ends
status ETIMEDOUT
-- closed
0
block ends
limited ends
-- caught
tried EIO
slept
tried OK
slept
status OK
-- late in a try
0 ETIMEDOUT
-- group
0
tick 0
1
tick 1
all spawned
all done
-- group that fails
0
tick 0
EIO
-- by tasks
by task 0
by task 1
by task 2
block ends
in time
by task 9
limited ends
by task -1
*/
