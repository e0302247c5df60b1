/* async_blocking: a plain call on the thread pool, while the loop goes on */
#include <asyncc.h>
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

struct result { int a; double b; };

static struct result slow(int us, double x)
{
    usleep((unsigned)us);
    return (struct result){ us, x * 2 };
}

static void note(int *p) { *p = 5; }
static int same_thread(pthread_t t) { return pthread_equal(t, pthread_self()) != 0; }
static int fails(int code) { errno = code; return -1; }

static int length(const char *s)
{
    int n = 0;
    while (s[n]) n++;
    return n;
}

static async void tick(int *count, bool *stop)
{
    while (!*stop) {
        await async_sleep(1);
        ++*count;
    }
}

async int main(void)
{
    int count = 0, k = 0, a = 0, b = 0;
    bool stop = false;
    async_task(void) t = async_spawn(tick(&count, &stop));
    struct result r = await async_blocking(slow(100000, 1.5));
    stop = true;
    await async_join(t);
    printf("%d %.1f %d\n", r.a, r.b, count >= 3);       // expect: 100000 3.0 1
    await async_blocking(note(&k));
    printf("%d\n", k);                                  // expect: 5
    printf("%d\n", await async_blocking(same_thread(pthread_self())));  // expect: 0
    await async_gather(a = async_blocking(length("four")), b = async_blocking(length("seven77")));
    printf("%d %d\n", a, b);                            // expect: 4 7
    k = await async_blocking(fails(ENOENT));
    printf("%d %d\n", k, errno == ENOENT);              // expect: -1 1
    return 0;
}
