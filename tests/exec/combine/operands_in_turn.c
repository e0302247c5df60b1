/* an operand is evaluated when it is its turn to start; what suspends in it is the child's */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <stdio.h>

static int n, log_at;
static char text[64];

static int note(char c)
{
    text[log_at++] = c;
    text[log_at] = 0;
    return c;
}

static async int step(char c, int ms)
{
    note(c);
    if (ms >= 0) await async_sleep((uint64_t)ms);
    note((char)(c - 'a' + 'A'));
    return c;
}

static async int fails(int code)
{
    async_raise(code);
}

static void shown(const char *what)
{
    printf("%s: %s\n", what, text);
    log_at = 0;
}

async int main(void)
{
    int a, b = 0, v[4] = { 0 }, st;

    await async_gather(a = step('a', 2), b = step((char)note('b'), 0));
    shown("turns"); // expect: turns: abbBA
    await async_gather(a = step('a', 5), b = step((char)await step('b', 0), 0));
    shown("an await in an argument"); // expect: an await in an argument: abBbBA
    printf("%c %c\n", a, b); // expect: a b
    await async_gather(v[n++] = step('a', 1), v[n++] = step('b', 0), v[await step('c', 0) - 'c' + 3] = step('d', -1));
    printf("%d %c %c %c\n", n, v[0], v[1], v[3]); // expect: 2 a b d
    log_at = 0;
    b = await async_race(a = step('a', -1), a = step((char)note('b'), 0));
    shown("never started, never evaluated"); // expect: never started, never evaluated: aA
    st = await async_try(async_gather(a = step('a', 100), b = step((char)await fails(ASYNC_EIO), 0)));
    printf("%s\n", async_status_name(st)); // expect: EIO
    shown("raised in an argument"); // expect: raised in an argument: a
    st = await async_wait_for(1, a = step((char)await step('a', 100), 0));
    printf("%s\n", async_status_name(st)); // expect: ETIMEDOUT
    shown("a clock over the arguments"); // expect: a clock over the arguments: a
    async_task(int) t[2] = { async_spawn(step('a', 1)), async_spawn(step('b', 2)) };
    int i = 0;
    await async_gather(v[0] = *t[i++], v[1] = *t[i++]);
    printf("%c %c\n", v[0], v[1]); // expect: a b
    async_release(t[0]);
    async_release(t[1]);
    return 0;
}
