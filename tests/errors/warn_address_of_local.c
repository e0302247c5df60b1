#include <asyncc.h>

struct pair { int one, two[2]; };

static async void fill(int *to) { await async_sleep(1); *to = 3; }
static async void fill_all(int n, struct pair *to) { await async_sleep(n); to->one = n; }

static async void starts(struct pair given, struct pair *from_outside)
{
    int local = 0, several[4] = {0};
    struct pair own = {0};
    static int lasting;
    async_detach(fill(&local));             // warning: local-escapes|'local'
    async_detach(fill(several));            // warning: 'several'
    async_detach(fill(&several[2]));        // warning: 'several'
    async_detach(fill(own.two));            // warning: 'own'
    async_detach(fill(&given.two[1]));      // warning: 'given'
    async_detach(fill_all(1, &own));        // warning: 'own'
    async_detach(fill(&lasting));
    async_detach(fill(&from_outside->one));
    async_detach(fill(from_outside->two));
}

static async void releases(void)
{
    int local = 0;
    async_release(async_spawn(fill(&local)));           // warning: 'local'
    async_task(void) t = async_spawn(fill(&local));     // warning: 'local'
    async_task(void) u;
    u = async_create(fill(&local));                     // warning: 'local'
    async_start(u);
    async_set_name(t, "t");
    async_release(t);
    async_cancel(u);
}

static async void *hands_back(void)
{
    int local = 0;
    return async_spawn(fill(&local));                   // warning: 'local'
}

static async int waits(void)
{
    int local = 0, many[3] = {0};
    async_task(void) t = async_spawn(fill(&local));
    async_task(void) some[2] = {async_spawn(fill(&many[0])), NULL};
    some[1] = async_spawn(fill(&many[1]));
    await async_join(t);
    await async_gather_tasks(some, 2);
    for (int i = 0; i < 2; i++) async_release(some[i]);
    await async_join(async_spawn(fill(&local)));
    async_group(g) { async_spawn_in(g, fill(&local)); }
    await fill(&local);
    return local + many[0];
}

async int main(void)
{
    struct pair outer = {0};
    await starts(outer, &outer);
    await releases();
    await async_join((async_task(void))await hands_back());
    return await waits();
}
