#include "walk.h"

#include <asyncc/combine.h>
#include <asyncc/coroutine.h>
#include <asyncc/future.h>
#include <asyncc/group.h>
#include <asyncc/loop.h>

#include <stdlib.h>
#include <string.h>

/* More than that is a list that has been damaged. */
enum { CHILDREN_MAX = 10000000 };

/* A chain that is still to be walked: a joint's child; or, with no frame, its end. */
typedef struct pending {
    uint64_t frame, base, branch;
    const described_t *of;
    const char *awaited;
} pending_t;

typedef struct walker {
    reader_t *r;
    walk_t *walk;
    pending_t *pending;
    size_t count, room;
} walker_t;

/* ------------------------------------------------------------------ steps */

static step_t *add(walker_t *w, enum step_kind kind)
{
    walk_t *walk = w->walk;

    walk->step = inspect_grow(walk->step, walk->count, &walk->room, sizeof *walk->step);
    walk->step[walk->count] = (step_t){.kind = kind};
    return &walk->step[walk->count++];
}

static void add_of(walker_t *w, enum step_kind kind, const described_t *of, uint64_t at)
{
    step_t *step = add(w, kind);

    step->of = of;
    step->at = at;
}

static void add_handle(walker_t *w, uint64_t handle)
{
    if (handle) add(w, STEP_HANDLE)->at = handle;
}

/* ------------------------------------------------------------------ operations */

static void awaited_handle(walker_t *w, uint64_t at)
{
    struct async_handle__frame frame;

    if (inspect_read(w->r, at, &frame, sizeof frame)) add_handle(w, (uintptr_t)frame.handle);
}

static void awaited_group(walker_t *w, uint64_t at)
{
    struct async_group_join__frame frame;
    async_group_t group;
    async__group_child_t child;
    uint64_t end, link;

    if (!inspect_read(w->r, at, &frame, sizeof frame) ||
        !inspect_read(w->r, (uintptr_t)frame.group, &group, sizeof group))
        return;
    end = (uintptr_t)frame.group + offsetof(async_group_t, children);
    link = (uintptr_t)group.children.next;
    for (size_t i = 0; i < CHILDREN_MAX && link != end; i++, link = (uintptr_t)child.link.next) {
        if (!inspect_read(w->r, link, &child, sizeof child)) return;
        if (!child.ended) add_handle(w, (uintptr_t)child.task);
    }
}

static void awaited_set(walker_t *w, uint64_t watching_at)
{
    struct async__watching watching;
    async__watched_t item;

    if (!inspect_read(w->r, watching_at, &watching, sizeof watching)) return;
    for (size_t i = 0; i < watching.count && i < CHILDREN_MAX; i++)
        if (inspect_read(w->r, (uintptr_t)watching.item + i * sizeof item, &item, sizeof item) &&
            item.watcher.notify)
            add_handle(w, (uintptr_t)item.handle);
}

static uint64_t sleep_deadline(walker_t *w, uint64_t at)
{
    struct async_sleep__frame frame;

    return inspect_read(w->r, at, &frame, sizeof frame) ? frame.tick.deadline : 0;
}

/* ------------------------------------------------------------------ joints */

/* The descriptor of a frame of its own, which lies before it. */
static const described_t *describe_frame(walker_t *w, uint64_t frame)
{
    return frame ? inspect_describe(w->r, inspect_word(w->r, frame - sizeof(void *))) : NULL;
}

static void push(walker_t *w, pending_t pending)
{
    w->pending = inspect_grow(w->pending, w->count, &w->room, sizeof *w->pending);
    w->pending[w->count++] = pending;
}

/* Where child `point` of a joint in the frame at `base`, a function `of`, lies. */
static pending_t child_of(walker_t *w, const point_t *point, uint64_t base, const described_t *of,
                          uint64_t branch)
{
    pending_t child = {.frame = base + point->child, .branch = branch, .awaited = point->awaited};

    switch (point->kind) {
    case ASYNC_POINT_BRANCH:
        child.base = base;
        child.of = of;
        return child;
    case ASYNC_POINT_POOLED:
        child.frame = inspect_word(w->r, child.frame);
        child.of = describe_frame(w, child.frame);
        break;
    default: child.of = inspect_describe(w->r, point->callee); break;
    }
    child.base = child.frame;
    return child;
}

/* Children start in the order of the points; the last one is pushed first. */
static void joint(walker_t *w, uint64_t joint_at, const described_t *joined, uint64_t base,
                  const described_t *of)
{
    uint64_t at = inspect_word(w->r, joint_at + offsetof(async_joint_t, children));
    size_t first = w->count;
    async_child_t child;

    for (uint32_t i = 0; at && inspect_read(w->r, at, &child, sizeof child); i++) {
        const point_t *point = inspect_point(w->r, joined, i);
        if (!point) break;
        push(w, child_of(w, point, base, of, at));
        at = (uintptr_t)child.sibling;
    }
    for (size_t low = first, high = w->count; low + 1 < high; low++, high--) {
        pending_t kept = w->pending[low];
        w->pending[low] = w->pending[high - 1];
        w->pending[high - 1] = kept;
    }
}

/* ------------------------------------------------------------------ operations that say more */

/* The items of a map that run: an async_child_t, a pointer to the map, the link; see combine/map.c.
 */
