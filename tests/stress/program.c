/*
 * program.c SEED OPERATIONS [lose] - random operations on tasks, combinators, queues, locks and the rest,
 * under virtual time, checked against a model as they go and when everything has been ended.
 *
 * The model: each item of a queue is got once if it was put, and never if its put was given up; one
 * holds a lock, at most PERMITS hold the semaphore, with the lock back after each wait for the
 * condition; what a combinator or a group started has ended when it is left; each coroutine that
 * began is left; a future brings what it was given. The first N operations of a seed do not depend on
 * how many follow. "lose": the model loses an item, to test the test.
 */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SLOTS = 24, FUTURES = 6, ITEMS = 1 << 20, PERMITS = 3, PARTIES = 3, DEPTH = 3, ALL = 4096 };

static unsigned long long seed, state;
static unsigned operation;
static bool loses;

static unsigned rnd(unsigned n)
{
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return (unsigned)((state * 0x2545F4914F6CDD1DULL) >> 33) % n;
}

static void check(bool holds, const char *what)
{
    if (holds) return;
    printf("seed %llu, operation %u: %s\n", seed, operation, what);
    fflush(stdout);
    _Exit(1);
}

/* ------------------------------------------------------------------ items */

enum { PUTTING = 1, PUT, GOT_EARLY, GOT, NEVER };

static async_queue(int) queue[3];
static unsigned char item[ITEMS];
static int items;

static int new_item(void)
{
    check(items < ITEMS, "too many items");
    item[items] = PUTTING;
    return items++;
}

static void put_over(int i, bool put)
{
    if (put) {
        check(item[i] == PUTTING || item[i] == GOT_EARLY, "an item was put twice");
        item[i] = item[i] == GOT_EARLY ? GOT : PUT;
    } else {
        check(item[i] == PUTTING, "an item whose put was given up was got");
        item[i] = NEVER;
    }
}

static void got(int i)
{
    if (i < 0) return;
    if (loses && i % 100 == 99) return;
    check(item[i] == PUTTING || item[i] == PUT, "an item was got that was not there");
    item[i] = item[i] == PUT ? GOT : GOT_EARLY;
}

static async void produce(void)
{
    async_queue(int) q = queue[rnd(3)];

    for (unsigned n = 1 + rnd(4); n > 0; n--) {
        int i = new_item();
        bool put = false;
        defer put_over(i, put);
        switch (rnd(3)) {
        case 0: await async_put(q, i); put = true; break;
        case 1: put = await async_wait_for(rnd(4), async_put(q, i)) == 0; break;
        case 2: put = async_try_put(q, i); break;
        }
    }
}

static async void consume(void)
{
    async_queue(int) q = queue[rnd(3)], other = queue[rnd(3)];

    for (unsigned n = 1 + rnd(4); n > 0; n--) {
        int v = -1, w = -1;
        defer got(w);
        defer got(v);
        switch (rnd(6)) {
        case 0: v = await async_get(q); break;
        case 1: (void)await async_wait_for(rnd(4), v = async_get(q)); break;
        case 2: if (!async_try_get(q, &v)) v = -1; break;
        case 3: (void)await async_race(v = async_get(q), w = async_get(other)); break;
        case 4: (void)await async_race(v = async_get(q), async_sleep(rnd(4))); break;
        case 5: await async_gather(v = async_get(q), w = async_get(other)); break;
        }
    }
}

/* ------------------------------------------------------------------ locks and the like */

static async_lock_t lock = ASYNC_LOCK_INIT;
static async_condition_t condition = ASYNC_CONDITION_INIT(&lock);
static async_semaphore_t semaphore = ASYNC_SEMAPHORE_INIT(PERMITS);
static async_event_t event = ASYNC_EVENT_INIT;
static async_barrier_t barrier = ASYNC_BARRIER_INIT(PARTIES);
static int holders, permits;

static void hold(void) { check(++holders == 1 && async_is_locked(&lock), "the lock is not one's own"); }

static async void with_lock(void)
{
    if (rnd(2)) await async_lock(&lock);
    else if (await async_wait_for(rnd(4), async_lock(&lock)) != 0) return;
    hold();
    defer { holders--; async_unlock(&lock); }
    if (rnd(2)) await async_sleep(rnd(3));
    if (rnd(2)) {
        holders--;
        defer hold();
        if (rnd(2)) (void)await async_wait_for(rnd(5), async_condition_wait(&condition));
        else await async_condition_wait(&condition);
    }
    if (rnd(2)) async_condition_notify(&condition, rnd(3));
}

