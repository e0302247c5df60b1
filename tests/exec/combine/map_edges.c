/* async_map: nested, around other forms, in plain functions; ends early in every way */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

static int alive;

static async int twice(int i)
{
    alive++;
    defer alive--;
    if (i % 2) await async_sleep(1);
    return 2 * i;
}

static async int cell(int i, int k)
{
    if ((i + k) % 3 == 0) await async_sleep(0);
    return 10 * i + k;
}

static async int fails_at(int i, int bad)
{
    alive++;
    defer { alive--; await async_sleep(0); }
    await async_sleep(i == bad ? 2 : 1000);
    async_raise(ASYNC_EIO + 0 * i);
}

static async void row(int rows[3][4], int i)
{
    await async_map(2, int k, 4, rows[i][k] = cell(i, k));
}

static async void nested(void)
{
    int rows[3][4], sum = 0, statuses[4];

    await async_map(0, size_t i, 3, async_map(2, int k, 4, rows[i][k] = cell((int)i, k)));
    for (int i = 0; i < 3; i++)
        for (int k = 0; k < 4; k++) sum += rows[i][k];
    printf("%d\n", sum);                                 // expect: 138
    memset(rows, 0, sizeof rows);
    await async_gather(async_map(1, int i, 3, row(rows, i)), twice(1));
    printf("%d %d\n", rows[2][3], rows[1][0]);           // expect: 23 10
    await async_map(0, int i, 4, statuses[i] = async_try(fails_at(i, i)));
    printf("%s %d\n", async_status_name(statuses[3]), alive); // expect: EIO 0
}

static async void own_locals(void)
{
    int sum[5];

    await async_map(2, const short i, 5, sum[i] = twice(({ int a = await twice(i); defer alive += 0; a + 1; })));
    for (int i = 0; i < 5; i++) printf("%d ", sum[i]);
    puts("");                                            // expect: 2 6 10 14 18
}

static async void early(void)
{
    int st = await async_try(async_map(0, int i, 5, fails_at(i, 3)));
    printf("%s %d\n", async_status_name(st), alive);     // expect: EIO 0
    st = await async_wait_for(3, async_map(3, int i, 50, fails_at(i, -1)));
    printf("%s %d\n", async_status_name(st), alive);     // expect: ETIMEDOUT 0
    int first = await async_race(async_sleep(1), async_map(2, int i, 9, fails_at(i, -1)));
    printf("%d %d\n", first, alive);                     // expect: 0 0
    async_timeout (1000) {
        await async_map(0, int i, 0, fails_at(i, 0));
        await async_map(-1, int i, -3, fails_at(i, 0));
    }
}

static int immediate;

static async void at_once(int64_t i)
{
    immediate += (int)(i & 1);
}

static async void cancelled_in_the_middle(void)
{
    await async_map(2, int i, 1000, fails_at(i, -1));
    puts("not reached");
}

static async int whole(void)
{
    await nested();
    await own_locals();
    await early();
    await async_map(3, int64_t i, 100000, at_once(i));
    printf("%d\n", immediate);                           // expect: 50000
    async_task(void) t = async_spawn(cancelled_in_the_middle());
    await async_sleep(1);
    async_cancel(t);
    printf("%s %d\n", async_status_name(await async_try(*t)), alive); // expect: ECANCELED 0
    async_release(t);
    return 0;
}

int main(void)
{
    int from_plain[3] = { 0 }, offset = 1, status;

    status = async_run(whole());
    printf("%d\n", status);                              // expect: 0
    status = async_run(async_map(0, int i, 3, from_plain[i] = twice(i + offset)));
    printf("%d %d %d %d\n", status, from_plain[0], from_plain[1], from_plain[2]); // expect: 0 2 4 6
    return 0;
}
