/* async_blocking: callees and arguments of all kinds, in their order; errno; cancellation */
#include <asyncc.h>
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct point { int x, y; };
enum colour { RED, GREEN };
typedef int (*binary_fn)(int, int);
struct table { binary_fn fn; const char *name; };

static int calls;

static void nothing(void) { calls++; }
static int zero(void) { return 7; }
static int add(int a, int b) { return a + b; }
static int mul(int a, int b) { return a * b; }
static struct point move(struct point p, const struct point *by, enum colour c)
{
    return (struct point){ p.x + by->x, p.y + by->y + c };
}
static const char *second(const char *const names[], size_t n) { return n > 1 ? names[1] : ""; }
static long double half(long double x) { return x / 2; }
static int is_null(const void *p) { return p == NULL; }
static int apply(int (*fn)(int, int), int a) { return fn(a, a); }
static unsigned char narrow(unsigned char c) { return (unsigned char)(c + 1); }
static int sum(const int *v, int n) { int s = 0; while (n-- > 0) s += v[n]; return s; }
static int untouched(int x) { return x; }
static atomic_int begun, released;
static int slow(int *p) { for (begun = 1; !released;) usleep(1000); return ++*p; }
static inline double twice(double x) { return x * 2; }
#define CALL(f, x) f((x), 1)

static async int number(int v) { await async_sleep(0); printf("n%d ", v); return v; }
static int note(int v) { printf("v%d ", v); return v; }

static async void arguments(void)
{
    struct table t = { mul, "t" }, *p = &t;
    binary_fn op = add;
    int v[3] = { 1, 2, 3 };
    const char *const names[] = { "a", "b" };
    char text[16];

    await async_blocking(nothing());
    await async_blocking(snprintf(text, sizeof text, "%d-%s-%c", 5, "s", 'x'));
    printf("%d %s\n", calls, text);                                     // expect: 1 5-s-x
    printf("%d %d ", await async_blocking(op(2, 3)), await async_blocking(p->fn(2, 3)));
    printf("%d\n", await async_blocking((*t.fn)(await number(4), 5)));  // expect: 5 6 n4 20
    struct point to = await async_blocking(move((struct point){ 1, 2 }, &(struct point){ 3, 4 }, GREEN));
    printf("%d %d\n", to.x, to.y);                                      // expect: 4 7
    printf("%s %.1f\n", await async_blocking(second(names, 2)),
           (double)await async_blocking(half(5)));                      // expect: b 2.5
    printf("%d%d ", await async_blocking(is_null(0)), await async_blocking(is_null(NULL)));
    printf("%d\n", await async_blocking(apply(add, 4)));                // expect: 11 8
    printf("%d %d ", await async_blocking(narrow(44)), await async_blocking(sum(v, 3)));
    printf("%zu\n", await async_blocking(strlen(p->name)));             // expect: 45 6 1
    printf("%d %.1f\n", await async_blocking(CALL(add, 1)),
           await async_blocking(twice(1.5)));                           // expect: 2 3.0
}

static async void order(void)
{
    printf("= %d\n", await async_blocking(add(note(1), await number(2))) + note(3));
    printf("= %d\n", await async_blocking(add(await async_blocking(mul(2, 3)), await async_blocking(zero()))));
    for (int i = 0; i < 3; i++) printf("%d ", await async_blocking(add(i, i)));
    printf("\n");
}

static async void own_types(void)
{
    struct local { int n; } in = { 3 };
    struct local *(*same)(struct local *) = NULL;
    (void)same;
    printf("%d\n", await async_blocking(untouched(in.n)));
}

static async void combined(void)
{
    int a = 0, b = 0, st;

    await async_gather(a = async_blocking(add(1, 2)), b = async_try(async_blocking(nothing())));
    printf("%d %d ", a, b);
    st = await async_try(a = async_blocking(mul(4, 5)));
    printf("%d %d ", st, a);
    async_task(int) t = async_spawn(number(1));
    printf("%d\n", await async_race(async_blocking(usleep(20000)), *t));
    async_release(t);
}

static async void keeps_errno(void)
{
    errno = EINTR;
    await async_blocking(untouched(1));
    printf("%d ", errno == EINTR);
    int st = await async_blocking(close(-1));
    printf("%d %d\n", st, errno == EBADF);
}

static async void runs(int *p)
{
    defer printf("left %d ", *p);
    await async_blocking(slow(p));
    printf("never ");
}

/* A call that has begun is waited for; one that comes after a cancellation is not made. */
static async void cancelled(void)
{
    int n = 0;

    begun = 0;
    async_task(void) t = async_spawn(runs(&n));
    while (!begun) await async_sleep(1);
    async_cancel(t);
    await async_sleep(1);       /* the call goes on */
    released = 1;
    printf("%s ", async_status_name(await async_try(*t)));
    async_release(t);
    async_cancel(async_self());
    defer printf("n%d\n", n);
    await async_blocking(slow(&n));
}

async int main(void)
{
    await arguments();
    await order();
    // expect: v1 n2 v3 = 6
    // expect: = 13
    // expect: 0 2 4
    await own_types();          // expect: 3
    await combined();           // expect: 3 0 0 20 n1 1
    await keeps_errno();        // expect: 1 -1 1
    async_task(void) t = async_spawn(cancelled());
    await async_try(*t);        // expect: left 1 ECANCELED n1
    async_release(t);
    return 0;
}
