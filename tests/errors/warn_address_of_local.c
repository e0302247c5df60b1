// not yet: no warning of an address of a local that a task may outlive
#include <asyncc.h>

static async void fill(int *to) { await async_sleep(1); *to = 3; }

static async void starts(void)
{
    int local = 0;
    async_detach(fill(&local));             // warning: local
}

async int main(void)
{
    static int lasting;
    int local = 0;
    async_task(void) t = async_spawn(fill(&local));     // warning: local
    async_detach(fill(&lasting));
    await async_join(t);
    await fill(&local);
    await starts();
    return local;
}
