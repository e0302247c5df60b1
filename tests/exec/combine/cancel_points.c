/* every await of the table in docs/cancellation.md, cancelled before it, while it waits, and at each turn
   around its end: it ends as cancelled or with its result, what it started has ended, handles are whole */
// env: ASYNC_VIRTUAL_TIME=1
// timeout: 60
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

enum { SLEEP, TASK, FUTURE, JOIN, GATHER, RACE, WAIT_FOR, TIMEOUT, SHIELD, MAP, WAIT, GATHER_TASKS,
       AS_COMPLETED, GROUP, BODY, KINDS };
static const char *const names[KINDS] = {
    "sleep", "task", "future", "join", "gather", "race", "wait_for", "timeout", "shield", "map", "wait",
    "gather_tasks", "as_completed", "group", "body" };

static int alive, passed, value;
static async_task(int) other;
static async_future(int) future;

static async int ten(int v)
{
    alive++;
    defer alive--;
    await async_sleep(10);
    return v;
}

static async void operate(int kind)
{
    int a = 0, b = 0;

    switch (kind) {
    case SLEEP: await async_sleep(10); a = 7; break;
    case TASK: a = await *other; break;
    case FUTURE: a = await *future; break;
    case JOIN: async_retain(other); a = await async_join(other); break;
    case GATHER: await async_gather(a = ten(3), b = ten(4)); break;
    case RACE: (void)await async_race(a = ten(7), async_sleep(1000)); break;
    case WAIT_FOR: (void)await async_wait_for(1000, a = ten(7)); break;
    case TIMEOUT: async_timeout (1000) a = await ten(7); break;
    case SHIELD: a = await async_shield(ten(7)); break;
    case MAP: { int v[2] = {0}; await async_map(0, int i, 2, v[i] = ten(3 + i)); a = v[0] + v[1]; break; }
    case WAIT: a = (int)await async_wait(&other, 1, ASYNC_ALL_COMPLETED, -1) * 7; break;
    case GATHER_TASKS: await async_gather_tasks(&other, 1); a = async_result(other); break;
    case AS_COMPLETED: async_for (async_task(int) t, async_as_completed(&other, 1)) a = async_result(t); break;
    case GROUP: async_group (g) { async_spawn_in(g, ten(7)); } a = 7; break;
    case BODY: async_group (g) { async_spawn_in(g, ten(1)); a = await ten(7); } break;
    }
    value = a + b;
}

static async void victim(int kind, bool before)
{
    alive++;
    defer alive--;
    if (before) async_cancel(async_self());
    await operate(kind);
    passed++;
    await async_sleep(1);
}

static void complete(void *arg) { (void)arg; async_set_result(future, 7); }

/* What the victim ended with, cancelled `ms` after its start and `turns` turns after that. */
static async int run(int kind, bool before, uint64_t ms, int turns)
{
    passed = value = 0;
    other = async_spawn(ten(7));
    future = async_future_new(int);
    async_call_later(async_loop_current(), 10, complete, NULL);
    async_task(void) t = async_spawn(victim(kind, before));
    await async_sleep(ms);
    while (turns-- > 0) await async_sleep(0);
    if (!before) async_cancel(t);
    int st = await async_try(async_join(t));
    bool shared = kind == TASK || kind == JOIN;
    if (async_done(other) && async_status(other) == ASYNC_ECANCELED && !shared) printf("%s: the other task was cancelled\n", names[kind]);
    if (alive - !async_done(other) != 0) printf("%s: %d left behind\n", names[kind], alive);
    (void)await async_try(*other);
    async_release(other);
    await async_sleep(20);
    if (async_result(future) != 7) printf("%s: the future was touched\n", names[kind]);
    async_release(future);
    return st;
}

static async void point(int kind)
{
    int st = await run(kind, true, 0, 0), ended = 0;
    if (st != ASYNC_ECANCELED || passed) printf("%s: before: %s, %d\n", names[kind], async_status_name(st), passed);
    st = await run(kind, false, 5, 0);
    if (st != ASYNC_ECANCELED || passed) printf("%s: during: %s, %d\n", names[kind], async_status_name(st), passed);
    for (int turns = 0; turns < 8; turns++) {
        st = await run(kind, false, 10, turns);
        if (st != ASYNC_ECANCELED || (passed && value != 7))
            printf("%s: after %d: %s, passed %d, value %d\n", names[kind], turns, async_status_name(st), passed, value);
        ended += passed;
    }
    printf("%s%s\n", names[kind], ended ? "" : " never passed");
}

async int main(void)
{
    for (int kind = 0; kind < KINDS; kind++) await point(kind);
    return 0;
}
/* expect:
sleep
task
future
join
gather
race
wait_for
timeout
shield
map
wait
gather_tasks
as_completed
group
body
*/
