/*
 * `n` machines that sleep, each for a time of its own: a heap of those that sleep, the clock read
 * once in a turn, epoll to wait in, as in an event loop written by hand.
 */
#include "../bench.h"

#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

enum { WIDTH = 4 }; /* of the heap: less deep than a binary one, its children in one cache line */

struct task {
    bool (*step)(struct task *self); /* true when it is done */
    struct gather *awaited_by;
    int state;
    uint64_t i, ms, result;
};

struct gather {
    uint64_t left;
};

struct timer {
    uint64_t due;
    struct task *task;
};

static struct timer *heap;
static size_t used, room;
static uint64_t now;

static uint64_t clock_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000 + (uint64_t)time.tv_nsec / 1000000;
}

static void heap_push(struct timer timer)
{
    size_t at = used++;

    if (used > room) {
        room = room ? 2 * room : 64;
        heap = realloc(heap, room * sizeof *heap);
        if (!heap) abort();
    }
    for (; at > 0 && heap[(at - 1) / WIDTH].due > timer.due; at = (at - 1) / WIDTH)
        heap[at] = heap[(at - 1) / WIDTH];
    heap[at] = timer;
}

static struct task *heap_pop(void)
{
    struct task *first = heap[0].task;
    struct timer last = heap[--used];
    size_t at = 0;

    for (;;) {
        size_t child = WIDTH * at + 1, least = child;
        size_t end = child + WIDTH < used ? child + WIDTH : used;
        if (child >= used) break;
        while (++child < end)
            if (heap[child].due < heap[least].due) least = child;
        if (heap[least].due >= last.due) break;
        heap[at] = heap[least];
        at = least;
    }
    heap[at] = last;
    return first;
}

static bool one_step(struct task *self)
{
    switch (self->state) {
    case 0:
        self->ms = bench_sleep_ms(self->i);
        self->state = 1;
        heap_push((struct timer){now + self->ms, self});
        return false;
    case 1: self->result = bench_mix(self->i, self->ms);
    }
    return true;
}

static struct task *spawn(struct gather *gather, uint64_t i)
{
    struct task *task = malloc(sizeof *task);
    if (!task) abort();
    *task = (struct task){.step = one_step, .awaited_by = gather, .i = i};
    task->step(task);
    return task;
}

static void run_timers(void)
{
    struct epoll_event events[64];
    int epoll = epoll_create1(0);

    while (used > 0) {
        now = clock_ms();
        while (used > 0 && heap[0].due <= now) {
            struct task *task = heap_pop();
            if (task->step(task)) task->awaited_by->left--;
        }
        if (used > 0) epoll_wait(epoll, events, 64, (int)(heap[0].due - now));
    }
    close(epoll);
}

static void bench_row(bench_t *bench, uint64_t n, uint64_t m)
{
    struct task **tasks = malloc(n * sizeof *tasks);
    struct gather gather = {n};

    (void)m;
    if (!tasks) abort();
    now = clock_ms();
    for (uint64_t i = 0; i < n; i++) tasks[i] = spawn(&gather, i);
    run_timers();
    if (gather.left != 0) abort();
    for (uint64_t i = 0; i < n; i++) {
        bench->checksum += tasks[i]->result;
        free(tasks[i]);
    }
    free(tasks);
    free(heap);
    bench->operations = n;
}
