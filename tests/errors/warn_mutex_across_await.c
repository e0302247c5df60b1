#include <asyncc.h>
#include <pthread.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static int count;

static async int held(void)
{
    pthread_mutex_lock(&mutex);
    count++;
    await async_sleep(1);                   // warning: mutex
    pthread_mutex_unlock(&mutex);
    return count;
}

static async int released(void)
{
    await async_sleep(1);
    pthread_mutex_lock(&mutex);
    count++;
    pthread_mutex_unlock(&mutex);
    await async_sleep(1);
    return count;
}

async int main(void) { return await held() + await released(); }
