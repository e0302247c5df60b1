// Awaits in what macros of C's library and everyday macros of programs make of their arguments.
// plain: same
#include <asyncc.h>
#include <assert.h>
#include <errno.h>
#include <stddef.h>
#include <stdio.h>
#include <stdarg.h>
#include <sys/select.h>
static async int f(int n) { await async_sleep(0); return n; }
static async int g(int n) { return n; }
#define DEFINE(name, op) async int name(int a, int b) { return await f(a) op await f(b); }
#define ALL(X) X(add, +) X(sub, -) X(mul, *)
ALL(DEFINE)
#define TRY(e) do { int rc_ = (e); if (rc_ < 0) return rc_; } while (0)
#define FOREACH(v, n) for (int v = 0; v < (n); v++)

#define SWAP(a, b) do { __typeof__(a) tmp_ = a; a = await f(b); b = tmp_; } while (0)
#define GOTO_IF(c, l) if (await f(c)) goto l
#define OPT(x, ...) await f(x __VA_OPT__(+) __VA_ARGS__)
#define MAX(a, b) ({ __auto_type a_ = (a); __auto_type b_ = (b); a_ > b_ ? a_ : b_; })
struct s { int a; struct { int b : 5, c; } in; int arr[4]; };
static int sumv(int n, ...)
{
    va_list ap;
    int t = 0;
    va_start(ap, n);
    while (n--) t += va_arg(ap, int);
    va_end(ap);
    return t;
}
async int tryit(int x) { TRY(await f(x)); TRY(await g(x - 1)); return 7; }
async int main(void)
{
    int x = await f(3);
    printf("%d %d %d\n", await add(1, 2), await sub(5, 3), await mul(3, 4));
    printf("%d\n", _Generic(x, int: await f(1), char: await f(2), default: 3));
    printf("%d\n", _Generic((char)1, int: await f(1), char: (await f(2)) + x, default: 3));
    printf("%d\n", await f(0) ?: await f(9));
    printf("%d\n", await f(4) ?: await f(9));
    switch (await f(7)) { case 1 ... 5: puts("no"); break; case 6 ... 9: await f(1);
    puts("range"); break; }
    puts("");
    __auto_type q = await f(12);
    __auto_type ptr = &q;
    await f(0);
    printf("%d\n", *ptr);
    assert(await f(1) == 1 && "ok");
    errno = 0; errno = await f(5); int e = errno; printf("%d\n", e);
    struct s *sp = &(struct s){ .in = { .b = await f(2), .c = await f(3) },
           .arr = { [2] = await f(8), [3] = 1 } };
    await f(0);
    printf("%d %d %zu %d %d\n", sp->in.b, sp->in.c, offsetof(struct s, in), sp->arr[2], sp->arr[3]);
    fd_set set; FD_ZERO(&set); FD_SET(await f(3), &set);
    printf("%d %d\n", FD_ISSET(await f(3), &set) != 0, FD_ISSET(4, &set) != 0);
    printf("%d\n", sumv(await f(3), await f(1), 2, await f(3)));
    printf("%d %d\n", await tryit(-5), await tryit(1));
    FOREACH(i, await f(2)) { FOREACH(j, 2) printf("%d%d ", i, await f(j)); }
    puts("");
    int a = 1, b = 2; SWAP(a, b); printf("%d %d\n", a, b);
    printf("%d %d\n", OPT(1), OPT(1, 2));
    printf("%d\n", MAX(await f(3), await f(5)));
    GOTO_IF(1, out);
    puts("not here");
out:;
    int *volatile vp = &x; *vp = await f(*vp + 1); printf("%d\n", x);
    _Complex double z = await f(2) + 1.0i; await f(0); printf("%g\n", __imag__ z + __real__ z);
    typedef int row[x]; row r; r[await f(1)] = 4; await f(0);
    printf("%d %d\n", r[1], (int)(sizeof r / sizeof *r));
    { static int count = 3; count += await f(1); printf("%d\n", count); }
    do { if (await f(1)) continue; puts("no"); } while (await f(0));
    while (({ int k = await f(x--); k > 2; })) printf("w");
    puts("");
    return 0;
}
/* expect:
3 2 12
1
5
9
4
range

12
5
2 3 4 8 1
1 0
6
-5 7
00 01 10 11 
2 1
1 3
5
4
3
4 4
4
ww
*/
