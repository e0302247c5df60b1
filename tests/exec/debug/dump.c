// A dump tells every task, its awaits, who awaits whom: each kind of suspension once.
// env: ASYNC_VIRTUAL_TIME=1
// env: ASYNC_DEBUG=1
#include <asyncc.h>
#include <asyncc/debug.h>
#include <asyncc/sync.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static async int leaf(int ms) { await async_sleep(ms); return ms; }
static async int seen(int ms) { return await leaf(ms); }
async int pooled(int n) { return n ? await pooled(n - 1) : await leaf(1000); }
static async generator(int) void ticks(void) { for (;;) { await async_sleep(400); yield 1; } }

static async int branches(async_future(int) future)
{
    int a, status;

    await async_gather(a = seen(2000), status = async_try(a = leaf(1500)), a = pooled(2), async_sleep(50),
                       a = *future);
    return a + status;
}

static async int limited(void)
{
    int a = 0, status = await async_wait_for(5000, a = leaf(9000));
    return a + status;
}

static async void group(void)
{
    async_group(g) {
        async_spawn_in(g, seen(700));
    }
}

static async void map(void) { int got[4]; await async_map(2, int i, 4, got[i] = seen(100 * i + 200)); }
static async void over_ticks(void) { async_for (int v, ticks()) (void)v; }
static async void joining(async_task(int) task) { int done = await async_join(task); (void)done; }
static async void waiting(async_task(int) *tasks) { await async_wait(tasks, 1, ASYNC_ALL_COMPLETED, -1); }
static async void through(async void (*sleep)(uint64_t)) { await sleep(5000); }
static async void locked(async_lock_t *lock) { await async_lock(lock); async_unlock(lock); }

/* The dump without the folder that the source lies in. */
static void print_dump(async_loop_t *loop)
{
    FILE *file = tmpfile();
    char line[1024];

    async_dump_loop(loop, file, ASYNC_DUMP_TEXT);
    rewind(file);
    while (fgets(line, sizeof line, file)) {
        char *end = strstr(line, "dump.c:"), *begin = end;
        while (begin && begin > line && !strchr(" (", begin[-1])) begin--;
        if (end) printf("%.*s%s", (int)(begin - line), line, end);
        else fputs(line, stdout);
    }
    fclose(file);
}

async int main(void)
{
    static async_lock_t lock = ASYNC_LOCK_INIT;
    async_future(int) future = async_future_new(int);
    async_task(int) wanted = async_spawn(seen(30000)), other = async_spawn(leaf(20000));
    async_task(int) never;

    await async_lock(&lock);
    async_task(int) joint = async_spawn(branches(future));
    async_detach(limited());
    async_detach(group());
    async_detach(map());
    async_detach(over_ticks());
    async_detach(joining(wanted));
    async_detach(waiting(&other));
    async_detach(through(async_sleep));
    async_detach(locked(&lock));
    async_set_name(joint, "the branches");
    await async_sleep(100);
    never = async_spawn(seen(1));
    print_dump(async_loop_current());
    async_unlock(&lock);
    async_cancel(joint);
    async_release(never);
    async_release(other);
    async_release(joint);
    async_release(future);
    return 0;
}
/* expect:
14 tasks
task 'main': running, 100 ms
  main (dump.c:62) runs
task 'the branches' (spawned at dump.c:70): waiting, 100 ms
  branches (dump.c:20) awaits async_gather
    - seen (dump.c:12) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 1900 ms left
    - branches (dump.c:20) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 1400 ms left
    - pooled (dump.c:13) awaits pooled
      pooled (dump.c:13) awaits pooled
      pooled (dump.c:13) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 900 ms left
    - *future
        'future' (made at dump.c:65)
task 'limited' (spawned at dump.c:71): waiting, 100 ms
  limited (dump.c:27) awaits async_wait_for
    - leaf (dump.c:11) awaits async_sleep, 8900 ms left
    - async_wait_for, 4900 ms left
task 'group' (spawned at dump.c:72): waiting, 100 ms
  group (dump.c:33) awaits async_group
    task 'seen' (spawned at dump.c:34): waiting, 100 ms
      seen (dump.c:12) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 600 ms left
task 'map' (spawned at dump.c:73): waiting, 100 ms
  map (dump.c:38) awaits async_map
    - map__map (dump.c:38) awaits seen
      seen (dump.c:12) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 100 ms left
    - map__map (dump.c:38) awaits seen
      seen (dump.c:12) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 200 ms left
task 'over_ticks' (spawned at dump.c:74): waiting, 100 ms
  over_ticks (dump.c:39) awaits async_next
  ticks (dump.c:14) awaits async_sleep, 300 ms left
task 'joining' (spawned at dump.c:75): waiting, 100 ms
  joining (dump.c:40) awaits task
    task 'seen' (spawned at dump.c:66): waiting, 100 ms
      seen (dump.c:12) awaits leaf
      leaf (dump.c:11) awaits async_sleep, 29900 ms left
task 'waiting' (spawned at dump.c:76): waiting, 100 ms
  waiting (dump.c:41) awaits async_wait
    task 'leaf' (spawned at dump.c:66): waiting, 100 ms
      leaf (dump.c:11) awaits async_sleep, 19900 ms left
task 'through' (spawned at dump.c:77): waiting, 100 ms
  through (dump.c:42) awaits sleep, 4900 ms left
task 'locked' (spawned at dump.c:78): waiting, 100 ms
  locked (dump.c:43) awaits async_lock
task 'seen' (spawned at dump.c:81): not started, 0 ms
  seen (dump.c:12) has not started
*/
