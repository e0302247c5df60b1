/* Two loops in two threads, each with tasks that wait. */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

static async_event_t ready = ASYNC_EVENT_INIT;
static async_semaphore_t semaphore = ASYNC_SEMAPHORE_INIT(3);
static async_lock_t lock = ASYNC_LOCK_INIT;
static async_condition_t condition = ASYNC_CONDITION_INIT(&lock);
static async_barrier_t barrier = ASYNC_BARRIER_INIT(2);
static async_future(int) future;

static async void rest(int far)
{
    int deeper = far * 2;
    await async_sleep(10000);
    (void)deeper;
}

static async void far_away(int number) { await rest(number + 1); }

static void *other_thread(void *arg)
{
    async_run(far_away(41));
    return arg;
}

static async void waits(void) { await async_event_wait(&ready); }
static async void meets(void) { await async_barrier_wait(&barrier); }
static async void looks(void) { await *future; }

async int main(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, other_thread, NULL);
    future = async_future_new(int);
    async_detach(waits());
    async_detach(meets());
    async_detach(looks());
    async_condition_notify_all(&condition);
    await async_semaphore_acquire(&semaphore);
    await async_sleep(200);
    abort();
}
