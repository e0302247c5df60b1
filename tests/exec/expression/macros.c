/* macros that hold awaits, declarations, jumps, and the names of locals */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int n(int x) { if (x & 1) await async_sleep(0); return x; }
static async int fails(int x) { await async_sleep(0); return x < 0 ? x : 0; }

#define GET(x) await n(x)
#define TWICE(e) ((e) + (e))
#define DECLARE(type, name, ...) type name = __VA_ARGS__
#define CHECK(call) do { if ((status = await call) < 0) goto out; } while (0)
#define REPEAT(i, count) for (int i = 0; i < (count); i++)
#define COUNT counter
#define EACH(X) X(one, 1) X(two, 2) X(three, 3)
#define DEFINE(name, value) static async int name(void) { await async_sleep(0); return value; }
#define CALL(name, value) total += await name() * 10 + value;
#define PASTE(a, b) a##b
#define NAME(x) #x

EACH(DEFINE)

static async int checked(int a, int b)
{
    int status;
    CHECK(fails(a));
    CHECK(fails(b));
    status = 1;
out:
    return status;
}

async int main(void)
{
    int counter = 0, total = 0, status;

    printf("%d\n", GET(3));                     // expect: 3
    printf("%d\n", TWICE(await n(5)));          // expect: 10
    DECLARE(int, x, await n(4) + 1);
    printf("%d\n", x);                          // expect: 5
    DECLARE(int, v[2], { GET(1), GET(2) });
    printf("%d%d\n", v[0], v[1]);               // expect: 12
    REPEAT(i, GET(3)) COUNT += await n(i);
    printf("%d\n", COUNT);                      // expect: 3
    EACH(CALL)
    printf("%d\n", total);                      // expect: 66
    status = await checked(0, 0);
    printf("%d\n", status);                     // expect: 1
    status = await checked(0, -7);
    printf("%d\n", status);                     // expect: -7
    PASTE(coun, ter) = await PASTE(t, wo)();
    printf("%s %d\n", NAME(await_n), COUNT);    // expect: await_n 2
    return 0;
}
