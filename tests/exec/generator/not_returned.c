/* async_returned of a generator that has not returned: all bytes are zero, whatever its frame held before */
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

struct big { int a; double b; char text[40]; void *pointer; };

static generator(int) struct big plain(int n)
{
    struct big all;
    memset(&all, 0x55, sizeof all);
    if (n < 0) async_raise(ASYNC_EIO);
    for (int i = 0; i < n; i++) yield i;
    return all;
}

static async generator(int) struct big slow(int n)
{
    struct big all;
    memset(&all, 0x55, sizeof all);
    await async_sleep(0);
    if (n < 0) async_raise(ASYNC_EIO);
    for (int i = 0; i < n; i++) yield i;
    return all;
}

static const char *bytes(const struct big *all)
{
    static const struct big zero, full = {.a = 0x55555555};
    if (memcmp(all, &zero, sizeof zero) == 0) return "zero";
    return all->a == full.a ? "full" : "garbage";
}

async int main(void)
{
    struct big all;

    for (int round = 0; round < 2; round++) {
        async_gen(int) g = async_iter(plain(1)), raises = async_iter(plain(-1)), thrown = async_iter(plain(1));
        printf("%s ", (all = async_returned(struct big, g), bytes(&all)));
        async_next(g);
        printf("%s ", (all = async_returned(struct big, g), bytes(&all)));
        async_next(g);
        printf("%s ", (all = async_returned(struct big, g), bytes(&all)));
        async_next(raises);
        printf("%s ", (all = async_returned(struct big, raises), bytes(&all)));
        async_next(thrown);
        async_throw(thrown, ASYNC_EIO);
        printf("%s\n", (all = async_returned(struct big, thrown), bytes(&all)));
        async_close(g);
        async_close(raises);
        async_close(thrown);
    }
    // expect: zero zero full zero zero
    // expect: zero zero full zero zero
    for (int round = 0; round < 2; round++) {
        async_gen(int) g = async_iter(slow(1)), raises = async_iter(slow(-1));
        printf("%s ", (all = async_returned(struct big, g), bytes(&all)));
        await async_next(g);
        printf("%s ", (all = async_returned(struct big, g), bytes(&all)));
        await async_next(g);
        printf("%s ", (all = async_returned(struct big, g), bytes(&all)));
        await async_next(raises);
        printf("%s\n", (all = async_returned(struct big, raises), bytes(&all)));
        await async_close(g);
        await async_close(raises);
    }
    // expect: zero zero full zero
    // expect: zero zero full zero
    return 0;
}
