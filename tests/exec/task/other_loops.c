/* tasks on another thread's loop: results, statuses, cancellation, handles given up; workers */
// stderr: ^asyncc: task 'work' \(.*\) ended with EPERM .*, and nobody looked at it\n$
#include <asyncc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

struct pair { int a, b; };

static async_loop_t *loop;
static async_timer_t *keep;
static atomic_int left, sum;

static void noop(void *arg) { (void)arg; }
static void *run(void *arg) { async_loop_run(arg); return NULL; }

static void quit(void *arg)
{
    async_call_cancel(keep);
    async_loop_stop(arg);
}

static async int work(int ms, int code)
{
    defer left++;
    await async_sleep(ms);
    if (code) async_raise(code);
    return ms * 2;
}

static async struct pair both(int a, struct pair p)
{
    await async_sleep(1);
    return (struct pair){ a + p.a, a + p.b };
}

static async void nothing(void) { }

static async int thread_index(int index)
{
    await async_sleep(2);
    sum += index + 1;
    if (index == 2) async_raise(ASYNC_EIO);
    return index == 1 ? 7 : 0;
}

static async int fine(int index)
{
    (void)index;
    await async_sleep(0);
    return 0;
}

static const char *name(int status) { return async_status_name(status); }

static void from_here(void)
{
    async_task(struct pair) p = async_spawn_on(loop, both(1, (struct pair){ 2, 3 }));
    async_task(void) v = async_spawn_on(loop, nothing());
    async_task(int) c = async_spawn_on(loop, work(60000, 0));
    async_task(int) f = async_spawn_on(loop, work(1, ASYNC_EIO));

    printf("%d ", async_block_on(p, -1));
    printf("%d %d ", async_result(p).a, async_result(p).b);
    printf("%d ", async_block_on(v, 5000));
    printf("%s ", name(async_block_on(c, 5)));
    printf("%d ", async_done(c));
    printf("%d ", async_cancel(c));
    printf("%s ", name(async_block_on(c, 5000)));
    printf("%d %d ", async_cancel(c), async_state(c) == ASYNC_CANCELED);
    printf("%s %s\n", name(async_block_on(f, -1)), async_name(f));
    async_retain(p);
    async_release(p);
    async_release(p);
    async_release(v);
    async_release(c);
    async_release(f);
}

/* Nobody waits for these: the task goes on, and reports what nobody looked at. */
static void given_up(void)
{
    int before = left;

    async_release(async_spawn_on(loop, work(1, 0)));
    async_release(async_spawn_on(loop, work(1, ASYNC_EPERM)));
    async_task(int) last = async_spawn_on(loop, work(10, 0));
    printf("%d ", async_block_on(last, -1));
    printf("%d\n", left - before);
    async_release(last);
}

static async void from_a_coroutine(void)
{
    async_task(int) t = async_spawn_on(loop, work(3, 0));

    printf("%s ", name(await async_try(*t)));
    printf("%d ", await async_blocking(async_block_on(t, -1)));
    printf("%d ", async_result(t));
    async_task(int) own = async_spawn_on(async_loop_current(), work(1, 0));
    printf("%s ", name(async_block_on(own, -1)));
    while (!async_done(own)) await async_sleep(1);
    printf("%d\n", async_result(own));
    async_release(t);
    async_release(own);
}

/* A loop that is closed before it has run: the task never starts. */
static void never_started(void)
{
    async_loop_t *other = async_loop_new();
    async_task(int) t = async_spawn_on(other, work(1, 0));

    async_cancel(t);
    printf("%d ", async_loop_close(other));
    printf("%s\n", name(async_block_on(t, -1)));
    async_release(t);
}

int main(void)
{
    pthread_t thread;

    loop = async_loop_new();
    keep = async_call_later(loop, 60000, noop, NULL);
    pthread_create(&thread, NULL, run, loop);
    from_here();                            // expect: 0 3 4 0 ETIMEDOUT 0 1 ECANCELED 0 1 EIO work
    given_up();                             // expect: 0 3
    async_run(from_a_coroutine());          // expect: EINVAL 0 6 EINVAL 2
    async_call_soon_threadsafe(loop, quit, loop);
    pthread_join(thread, NULL);
    printf("%d\n", async_loop_close(loop)); // expect: 0
    never_started();                        // expect: 0 ECANCELED
    printf("%d ", async_workers(4, thread_index));
    printf("%d ", sum);
    printf("%d %d\n", async_workers(2, fine), async_workers(0, fine));  // expect: 7 10 0 0
    return 0;
}