static async void with_permit(void)
{
    if (rnd(2)) await async_semaphore_acquire(&semaphore);
    else if (await async_wait_for(rnd(4), async_semaphore_acquire(&semaphore)) != 0) return;
    check(++permits <= PERMITS, "too many permits");
    defer { permits--; async_semaphore_release(&semaphore); }
    await async_sleep(rnd(4));
}

static async void meet(void)
{
    int place = -1;
    if (rnd(2)) place = await async_barrier_wait(&barrier);
    else if (await async_wait_for(rnd(5), place = async_barrier_wait(&barrier)) != 0) return;
    check(place >= 0 && place < PARTIES, "a place that there is not");
}

/* ------------------------------------------------------------------ handles */

static async_task(void) slot[SLOTS];
static unsigned slot_serial[SLOTS], serials; /* who is older; nobody awaits a younger one */
static async_future(int) future[FUTURES];

static async void look_at_slot(unsigned before)
{
    unsigned i = rnd(SLOTS);
    async_task(void) t = slot[i];

    if (!t || slot_serial[i] >= before) return;
    async_retain(t);
    defer async_release(t);
    switch (rnd(3)) {
    case 0: (void)await async_try(*t); break;
    case 1: (void)await async_wait_for(rnd(6), *t); break;
    case 2: async_retain(t); (void)await async_try(async_join(t)); break;
    }
}

static async void look_at_future(void)
{
    async_future(int) f = future[rnd(FUTURES)];
    int v = 0, st;

    async_retain(f);
    defer async_release(f);
    st = await async_wait_for(rnd(9), v = *f);
    check(st != 0 || v == 77, "a future brought something else");
}

/* ------------------------------------------------------------------ workers */

static unsigned entered, left;
static async void worker(int depth, unsigned serial);

static async void counted(int *running, int depth, unsigned serial)
{
    ++*running;
    defer --*running;
    await worker(depth, serial);
}

static async generator(int) void numbers(int n)
{
    entered++;
    defer left++;
    for (int i = 0; i < n; i++) {
        if (rnd(2)) await async_sleep(rnd(2));
        yield i;
    }
}

static async void combine(int depth, unsigned serial)
{
    int n = 0;
    defer check(n == 0, "a child was left behind");
    switch (rnd(8)) {
    case 0:
        async_group (g) {
            for (unsigned i = rnd(4); i > 0; i--) async_spawn_in(g, counted(&n, depth, serial));
            if (rnd(4) == 0) break;
            await async_sleep(rnd(3));
            if (rnd(4) == 0) async_raise(ASYNC_EIO);
        }
        break;
    case 1: await async_gather(counted(&n, depth, serial), counted(&n, depth, serial), counted(&n, depth, serial)); break;
    case 2: (void)await async_race(counted(&n, depth, serial), async_sleep(rnd(4)), counted(&n, depth, serial)); break;
    case 3: (void)await async_wait_for(rnd(6), counted(&n, depth, serial)); break;
    case 4:
        async_timeout (rnd(6)) {
            await counted(&n, depth, serial);
            if (rnd(2)) await async_try(counted(&n, depth, serial));
        }
        break;
    case 5: await async_shield(async_gather(async_sleep(rnd(3)), async_sleep(rnd(3)))); break;
    case 6: async_for (int i, numbers(5)) { if (i == (int)rnd(6)) break; await async_sleep(rnd(2)); } break;
    case 7:
        await async_gather(async_try(counted(&n, depth, serial)),
                           async_race(counted(&n, depth, serial), async_wait_for(rnd(4), counted(&n, depth, serial))));
        break;
    }
}

static async void worker(int depth, unsigned serial)
{
    entered++;
    defer left++;
    if (rnd(16) == 0) async_raise(ASYNC_EPROTO);
    if (rnd(8) == 0) async_cancel(async_self());
    if (rnd(4) == 0) await async_sleep(rnd(3));
    defer if (depth == 1 && rnd(2)) { await async_sleep(rnd(2)); }
    switch (rnd(depth > 0 ? 18 : 10)) {
    case 0: await async_sleep(rnd(10)); break;
    case 1: case 2: await produce(); break;
    case 3: case 4: await consume(); break;
    case 5: await with_lock(); break;
    case 6: await with_permit(); break;
    case 7: if (rnd(2)) await async_event_wait(&event); else await meet(); break;
    case 8: await look_at_slot(serial); break;
    case 9: await look_at_future(); break;
    default: await combine(depth - 1, serial); break;
    }
}

