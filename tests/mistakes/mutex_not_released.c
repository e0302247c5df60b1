// caught: compile lock-leak
#include <asyncc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static pthread_mutex_t m = PTHREAD_MUTEX_INITIALIZER;
async int main(int argc, char **argv)
{
    (void)argv;
    pthread_mutex_lock(&m);
    if (argc > 1) return 1;
    pthread_mutex_unlock(&m);
    return 0;
}
