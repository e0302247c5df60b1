// exit: -6
// leaks: ok
// stderr: asyncc: async_condition_wait without its lock
#include <asyncc.h>
#include <asyncc/sync.h>

async int main(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    async_condition_t c = ASYNC_CONDITION_INIT(&l);
    await async_condition_wait(&c);
    return 0;
}
