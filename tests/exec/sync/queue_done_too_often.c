// exit: -6
// leaks: ok
// stderr: asyncc: async_task_done called too many times
#include <asyncc.h>
#include <asyncc/sync.h>

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 0);
    async_try_put(q, 1);
    async_task_done(q);
    async_task_done(q);
    return 0;
}
