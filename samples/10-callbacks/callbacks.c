/*
 * Tasks have results, and can call back when they are done: callbacks run from the loop, with an
 * argument of your own.
 */
#include <asyncc.h>
#include <stdio.h>

static async int square(int n)
{
    await async_sleep(n * 100);
    if (n == 3) async_raise(ASYNC_ERANGE);
    return n * n;
}

/* Called for each task that is done, whatever became of it. */
static void print_result(void *task, void *arg)
{
    const char *label = arg;

    if (async_status(task) == 0) printf("%s: %d\n", label, *(int *)task);
    else printf("%s: no result, %s\n", label, async_status_message(async_status(task)));
}

typedef struct tally {
    int done, left;
} tally_t;

static void count(void *task, void *arg)
{
    tally_t *tally = arg;

    (void)task;
    tally->done++;
    printf("(%d done, %d to go)\n", tally->done, --tally->left);
}

async int main(void)
{
    async_task(int) tasks[] = { async_spawn(square(2)), async_spawn(square(3)),
                                async_spawn(square(1)) };
    char *labels[] = { "the first", "the second", "the third" };
    tally_t tally = { 0, 3 };

    for (int i = 0; i < 3; i++) {
        async_on_done(tasks[i], print_result, labels[i]);
        async_on_done(tasks[i], count, &tally);
    }
    await async_wait(tasks, 3, ASYNC_ALL_COMPLETED, -1);

    /* The results are still there, for whoever asks. */
    printf("%d\n", async_result(tasks[0]));
    for (int i = 0; i < 3; i++) async_release(tasks[i]);
    return 0;
}
