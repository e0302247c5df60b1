/* what the dialect says of statuses and cancellation, sentence by sentence (sections 5, 6 and 9) */
// env: ASYNC_VIRTUAL_TIME=1
// stderr: !.
#include "../conformance/cases.h"

static int order[16], places;
static void mark(int i) { order[places++] = i; }

static async int nap(int ms, int id)
{
    defer mark(-id);
    await async_sleep((uint64_t)ms);
    mark(id);
    return id;
}

static async void wait_for_in_gather(void)
{
    int a = 0, b = 0, sa = 9, sb = 9;
    await async_gather(sa = async_wait_for(5, a = nap(10, 1)), sb = async_wait_for(20, b = nap(10, 2)));
    CHECK(sa == ASYNC_ETIMEDOUT && sb == 0 && a == 0 && b == 2);
}

/* Cancelled from outside while one part is shielded: the shielded part ends, then all is left. */
static async int shielded_parts(int *shielded, int *plain)
{
    int st = 0;
    await async_gather(st = async_wait_for(1000, *shielded = async_shield(nap(30, 1))),
                       *plain = nap(30, 2));
    return st;
}

static async void shield_in_wait_for_in_gather(void)
{
    int shielded = 0, plain = 0;
    places = 0;
    async_task(int) t = async_spawn(shielded_parts(&shielded, &plain));
    await async_sleep(5);
    uint64_t at = async_now();
    CHECK(async_cancel(t));
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED);
    CHECK(async_now() - at == 25 && shielded == 0 && plain == 0);
    CHECK(places == 3 && order[0] == -2 && order[1] == 1 && order[2] == -1);
}

/* The limit's own cancellation waits for a shield inside it. */
static async void limit_around_shield(void)
{
    int v = 0, st;
    uint64_t at = async_now();
    st = await async_wait_for(5, v = async_shield(nap(20, 3)));
    CHECK(st == ASYNC_ETIMEDOUT && v == 0 && async_now() - at == 20);
}

static async void zero_limit(void)
{
    int v = 0;
    places = 0;
    CHECK((await async_wait_for(0, v = nap(10, 1))) == ASYNC_ETIMEDOUT);
    CHECK(v == 0 && places == 1 && order[0] == -1);         // it ran to its first suspension
    CHECK((await async_wait_for(0, v = after(-1, 4, 0))) == 0 && v == 4);
    CHECK((await async_wait_for(0, after(-1, 4, ASYNC_EIO))) == ASYNC_EIO);
}

static async void negative_limit(void)
{
    int v = 0;
    CHECK((await async_wait_for(-1, v = nap(100000, 5))) == 0 && v == 5);
    CHECK((await async_wait_for(INT64_MIN, v = nap(10, 6))) == 0 && v == 6);
    async_timeout (-5) v = await nap(10, 7);
    CHECK(v == 7);
}

static async void huge_limit(void)
{
    int v = 0;
    CHECK((await async_wait_for(INT64_MAX, v = nap(10, 6))) == 0 && v == 6);
    async_timeout (INT64_MAX) v = await nap(10, 7);
    CHECK(v == 7);
}

static async int timed(int64_t ms)
{
    async_timeout (ms) {
        mark(1);
        await async_sleep(10);
        mark(2);
    }
    return 1;
}

static async void zero_timeout(void)
{
    places = 0;
    CHECK((await async_try(timed(0))) == ASYNC_ETIMEDOUT && places == 1);
    CHECK((await async_try(timed(-1))) == 0 && places == 3);
}

/* It ends with 0 while it is being cancelled: the limit gives 0, and its result stands. */
static async int stubborn(void)
{
    int st = await async_try(async_shield(after(30, 0, 0)));
    return st ? st : 8;
}
static async int finishes(void) { await async_shield(after(30, 0, 0)); return 8; }

