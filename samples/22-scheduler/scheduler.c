/*
 * A tiny multitasking system made of generators alone. A task is a generator that yields system
 * calls; the scheduler runs each task to its next call, carries it out, and sends back the answer.
 */
#include <asyncc.h>
#include <stdio.h>

enum { TASKS = 8 };

/* What a task asks of the system. */
typedef struct call {
    enum { PASS, GET_ID, START, WAIT_FOR, KILL } what;
    int id;                                  /* of WAIT_FOR and KILL */
    async_gen(struct call) task;             /* of START */
} call_t;

/* A task receives an int, the answer to its call. */
typedef async_gen(call_t) task_t;

typedef struct slot {
    task_t task;
    bool used, started;
    int answer;
    int waits_for; /* the id of a task, or -1 */
} slot_t;

static slot_t slots[TASKS];

static int start(task_t task)
{
    int id = 0;

    while (slots[id].used) id++;
    slots[id] = (slot_t){ .task = task, .used = true, .waits_for = -1 };
    return id;
}

static void end(int id)
{
    async_close(slots[id].task);
    slots[id].used = false;
    for (int i = 0; i < TASKS; i++)
        if (slots[i].waits_for == id) slots[i].waits_for = -1;
    printf("task %d has ended\n", id);
}

static int carry_out(int id, call_t call)
{
    switch (call.what) {
    case GET_ID: return id;
    case START: return start(call.task);
    case WAIT_FOR:
        if (slots[call.id].used) slots[id].waits_for = call.id;
        return 0;
    case KILL:
        if (slots[call.id].used) end(call.id);
        return 0;
    default: return 0;
    }
}

/* Runs a task to its next call. False when nobody can run any more. */
static bool run_one(int id)
{
    slot_t *slot = &slots[id];

    if (!slot->used || slot->waits_for >= 0) return false;
    bool calls = slot->started ? async_send(slot->task, slot->answer) : async_next(slot->task);
    slot->started = true;
    if (calls) slot->answer = carry_out(id, *slot->task);
    else end(id);
    return true;
}

static void run(void)
{
    for (bool any = true; any;) {
        any = false;
        for (int id = 0; id < TASKS; id++) any = run_one(id) || any;
    }
}

/* ------------------------------------------------------------------ the tasks */

static generator(call_t, int) void count(const char *name, int to)
{
    int id = async_receive(int, yield (call_t){ .what = GET_ID });

    defer printf("%s leaves\n", name);
    for (int i = 1; i <= to; i++) {
        printf("%s (task %d): %d of %d\n", name, id, i, to);
        yield (call_t){ .what = PASS };
    }
}

static generator(call_t, int) void boss(void)
{
    call_t short_one = { .what = START, .task = async_iter(count("Short", 2)) };
    call_t endless = { .what = START, .task = async_iter(count("Endless", 1000000)) };
    int first = async_receive(int, yield short_one);
    int second = async_receive(int, yield endless);

    printf("the boss waits for task %d\n", first);
    yield (call_t){ .what = WAIT_FOR, .id = first };
    printf("the boss kills task %d\n", second);
    yield (call_t){ .what = KILL, .id = second };
}

int main(void)
{
    start(async_iter(boss()));
    run();
    printf("nothing is left to run\n");
    return 0;
}
