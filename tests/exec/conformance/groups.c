/* what CPython's test_taskgroups checks, as far as it makes sense in C */
// env: ASYNC_VIRTUAL_TIME=1
// stderr: !.
#include "cases.h"

static int left_at, seen;
static async int foo1(void) { await async_sleep(1); return 42; }
static async int foo2(void) { await async_sleep(2); return 11; }
static async int fails(int ms) { await async_sleep((uint64_t)ms); async_raise(ASYNC_EPROTO); return 0; }
static async int endless(void) { defer seen++; await async_sleep(1000000); return 0; }

static async void taskgroup_01(void)
{
    int a, b;
    async_group (g) {
        async_task(int) t1 = async_spawn_in(g, foo1()), t2 = async_spawn_in(g, foo2());
        a = await *t1;
        b = await *t2;
        CHECK(async_result(t1) == 42);
    }
    CHECK(a == 42 && b == 11);
}

static async void taskgroup_02(void)
{
    async_task(int) t2;
    int b = 0;
    async_group (g) {
        async_spawn_in(g, foo1());
        await async_sleep(15);
        t2 = async_spawn_in(g, foo2());
        defer b = await *t2;
    }
    CHECK(b == 11);
}

static async int cancels_one(void)
{
    int st = -1;
    async_group (g) {
        async_spawn_in(g, foo1());
        await async_sleep(15);
        async_task(int) t = async_spawn_in(g, endless());
        await async_sleep(1);
        async_cancel(t);
        st = await async_try(*t);
    }
    return st;
}

static async void taskgroup_03(void) { CHECK(await cancels_one() == ASYNC_ECANCELED); }

static async void body_waits(int ms)
{
    async_group (g) {
        async_spawn_in(g, endless());
        async_spawn_in(g, fails(1));
        defer left_at = (int)async_now();
        await async_sleep((uint64_t)ms);
        CHECK(false);
    }
}

static async void taskgroup_04(void)
{
    int began = (int)async_now();
    seen = 0;
    CHECK(await async_try(body_waits(10000)) == ASYNC_EPROTO && seen == 1 && left_at - began == 1);
}

static async void two_fail(void)
{
    async_group (g) {
        async_spawn_in(g, fails(1));
        async_spawn_in(g, endless());
        async_spawn_in(g, endless());
    }
}

static async void cancel_children_on_child_error(void)
{
    seen = 0;
    CHECK(await async_try(two_fail()) == ASYNC_EPROTO && seen == 2);
}

static async void all_endless(void)
{
    async_group (g) for (int i = 0; i < 5; i++) async_spawn_in(g, endless());
}

static async void cancellation(void)
{
    async_task(void) t = async_spawn(all_endless());
    await async_sleep(1);
    seen = 0;
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && seen == 5);
}

static async void in_body(void)
{
    async_group (g) {
        for (int i = 0; i < 5; i++) async_spawn_in(g, endless());
        await async_sleep(100000);
    }
}

static async void taskgroup_07(void)
{
    async_task(void) t = async_spawn(in_body());
    await async_sleep(1);
    seen = 0;
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && seen == 5);
}

static async int fails_while_leaving(void)
{
    defer { int v = await fails(1); (void)v; }
    await async_sleep(100000);
    return 0;
}

static async void failing_child_and_cancel(void)
{
    async_group (g) {
        async_spawn_in(g, fails_while_leaving());
        await async_sleep(100000);
    }
}

/* A child that fails while the group is cancelled: the cancellation of the task wins. */
static async void taskgroup_08(void)
{
    async_task(void) t = async_spawn(failing_child_and_cancel());
    await async_sleep(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED);
}

static async void raises_itself(int code)
{
    async_group (g) {
        async_spawn_in(g, endless());
        async_spawn_in(g, fails_while_leaving());
        await async_sleep(1);
        async_raise(code);
    }
}

static async void taskgroup_09(void) { CHECK(await async_try(raises_itself(ASYNC_EPIPE)) == ASYNC_EPIPE); }

