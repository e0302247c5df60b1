/* what # and ## are given: names of the compiler's and of system headers that reach them by a macro */
// plain: same
#include <asyncc.h>
#include <limits.h>
#include <stdio.h>
#include <string.h>

#define S_(...) #__VA_ARGS__
#define S(...) S_(__VA_ARGS__)
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
#define AT S(__LINE__)
#define LOG(x) printf("%s %d\n", AT, x)
#define FROM(x) printf("%d %d\n", strcmp(S(__FILE__) + 1, __FILE__) > 0, x)
#define TEMP(v) int CAT(t_, __LINE__) = v
#define HERE(x) printf("%s %s %d\n", S_(__LINE__), S(__LINE__, x), x)
#define WIDE(x) CAT(x, CHAR_BIT)
#define NAMED(text, x) printf("%s %d\n", text, x)

static async int f(int v)
{
    await async_sleep(0);
    return v;
}

async int main(void)
{
    int a8 = 5;
    LOG(await f(1));                                        // expect: 29 1
    printf("%s %d\n", S(__LINE__), await f(2));             // expect: 30 2
    int line = await f(0); puts(AT); LOG(line);             // expect: 31
    // expect: 31 0
    FROM(await f(1));                                       // expect: 1 1
    line = await f(7); HERE(7);
    // expect: __LINE__ 34, 7 7
    TEMP(await f(1));
    TEMP(2);
    printf("%d\n", t_36 + t_37);                            // expect: 3
    printf("%d\n", WIDE(a) + await f(1));                   // expect: 6
    NAMED(S(CHAR_BIT CAT(__LI, NE__) S), await f(3));       // expect: 8 40 S 3
    NAMED(S(__STDC__), await f(4));                         // expect: 1 4
    return 0;
}
