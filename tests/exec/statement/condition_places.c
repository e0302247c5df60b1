// Conditions of the preprocessor whose lines stand inside what is rewritten.
#include <asyncc.h>
#include <stdio.h>
#define YES 1

static async int f(int v)
{
    await async_sleep(0);
    return v;
}

static int add(int a, int b, int c) { return a + b + c; }

#define SUM(a, b) (await f(a) + await f(b))

static async int heads(int a,
#ifdef NO
                       int b
#else
                       int c
#endif
)
#ifdef YES
{
    await async_sleep(0);
    return a + c;
}
#else
{
    return a;
}
#endif

#ifdef NO
static async int between(void) { return 0;
#else
static async int between(void) { await async_sleep(0); return 3;
#endif
}

static int plain(int n)
{
#if 1
    defer
#else
    if (n)
#endif
        puts("plain"); // expect: plain
    return n
#ifdef NO
        + 1
#endif
        ;
}

static async void expressions(int t)
{
    t = add(await f(1),
#ifdef NO
            await f(2),
#else
            await f(3),
#endif
            4);
    printf("%d\n", t); // expect: 8
    t = await f(1) +
#if defined NO
        5
#elif 1 // the one
        6
#else
        7
#endif
        ;
    printf("%d\n", t); // expect: 7
    t = SUM(1,
#ifdef NO
            2
#else
            3
#endif
    );
    printf("%d\n", t); // expect: 4
    t = add(1, /* simple */
#ifdef NO
            2,
#else
            3,
#endif
            4);
    printf("%d\n", t); // expect: 8
}

static async void declarations(int t)
{
    int list[] = {
        1,
#ifdef NO
        2,
#endif
        await f(3),
#ifdef YES
#if 0
        5,
#else
        4,
#endif
#endif
    };
    int plain[] = {
        1,
#ifdef NO
        2,
#endif
        t};
    struct local {
        int a;
#ifdef NO
        int b;
#endif
        int c;
    } l = {1, 2};
    int a = 1,
#ifdef NO
        b = 2,
#else
        b = 3,
#endif
        c = 4;
    await f(1);
    printf("%d %d %d\n", list[1], list[2], plain[1]); // expect: 3 4 7
    printf("%d %d %d %d\n", l.c, a, b, c); // expect: 2 1 3 4
}

static async void statements(int t)
{
#ifdef YES
    if (await f(1))
#else
    if (t)
#endif
        puts("then"); // expect: then
#ifdef NO
    else if (await f(2))
        puts("never");
#endif
    else
        puts("else");
    if (t
#ifdef YES
        && await f(1)
#endif
    ) {
        puts("and"); // expect: and
    }
    switch (await f(2)) {
#ifdef NO
    case 1: puts("one"); break;
#endif
#ifdef YES
    case 2: await f(1);
#endif
        puts("two"); // expect: two
        break;
#ifdef NO
    default: puts("default");
#endif
    }
    {
#ifdef NO
        puts("never");
#endif
    }
    {
#ifdef YES
        await f(1);
#endif
    }
    goto out;
out:
#ifdef NO
    puts("never");
#else
    await f(1);
#endif
    do
#ifdef NO
        puts("never");
#else
        await f(1);
#endif
    while (await f(0));
}

static async void loops(int t)
{
    int sum = 0;

    for (int i = 0; i < await f(2);
#ifdef NO
         i--
#else
         i++
#endif
    ) {
        sum += await f(i + 1);
#ifdef NO
        continue;
#endif
    }
    printf("%d\n", sum); // expect: 3
    while (t--
#ifdef YES
           > await f(6)
#endif
    )
        puts("loop"); // expect: loop
}

async int main(void)
{
    plain(1);
    await expressions(0);
    await declarations(7);
    await statements(7);
    await loops(7);
    defer
#ifdef YES
        puts("deferred"); // expect: deferred
#else
        puts("not");
#endif
    return
#ifdef YES
        await heads(1, -4) + await between()
#else
        7
#endif
        ;
}
