#include <asyncc.h>
#include <asyncc/sync.h>

static async void nothing(void) { await async_sleep(0); }
static async int number(void) { await async_sleep(0); return 1; }
static async const char *text(void) { await async_sleep(0); return ""; }
static generator(char *) void words(void) { yield ""; }
static generator(char) void letters(void) { yield 'a'; }
static async generator(int) void ticks(void) { await async_sleep(1); yield 1; }
typedef async_task(double) measured;
struct kept { int n; async_task(double) task; async_gen(long) all; };

static async int take(async_task(int) t) { return await async_join(t); }

static async_task(int) give(void)
{
    return async_spawn(nothing());                                      // error: a task of 'void' is kept as a task of 'int'
}

async int main(void)
{
    async_task(int) t = async_spawn(nothing());                         // error: a task of 'void' is kept as a task of 'int'
    async_task(void) u = async_create(number());                        // error: a task of 'int' is kept as a task of 'void'
    async_gen(double) g = async_iter(letters());                        // error: a generator of 'char' is kept as a generator of 'double'
    async_gen(int) wrong = async_spawn(number());                       // error: a task of 'int' is kept as a generator of 'int'
    async_future(int) f = async_future_new(void);                       // error: a future of 'void' is kept as a future of 'int'
    async_queue(struct kept) q = async_queue_new(void *, 1);            // error: a queue of 'void \*' is kept as a queue of 'struct kept'
    struct kept k = { 1, async_spawn(nothing()),                        // error: a task of 'void' is kept as a task of 'double'
                      .all = async_iter(ticks()) };                     // error: a generator of 'int' is kept as a generator of 'long'
    async_task(int) many[] = { async_spawn(number()), async_spawn(nothing()) }; // error: a task of 'void' is kept as a task of 'int'
    measured m = async_spawn(nothing());                                // error: a task of 'void' is kept as a task of 'double'

    k.all = async_iter(letters());                                      // error: a generator of 'char' is kept as a generator of 'long'
    k.task = t ? async_spawn(nothing()) : NULL;                         // error: a task of 'void' is kept as a task of 'double'
    await take(async_spawn(nothing()));                                 // error: a task of 'void' is kept as a task of 'int'
    t = u;                                                              // error: a task of 'void' is kept as a task of 'int'

    async_task(const char *) same = async_spawn(text());                // what reads alike may be kept
    async_gen(const void *) pointer = async_iter(words());
    const async_task(int) none = NULL;
    void *any = async_spawn(number());
    t = any;
    await async_gather_tasks((void **)many, 2);
    (void)g, (void)wrong, (void)f, (void)q, (void)m, (void)same, (void)pointer, (void)none;
    return await *give();
}