/* ------------------------------------------------------------------ operations */

/* Gives a task up, in one of the ways there are. */
static async void dispose(unsigned i)
{
    async_task(void) t = slot[i];

    slot[i] = NULL;
    if (!t) return;
    if (rnd(2)) async_cancel(t);
    if (async_done(t)) (void)async_status(t);
    if (rnd(4) == 0 && async_cancel(t)) (void)await async_try(async_join(t));
    else async_release(t);
}

static async void wait_for_some(void)
{
    async_task(void) hs[SLOTS];
    size_t count = 0;

    for (unsigned i = 0; i < SLOTS; i++)
        if (slot[i] && rnd(2)) hs[count++] = slot[i];
    size_t done = await async_wait(hs, count, (enum async_when)rnd(3), rnd(4));
    check(done <= count, "more are done than there are");
    for (size_t i = 0; i < count; i++) check(async_done(hs[i]) || i >= done, "one is not done");
}

static void renew_future(unsigned i)
{
    if (rnd(4) == 0) async_cancel(future[i]);
    else async_set_result(future[i], 77);
    async_release(future[i]);
    future[i] = async_future_new(int);
}

static async void operate(void)
{
    unsigned i = rnd(SLOTS);

    switch (rnd(14)) {
    case 0: case 1: case 2: case 3: case 4:
        await dispose(i);
        slot_serial[i] = ++serials;
        slot[i] = async_spawn(worker(DEPTH, serials));
        break;
    case 5: if (slot[i]) async_cancel(slot[i]); break;
    case 6: await async_sleep(rnd(4)); break;
    case 7: if (slot[i]) (void)await async_wait_for(rnd(5), *slot[i]); break;
    case 8: if (rnd(2)) async_event_set(&event); else async_event_clear(&event); break;
    case 9: async_condition_notify(&condition, rnd(3)); break;
    case 10: renew_future(rnd(FUTURES)); break;
    case 11: await async_wait_for(rnd(6), produce()); break;
    case 12: await async_wait_for(rnd(6), consume()); break;
    case 13: await wait_for_some(); break;
    }
}

/* ------------------------------------------------------------------ the end */

static async void end_everything(void)
{
    static void *task[ALL];
    int rounds = 0;

    for (unsigned i = 0; i < SLOTS; i++) await dispose(i);
    for (size_t n; (n = async_all_tasks(async_loop_current(), task, ALL)) > 1;) {
        check(n <= ALL && rounds++ < 1000, "tasks do not end when they are cancelled");
        for (size_t i = 0; i < n; i++)
            if (task[i] != async_self()) async_cancel(task[i]);
        await async_sleep(1);
    }
}

static void check_the_end(void)
{
    int v;

    for (int i = 0; i < 3; i++) {
        while (async_try_get(queue[i], &v)) got(v);
        check(async_queue_len(queue[i]) == 0, "a queue keeps an item");
        async_queue_free(queue[i]);
    }
    for (int i = 0; i < items; i++) check(item[i] == GOT || item[i] == NEVER, "an item was lost");
    check(entered == left, "a coroutine was not left");
    check(!async_is_locked(&lock) && holders == 0, "the lock is still held");
    check(async_semaphore_value(&semaphore) == PERMITS && permits == 0, "a permit was lost");
    for (int i = 0; i < FUTURES; i++) async_release(future[i]);
}

async int main(int argc, char **argv)
{
    unsigned operations = argc > 2 ? (unsigned)atoi(argv[2]) : 10000;

    seed = argc > 1 ? strtoull(argv[1], NULL, 10) : 1;
    loses = argc > 3;
    state = seed * 0x9E3779B97F4A7C15ULL + 1;
    async_loop_set_virtual_time(async_loop_current());
    if (seed % 2) async_loop_set_seed(async_loop_current(), seed);
    queue[0] = async_queue_new(int, 0);
    queue[1] = async_queue_new(int, 2);
    queue[2] = async_lifo_queue_new(int, 3);
    for (int i = 0; i < FUTURES; i++) future[i] = async_future_new(int);
    for (operation = 0; operation < operations; operation++) (void)await async_try(operate());
    await end_everything();
    check_the_end();
    if (argc <= 1) printf("%u coroutines, %d items\n", entered, items);
    return 0;
}