static async void limit_of_one_that_ends_well(void)
{
    int v = 0, st = await async_wait_for(5, v = stubborn());
    CHECK(st == ASYNC_ETIMEDOUT && v == 0);                 // the cancellation wins in a shield
    st = await async_wait_for(5, v = finishes());
    CHECK(st == ASYNC_ETIMEDOUT && v == 0);
}

static async int cancels_itself(void)
{
    CHECK(async_cancel(async_self()));
    mark(1);
    int v = await after(-1, 3, 0);                          // no suspension
    mark(v);
    await async_sleep(0);
    mark(9);
    return 0;
}

static async void cancel_of_oneself(void)
{
    places = 0;
    async_task(int) t = async_spawn(cancels_itself());
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED);
    CHECK(places == 2 && order[1] == 3);
}

static async void cancel_before_the_start(void)
{
    places = 0;
    async_task(int) t = async_spawn(nap(1, 1));
    CHECK(async_state(t) == ASYNC_PENDING && async_cancel(t));
    CHECK((await async_try(*t)) == ASYNC_ECANCELED && places == 0);
    CHECK(async_state(t) == ASYNC_CANCELED && !async_cancel(t));
    async_release(t);
}

static async int at_the_end(void) { async_cancel(async_self()); return 5; }

static async void cancelled_and_returned(void)
{
    async_task(int) t = async_spawn(at_the_end());
    CHECK((await async_try(*t)) == 0 && async_result(t) == 5 && async_state(t) == ASYNC_DONE);
    async_release(t);
}

static async int raises_it_itself(void) { async_raise(ASYNC_ECANCELED); return 0; }

static async void a_raise_of_the_code_is_caught(void)
{
    CHECK((await async_try(raises_it_itself())) == ASYNC_ECANCELED);
    await async_sleep(0);                                   // and nobody was cancelled
    int st = 1;
    await async_gather(st = async_try(raises_it_itself()));
    CHECK(st == ASYNC_ECANCELED);
    CHECK((await async_wait_for(10, raises_it_itself())) == ASYNC_ECANCELED);
}

static async int waits(async_future(int) f) { return await *f; }

static async void a_bare_future_is_not_touched(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(waits(f)), u = async_spawn(waits(f));
    await async_sleep(1);
    async_cancel(t);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED && !async_done(f));
    CHECK(async_set_result(f, 6) && await async_join(u) == 6);
    async_release(f);
}

static async void a_cancelled_future(void)
{
    async_future(int) f = async_future_new(int);
    async_task(int) t = async_spawn(waits(f));
    await async_sleep(1);
    CHECK(async_cancel(f) && !async_cancel(f) && async_state(f) == ASYNC_CANCELED);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED);
    async_release(f);
}

static async void race_with_one_at_once(void)
{
    int a = 0, b = 0;
    places = 0;
    CHECK(await async_race(a = after(-1, 1, 0), b = nap(1, 2)) == 0);
    CHECK(a == 1 && b == 0 && places == 0);                 // the second never started
    CHECK(await async_race(b = nap(1, 2), a = after(-1, 3, 0)) == 1);
    CHECK(a == 3 && places == 1 && order[0] == -2);
    CHECK((await async_try(async_race(after(-1, 0, ASYNC_EIO), nap(1, 2)))) == ASYNC_EIO);
}

static async void gather_stops_starting(void)
{
    places = 0;
    CHECK((await async_try(async_gather(nap(5, 1), after(-1, 0, ASYNC_EPERM), nap(5, 2)))) ==
          ASYNC_EPERM);
    CHECK(places == 1 && order[0] == -1);
}

/* A failure while a cancellation is under way: the cancellation wins. */
static async int fails_when_left(void)
{
    int v = 0;
    defer v = 1;
    CHECK((await async_try(async_sleep(1000))) == 0);
    return v;
}
static async int shields_a_raise(void) { await async_shield(after(20, 0, ASYNC_EIO)); return 0; }

