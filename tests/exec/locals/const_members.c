// What has a const member cannot be assigned, but passed, returned, kept and yielded.
// plain: same
#include <asyncc.h>
#include <stdio.h>

struct fixed {
    const int id;
    int value;
};
union part {
    int all;
    const struct { short low, high; } half;
};

static async struct fixed make(int id, int value)
{
    struct fixed made = {id, value};
    await async_sleep(0);
    return made;
}

static async struct fixed later(struct fixed from, int depth)
{
    if (depth) return await later(from, depth - 1);
    return from.id > 1 ? from : await make(from.id + 1, from.value);
}

static async int sum(struct fixed a, union part b, struct fixed c)
{
    await async_sleep(0);
    return a.id + a.value + b.half.low + c.id;
}

async struct fixed hidden(int id)
{
    await async_sleep(0);
    return (struct fixed){.id = id, .value = 9};
}

async int main(void)
{
    struct fixed first = await make(1, 10);
    union part part = {3};
    await async_sleep(0);
    struct fixed second = await later(first, 3), third = {7, await sum(first, part, second)};
    await async_sleep(0);
    printf("%d %d %d\n", first.id, second.id, third.value);           // expect: 1 2 16
    for (int i = 0; i < 2; i++) {
        const struct fixed again = i ? await make(i, i) : await hidden(i);
        await async_sleep(0);
        printf("%d %d\n", again.id, again.value);
    }
    // expect: 0 9
    // expect: 1 1
    struct fixed (*plain)[1] = &(struct fixed[1]){await make(4, 5)};
    await async_sleep(0);
    printf("%d\n", (*plain)->value + (await hidden(2)).id);            // expect: 7
    return 0;
}
