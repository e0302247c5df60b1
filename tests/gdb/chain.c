/* Three functions deep, suspended: what gdb has to show of each of them. */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdlib.h>
struct pair { int a; double b; };

static async int inner(int n, const char *word)
{
    int square = n * n;
    char text[8] = "inner";
    struct pair pair = {n, 0.5};
    await async_sleep(300);
    return square + pair.a + text[0] + word[0];
}

async int middle(struct pair p, int times)
{
    long sum = 0;
    for (int i = 7; i < times; i++) {
        unsigned char byte = 200;
        sum += await inner(i, "word") + byte;
    }
    return (int)sum + p.a;
}

static async int outer(int x)
{
    int list[3] = {1, 2, 3};
    int (*function)(int) = abs;
    int got = await middle((struct pair){x, 2.5}, 9);
    return got + list[0] + function(x);
}

static async_lock_t lock = ASYNC_LOCK_INIT;
static async void locks(void) { await async_lock(&lock); async_unlock(&lock); }
static async_queue(int) queue;
static async_task(int) task;

async int main(void)
{
    queue = async_queue_new(int, 4);
    async_try_put(queue, 11);
    async_try_put(queue, 22);
    await async_lock(&lock);
    task = async_spawn(outer(5));
    async_detach(locks());
    async_set_name(task, "the one");
    await async_sleep(5);
    if (getenv("STOP_HERE")) abort();
    async_unlock(&lock);
    async_queue_free(queue);
    int got = await async_join(task);
    return got > 0 ? 0 : 1;
}
