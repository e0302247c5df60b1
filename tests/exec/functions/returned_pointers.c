/* functions that give pointers to async functions, by a typedef: async ones, through handles too */
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>

typedef async int op_fn(int);
typedef op_fn *op_ptr;
struct ops { op_fn *run; };

static async int twice(int v)
{
    await async_sleep(0);
    return v * 2;
}

static op_fn *plain(void) { return twice; }

static async op_fn *pick(int ms)
{
    op_fn *found = twice;
    await async_sleep(ms);
    return found;
}

static async op_ptr pick_or_not(int ms)
{
    await async_sleep(ms);
    return ms ? twice : NULL;
}

static async struct ops pick_table(void)
{
    await async_sleep(0);
    return (struct ops){twice};
}

static generator(op_fn *) void each(void)
{
    yield twice;
    yield plain();
}

async int main(void)
{
    op_fn *op = await pick(0);

    printf("%d\n", await op(1));                    // expect: 2
    printf("%d\n", await (await pick(1))(2));       // expect: 4
    printf("%d\n", await plain()(3));               // expect: 6
    printf("%d\n", await (await pick_or_not(1))(4)); // expect: 8
    printf("%d\n", await (await pick_table()).run(5)); // expect: 10
    async_for (op_fn *next, each()) printf("%d\n", await next(6));
    // expect: 12
    // expect: 12
    async_task(op_fn *) task = async_spawn(pick(1));
    op = await *task;
    printf("%d\n", await op(7));                    // expect: 14
    printf("%d\n", await (await async_join(task))(8)); // expect: 16
    async_queue(op_fn *) queue = async_queue_new(op_fn *, 1);
    await async_put(queue, op);
    printf("%d\n", await (await async_get(queue))(9)); // expect: 18
    async_queue_free(queue);
    op = await async_shield(pick(1));
    printf("%d %d\n", await async_try(op = pick(1)), await op(10)); // expect: 0 20
    return 0;
}
