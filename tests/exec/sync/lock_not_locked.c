// exit: -6
// leaks: ok
// stderr: asyncc: async_unlock of a lock that is not locked
#include <asyncc.h>
#include <asyncc/sync.h>

async int main(void)
{
    async_lock_t l = ASYNC_LOCK_INIT;
    await async_lock(&l);
    async_unlock(&l);
    async_unlock(&l);
    return 0;
}
