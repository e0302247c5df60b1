/*
 * map.c - async_map: a call for each index, so many at once.
 *
 *      starting -> (all over: no suspension) | waiting -> an item ends: the next one starts ... over
 *
 * An item is a call of the function that asyncc makes of the operand, on a branch of its own; its
 * frame is captured behind the item, which goes when it ends. So what is in memory is what runs.
 */
#include <asyncc/combine.h>
#include <asyncc/status.h>

#include "../alloc.h"
#include "../coroutine.h"
#include "../list.h"
#include "../operation.h"

typedef struct map_item {
    async_child_t child;
    struct async_map__frame *map;
    list_t link; /* in the map's items, in the order of their start */
    const async_coroutine_t *coroutine; /* the frame follows: capture_head's last word */
} map_item_t;

/* As for a task: what follows the frame's head is aligned to 16. */
#define ITEM_HEAD                                                                                  \
    (((sizeof(map_item_t) + sizeof(async_frame_t) + 15) & ~(size_t)15) - sizeof(async_frame_t))

static map_item_t *item_of(async_frame_t *root)
{
    return (map_item_t *)(void *)root - 1;
}

/* ------------------------------------------------------------------ the end */

static void cancel_items(struct async_map__frame *self, async_context_t *cx)
{
    for (list_t *link = self->items.next; link != &self->items; link = link->next)
        async__cancel(&container_of(link, map_item_t, link)->child.branch, cx);
}

static bool is_over(const struct async_map__frame *self)
{
    bool all = self->next >= self->count || self->stopped;
    return all && list_empty(&self->items);
}

/* What it raises: a cancellation wins; where everything was done in spite of it, nothing. */
static int outcome(const struct async_map__frame *self)
{
    if (self->interrupted && (self->status || self->next < self->count)) return ASYNC_ECANCELED;
    return self->status;
}

static void end_item(struct async_map__frame *self, async_frame_t *root, int status,
                     async_context_t *cx)
{
    list_remove(&item_of(root)->link);
    async__frame_free(cx, root, ITEM_HEAD);
    self->running--;
    if (!status || self->stopped) {
        if (!self->status) self->status = status;
        return;
    }
    self->status = status;
    self->stopped = true;
    cancel_items(self, cx);
}

/* ------------------------------------------------------------------ the items */

static void start_items(struct async_map__frame *self, async_context_t *cx);

static async_step_t end_of_item(async_frame_t *frame, async_context_t *cx)
{
    map_item_t *item = container_of(cx->branch, map_item_t, child.branch);
    struct async_map__frame *self = item->map;

    (void)frame;
    cx->branch = NULL;
    end_item(self, item->child.root, item->child.root->status, cx);
    start_items(self, cx);
    if (is_over(self) && self->base.state == ASYNC__WAITING)
        async__operation_complete(&self->base, self->branch, outcome(self));
    return ASYNC_SUSPENDED;
}

static async_frame_t sentinel = { .resume = end_of_item };

/* The C stack is used up: the item goes on from the loop. */
static void go_on_later(map_item_t *item, async_context_t *cx)
{
    item->child.branch.leaf = cx->bounced;
    cx->bounced = NULL;
    async__wake(&item->child.branch);
}

static void start_item(struct async_map__frame *self, async_context_t *cx)
{
    async_branch_t *before = cx->branch;
    uintptr_t capture = async__capture(cx, ITEM_HEAD);
    async_step_t step;

    self->item(self->up, self->next++);
    async_frame_t *root = async_captured(cx, capture);
    map_item_t *item = item_of(root);
    item->child = (async_child_t){ .branch = { .flags = ASYNC__CHILD },
                                   .root = root,
                                   .strand = async__strand(self->branch) };
    item->map = self;
    list_append(&self->items, &item->link);
    self->running++;
    cx->branch = &item->child.branch;
    step = async_begin(root, cx);
    cx->branch = before;
    if (step != ASYNC_SUSPENDED) {
        end_item(self, root, step == ASYNC_RAISED ? root->status : 0, cx);
        return;
    }
    root->parent = &sentinel;
    if (cx->bounced) go_on_later(item, cx);
}

static void start_items(struct async_map__frame *self, async_context_t *cx)
{
    while (!self->stopped && self->next < self->count &&
           (self->limit <= 0 || self->running < self->limit))
        start_item(self, cx);
}

/* ------------------------------------------------------------------ the operation */

static async_step_t map__interrupt(async_frame_t *frame, async_context_t *cx)
{
    struct async_map__frame *self = (struct async_map__frame *)frame;

    self->interrupted = self->stopped = true;
    if (async__completed(self)) {
        async__complete(self, ASYNC_ECANCELED);
    } else if (async__spread_enter(self->branch)) {
        cancel_items(self, cx);
        async__spread_leave(cx);
    }
    return ASYNC_SUSPENDED;
}

async_step_t async_map__start(struct async_map__frame *self, async_context_t *cx, int64_t limit,
                              int64_t count, async_map_fn *item, void *up)
{
    if (!cx->branch) async__operation_stray();
    self->branch = cx->branch;
    self->item = item;
    self->up = up;
    self->limit = limit;
    self->count = count;
    self->next = self->running = 0;
    self->status = 0;
    self->stopped = self->interrupted = false;
    self->base.state = 0;
    list_init(&self->items);
    start_items(self, cx);
    if (!is_over(self)) return async__wait(self, cx, map__interrupt);
    if (self->status) return async_raised(&self->base, self->status);
    return ASYNC_FINISHED;
}

const async_coroutine_t async_map__async = {
    .abi = ASYNC_ABI_VERSION, .flags = ASYNC_COROUTINE_OPERATION, .name = "async_map",
    .file = __FILE__, .line = __LINE__, .size = sizeof(struct async_map__frame),
    .align = _Alignof(struct async_map__frame)};
