/* the branch that loses a race had an item promised, or was about to put one: nothing is lost or doubled */
// env: ASYNC_VIRTUAL_TIME=1
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 0), r = async_queue_new(int, 1);
    int got = 0, put = 0;
    for (int i = 0; i < 100; i++) {
        int a = 0, b = 0;
        if (i % 3 == 0) async_try_put(q, 1), put++;
        if (i % 2 == 0 && async_try_put(r, 1)) put++;
        (void)await async_race(a = async_get(q), b = async_get(r), async_sleep(i % 4));
        got += a + b;
    }
    printf("%d\n", put - got - (int)async_queue_len(q) - (int)async_queue_len(r));     // expect: 0
    async_queue_free(q);
    async_queue_free(r);
    return 0;
}
