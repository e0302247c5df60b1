/* the function's name and the text of arguments are the user's, reached through macros too */
// plain: same
// exit: -6
// stderr: names_in_macros.c:47: .*checked.*: Assertion `value > limit' failed
#include <asyncc.h>
#include <assert.h>
#include <stdio.h>
#include <string.h>

#define STRING(x) #x
#define INDIRECT(x) STRING(x)
#define HERE __func__
#define LOG(...) log_line(__func__, __LINE__, __VA_ARGS__)
#define SHOW(x) printf("%s: %s = %d\n", HERE, #x, (x))
#define CHECK(c) ((c) ? 0 : printf("%s: %s\n", __FUNCTION__, INDIRECT(c)))
#define NAME name

static void log_line(const char *function, int line, const char *text)
{
    printf("%s %d %s\n", function, line, text);
}

static async int worker(int count)
{
    int name = count + 1;
    SHOW(count);                                // expect: worker: count = 3
    LOG("before");                              // expect: worker 27 before
    await async_sleep(0);
    SHOW(name * 2);                             // expect: worker: name * 2 = 8
    SHOW(NAME);                                 // expect: worker: NAME = 4
    CHECK(count == 4);                          // expect: worker: count == 4
    LOG(STRING(count name));                    // expect: worker 32 count name
    printf("%s %s\n", INDIRECT(count), __func__);   // expect: count worker
    assert(count == 3 && "three");
    struct { int count; } s = { count };
    await async_sleep(0);
    SHOW(s.count);                              // expect: worker: s.count = 3
    printf("%zu\n", sizeof __func__);           // expect: 7
    return name;
}

static async int checked(int value)
{
    int limit = 5;
    await async_sleep(0);
    fflush(stdout);
    assert(value > limit);
    return value;
}

async int main(void)
{
    int v = await worker(3);
    printf("%d\n", v);                          // expect: 4
    v = await checked(6) + await checked(4);
    return v;
}
