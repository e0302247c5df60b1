// caught: compile mutex-across-await
#include <asyncc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
async int main(void)
{
    pthread_mutex_lock(&m);
    await async_sleep(1);
    pthread_mutex_unlock(&m);
    return 0;
}