static async void cancel_wins_over_a_shielded_raise(void)
{
    async_task(int) t = async_spawn(shields_a_raise()), u = async_spawn(fails_when_left());
    await async_sleep(5);
    async_cancel(t);
    async_cancel(u);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED);
    CHECK((await async_try(async_join(u))) == ASYNC_ECANCELED);
}

/* A cancel that comes while deferred statements run on a normal exit takes effect when they are over. */
static async int slow_exit(void)
{
    {
        defer { await async_sleep(10); mark(1); }
        mark(0);
    }
    mark(2);
    return 3;
}

static async void cancel_during_a_normal_exit(void)
{
    places = 0;
    async_task(int) t = async_spawn(slow_exit());
    await async_sleep(5);
    async_cancel(t);
    CHECK((await async_try(async_join(t))) == ASYNC_ECANCELED && places == 2 && order[1] == 1);
}

static async int map_item(int i) { await async_sleep((uint64_t)(10 * i)); mark(i); return i; }

static async void map_is_cancelled(void)
{
    places = 0;
    CHECK((await async_wait_for(25, async_map(2, int i, 10, map_item(i)))) == ASYNC_ETIMEDOUT);
    CHECK(places == 3 && order[1] == 1 && order[2] == 2);
    places = 0;
    await async_map(0, int i, 0, map_item(i));
    await async_map(5, int i, -3, map_item(i));
    CHECK(places == 0);
}

static async void self_is_the_task_in_branches(void)
{
    void *me = async_self();
    bool same = false;
    async_task(int) t = NULL;
    await async_gather(async_sleep(0), async_try(after(0, 0, 0)));
    async_group (g) {
        t = async_spawn_in(g, after(1, 1, 0));
        CHECK(async_self() == me && (void *)t != me);
    }
    same = async_self() == me;
    CHECK(same);
}

static async void join_releases_in_every_outcome(void)
{
    for (int code = 0; code > -2; code--) {
        async_task(int) t = async_spawn(after(5, 2, code ? ASYNC_EIO : 0));
        async_retain(t);
        int st = await async_try(async_join(t));
        CHECK(st == (code ? ASYNC_EIO : 0));
        async_release(t);
    }
    async_task(int) t = async_spawn(after(50, 2, 0));
    CHECK((await async_wait_for(5, async_join(t))) == ASYNC_ETIMEDOUT);
}

static async void try_nests(void)
{
    int v = 0, inner = 0;
    CHECK((await async_try(inner = async_try(v = after(1, 3, 0)))) == 0 && inner == 0 && v == 3);
    CHECK((await async_try(inner = async_try(after(1, 3, ASYNC_EIO)))) == 0 && inner == ASYNC_EIO);
    int st = await async_wait_for(5, inner = async_wait_for(10, v = after(20, 9, 0)));
    CHECK(st == ASYNC_ETIMEDOUT && inner == ASYNC_EIO && v == 3);
    st = await async_wait_for(10, inner = async_wait_for(5, v = after(20, 9, 0)));
    CHECK(st == 0 && inner == ASYNC_ETIMEDOUT);
}

async int main(void)
{
    RUN(wait_for_in_gather);
    RUN(shield_in_wait_for_in_gather);
    RUN(limit_around_shield);
    RUN(zero_limit);
    RUN(negative_limit);
    RUN(huge_limit);
    RUN(zero_timeout);
    RUN(limit_of_one_that_ends_well);
    RUN(cancel_of_oneself);
    RUN(cancel_before_the_start);
    RUN(cancelled_and_returned);
    RUN(a_raise_of_the_code_is_caught);
    RUN(a_bare_future_is_not_touched);
    RUN(a_cancelled_future);
    RUN(race_with_one_at_once);
    RUN(gather_stops_starting);
    RUN(cancel_wins_over_a_shielded_raise);
    RUN(cancel_during_a_normal_exit);
    RUN(map_is_cancelled);
    RUN(self_is_the_task_in_branches);
    RUN(join_releases_in_every_outcome);
    RUN(try_nests);
    printf("%d\n", ran);                                    // expect: 22
    return 0;
}