static async void nested(void)
{
    async_group (outer) {
        async_spawn_in(outer, endless());
        async_group (inner) {
            async_spawn_in(inner, endless());
            async_spawn_in(inner, fails(1));
            await async_sleep(100000);
        }
    }
}

static async void taskgroup_11(void)
{
    seen = 0;
    CHECK(await async_try(nested()) == ASYNC_EPROTO && seen == 2);
}

static async void nested_cancel(void)
{
    async_group (outer) {
        async_spawn_in(outer, endless());
        async_group (inner) {
            async_spawn_in(inner, endless());
            await async_sleep(100000);
        }
    }
}

static async void taskgroup_12(void)
{
    async_task(void) t = async_spawn(nested_cancel());
    await async_sleep(1);
    seen = 0;
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED && seen == 2);
}

static async void fails_in_outer(void)
{
    async_group (outer) {
        async_spawn_in(outer, fails(1));
        async_group (inner) {
            async_spawn_in(inner, endless());
            await async_sleep(100000);
        }
    }
}

static async void taskgroup_13(void)
{
    seen = 0;
    CHECK(await async_try(fails_in_outer()) == ASYNC_EPROTO && seen == 1);
}

static async void taskgroup_17(void)
{
    int st = await async_try(async_wait_for(5, all_endless()));
    CHECK(st == 0);
    st = await async_wait_for(5, all_endless());
    CHECK(st == ASYNC_ETIMEDOUT);
}

static async void catches_inside(void)
{
    async_group (g) {
        async_spawn_in(g, endless());
        (void)await async_try(async_sleep(100000));
        CHECK(false);
    }
}

static async void taskgroup_18(void)
{
    async_task(void) t = async_spawn(catches_inside());
    await async_sleep(1);
    async_cancel(t);
    CHECK(await async_try(async_join(t)) == ASYNC_ECANCELED);
}

static async void empty(void) { async_group (g) { (void)g; } }
static async void taskgroup_21a(void) { await empty(); }

static async void loses_child(void)
{
    async_group (g) {
        async_task(int) t = async_spawn_in(g, endless());
        async_cancel(t);
        async_spawn_in(g, foo1());
    }
}

static async void taskgroup_23(void) { await loses_child(); }

static async void spawns(async_group_t *g, int depth)
{
    seen++;
    if (depth) async_spawn_in(g, spawns(g, depth - 1));
}

static async void taskgroup_24(void)
{
    seen = 0;
    async_group (g) await spawns(g, 4);
    CHECK(seen == 5);
}

static async void taskgroup_task_name(void)
{
    async_group (g) {
        async_task(int) t = async_spawn_in(g, foo1());
        CHECK(strcmp(async_name(t), "foo1") == 0);
        async_set_name(t, "yolo");
        CHECK(strcmp(async_name(t), "yolo") == 0);
    }
}

static async void spawns_after_failure(void)
{
    async_group (g) {
        async_spawn_in(g, fails(0));
        defer {
            async_task(int) late = async_spawn_in(g, endless());
            CHECK(await async_try(*late) == ASYNC_ECANCELED && async_state(late) == ASYNC_CANCELED);
        }
        await async_sleep(10);
    }
}

static async void taskgroup_no_create_task_after_failure(void)
{
    seen = 0;
    CHECK(await async_try(spawns_after_failure()) == ASYNC_EPROTO && seen == 0);
}

async int main(void)
{
    RUN(taskgroup_01); RUN(taskgroup_02); RUN(taskgroup_03); RUN(taskgroup_04);
    RUN(cancel_children_on_child_error); RUN(cancellation); RUN(taskgroup_07); RUN(taskgroup_08);
    RUN(taskgroup_09); RUN(taskgroup_11); RUN(taskgroup_12); RUN(taskgroup_13); RUN(taskgroup_17);
    RUN(taskgroup_18); RUN(taskgroup_21a); RUN(taskgroup_23); RUN(taskgroup_24);
    RUN(taskgroup_task_name); RUN(taskgroup_no_create_task_after_failure);
    printf("%d cases\n", ran);      // expect: 19 cases
    return 0;
}