static void map_items(walker_t *w, uint64_t at)
{
    enum { LINK = sizeof(async_child_t) + sizeof(void *) };
    uint64_t head = at + offsetof(struct async_map__frame, items);
    uint64_t link = inspect_word(w->r, head + offsetof(async_link_t, prev));
    async_child_t child;

    for (size_t i = 0; link && link != head && i < CHILDREN_MAX; i++) {
        const described_t *of;
        if (!inspect_read(w->r, link - LINK, &child, sizeof child)) return;
        of = describe_frame(w, (uintptr_t)child.root);
        if (of)
            push(w, (pending_t){.frame = (uintptr_t)child.root,
                                .base = (uintptr_t)child.root,
                                .branch = link - LINK,
                                .of = of,
                                .awaited = of->name});
        link = inspect_word(w->r, link + offsetof(async_link_t, prev));
    }
}

/* The operations that say more than their names. */
static void operation(walker_t *w, const described_t *of, uint64_t at, const async_frame_t *frame)
{
    bool waits = frame->state == w->r->layout.state_waiting;
    size_t index = w->walk->count;

    add_of(w, STEP_OPERATION, of, at);
    w->walk->step[index].ready = !waits;
    if (!strcmp(of->name, "async_sleep") || !strcmp(of->name, "async_wait_for"))
        w->walk->step[index].deadline = waits ? sleep_deadline(w, at) : 0;
    else if (!strcmp(of->name, "await of a handle") || !strcmp(of->name, "async_join"))
        awaited_handle(w, at);
    else if (!strcmp(of->name, "async_group"))
        awaited_group(w, at);
    else if (!strcmp(of->name, "async_map"))
        map_items(w, at);
    else if (!strcmp(of->name, "async_wait"))
        awaited_set(w, at + offsetof(struct async_wait__frame, watching));
    else if (!strcmp(of->name, "async_gather_tasks"))
        awaited_set(w, at + offsetof(struct async_gather_tasks__frame, watching));
    else if (!strcmp(of->name, "handles"))
        awaited_set(w, at);
}

/* ------------------------------------------------------------------ chains */

/* The next frame of a chain; `frame` 0: it ends here. */
typedef struct next {
    uint64_t frame, base;
    const described_t *of;
} next_t;

static next_t lost(walker_t *w)
{
    add(w, STEP_LOST);
    return (next_t){0};
}

static next_t follow(walker_t *w, const point_t *point, uint64_t base, const described_t *of)
{
    uint64_t child = base + point->child;
    const described_t *callee = inspect_describe(w->r, point->callee);

    if (point->kind == ASYNC_POINT_YIELD) return (next_t){0};
    if (point->kind == ASYNC_POINT_READY) {
        add_of(w, STEP_OPERATION, callee, base);
        w->walk->step[w->walk->count - 1].ready = true;
        return (next_t){0};
    }
    if (point->kind == ASYNC_POINT_POOLED) {
        child = inspect_word(w->r, child);
        callee = describe_frame(w, child);
    }
    if (!child || !callee) return lost(w);
    if (callee->flags & ASYNC_COROUTINE_JOINT) {
        joint(w, child, callee, base, of);
        return (next_t){0};
    }
    return (next_t){child, child, callee};
}

/* A step of an async generator: its frame, and the generator's, which is a coroutine of its own. */
static next_t stepped(walker_t *w, uint64_t step_at)
{
    uint64_t root =
        inspect_word(w->r, step_at + offsetof(struct async_generator_step__frame, root));
    const described_t *of = describe_frame(w, root);

    return of ? (next_t){root, root, of} : lost(w);
}

static bool is_generator_step(const described_t *of)
{
    return !strncmp(of->name, "async_generator_", 16);
}

static next_t one_frame(walker_t *w, next_t now)
{
    async_frame_t frame;

    if (!inspect_read(w->r, now.frame, &frame, sizeof frame)) return lost(w);
    if (now.of->flags & ASYNC_COROUTINE_OPERATION) {
        if (is_generator_step(now.of)) return stepped(w, now.frame);
        operation(w, now.of, now.frame, &frame);
        return (next_t){0};
    }
    if (frame.state == 0 || frame.state == w->r->layout.state_never) {
        add_of(w, frame.state ? STEP_NEVER : STEP_FRESH, now.of, now.frame);
        return (next_t){0};
    }
    const point_t *point = inspect_point(w->r, now.of, frame.state - 1);
    if (!point) return lost(w);
    step_t *step = add(w, STEP_FRAME);
    *step = (step_t){.kind = STEP_FRAME,
                     .of = now.of,
                     .at = now.frame,
                     .line = point->line,
                     .column = point->column,
                     .awaited = point->awaited};
    return follow(w, point, now.base, now.of);
}

/* A branch that runs has frames on the C stack: those say nothing about themselves. */
static void chain(walker_t *w, next_t now, uint64_t branch_at)
{
    async_branch_t branch;

    if (!now.of || !inspect_read(w->r, branch_at, &branch, sizeof branch)) {
        add(w, STEP_LOST);
    } else if (branch.flags & w->r->layout.flag_done) {
        add(w, STEP_DONE);
    } else if (!branch.leaf) {
        add_of(w, STEP_RUNNING, now.of, now.frame);
    } else {
        while (now.frame) now = one_frame(w, now);
    }
}

void inspect_walk(reader_t *r, uint64_t task, walk_t *walk)
{
    walker_t w = {.r = r, .walk = walk};
    uint64_t frame = task + r->layout.task_size;
    const described_t *of = inspect_describe(r, inspect_word(r, task + r->layout.task_coroutine));

    walk->count = 0;
    chain(&w, (next_t){frame, frame, of}, task + r->layout.task_branch);
    while (w.count) {
        pending_t child = w.pending[--w.count];
        if (!child.branch) {
            add(&w, STEP_END);
            continue;
        }
        step_t *step = add(&w, STEP_CHILD);
        step->awaited = child.awaited;
        step->branch = child.branch;
        push(&w, (pending_t){.branch = 0});
        chain(&w, (next_t){child.frame, child.base, child.of}, child.branch);
    }
    free(w.pending);
}
