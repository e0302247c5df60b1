/*
 * The ways between states that a picture shows. The comment above a function has a line for each:
 * from, to, and what holds on it; `raise` is what unwinds.
 */
#include <asyncc.h>

async int get(int n);

/*
 * 0 -> 1
 * 1 -> return: get(...) > 3
 * 1 -> 2: !(get(...) > 3)
 * 1 -> raise
 * 2 -> return
 * 2 -> raise
 */
async int branch(int a)
{
    if (await get(a) > 3) return 1;
    return await get(a + 1);
}

/*
 * 0 -> 1
 * 1 -> return: !((n = get(...)) > 0)
 * 1 -> 1: (n = get(...)) > 0 && n == 7
 * 1 -> 2: (n = get(...)) > 0 && !(n == 7)
 * 1 -> raise
 * 2 -> 1
 * 2 -> raise
 */
async void head(int a)
{
    int n;

    while ((n = /* comments go */ await get(a)) > 0) {
        if (n == 7) continue;
        await get(n);
    }
}

/*
 * 0 -> return: !a
 * 0 -> 1: a
 * 1 -> 1: --a
 * 1 -> return: !(--a)
 * 1 -> raise
 */
async void plain_head(int a)
{
    if (!a) return;
    do {
        await get(a);
    } while (--a);
}

/*
 * 0 -> 1: a > 0
 * 0 -> return: !(a > 0)
 * 1 -> return: get(...) < 0
 * 1 -> 1: !(get(...) < 0) && a > 0
 * 1 -> raise
 */
async void deferred(int a)
{
    static int closed;

    for (; a > 0; a--) {
        defer closed++;
        if (await get(a) < 0) return;
    }
}

/*
 * 0 -> 1: case 1
 * 0 -> 2: case 2 ... 4
 * 0 -> return: default
 * 1 -> return
 * 1 -> raise
 * 2 -> return
 * 2 -> raise
 */
async int cases(int a)
{
    switch (a) {
    case 1: return await get(a);
    case 2 ... 4: await get(2); break;
    default: return 9;
    }
    return 0;
}

/*
 * 0 -> return: !(i < n)
 * 0 -> 1: i < n
 * 1 -> return: !(i < n)
 * 1 -> 1: i < n
 * 1 -> raise
 */
generator(int) void numbers(int n)
{
    for (int i = 0; i < n; i++) yield i;
}

/*
 * 0 -> return: no more values
 * 0 -> raise: no more values
 * 0 -> 1: a value
 * 1 -> return: no more values
 * 1 -> raise: no more values
 * 1 -> 1: a value
 * 1 -> raise
 */
async void over(int n)
{
    async_for (int i, numbers(n)) await get(i);
}

/*
 * 0 -> 1
 * 1 -> raise: n < 0
 * 1 -> return: !(n < 0)
 * 1 -> raise
 */
async int raises(int a)
{
    int n = await get(a);

    if (n < 0) async_raise(n);
    return n;
}
