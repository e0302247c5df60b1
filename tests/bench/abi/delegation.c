/*
 * Generators that delegate to themselves, values in both directions, what is thrown and close
 * included; a chain a hundred thousand deep, where a value costs one resumption. By hand, in the
 * shape of generated code:
 *
 *      generator(int, int) int walk(const struct node *tree)
 *      {
 *          if (!tree) return 0;
 *          entered++;
 *          defer left++;
 *          int sum = yield_from walk(tree->before);
 *          int got, status = async_try(got = yield tree->key);
 *          if (status && tree->key >= 0) async_raise(status);
 *          sum += status ? status : got;
 *          if (!tree->after) return sum;
 *          return sum + yield_from walk(tree->after);
 *      }
 *
 *      generator(int, int) int guard(const struct node *tree)
 *      {
 *          int sum = -1;
 *          int status = async_try(sum = yield_from walk(tree));
 *          if (status) yield status;
 *          return sum;
 *      }
 */
#include "mini_runtime.h"

struct node {
    int key;
    const struct node *before, *after;
};

static long entered, left, resumed;

/* The common beginning of all frames of generator(int, int). */
struct int_int__generator {
    async_frame_t base;
    int value;
    int *slot;
    int sent; /* of the root: what the yield is given */
};

static int sent_to(int *slot)
{
    return ((struct int_int__generator *)async_generator_root(slot))->sent;
}

/* ------------------------------------------------------------------ walk */

struct walk__frame {
    async_frame_t base;
    int value;
    int *slot;
    int sent;
    int result;
    const struct node *tree;
    int sum;
    int32_t raised;
    async_frame_t *walk;
};

enum { walk__from_walk_1 = 1, walk__yield_2, walk__from_walk_3 };

static async_step_t walk__resume(async_frame_t *frame, async_context_t *cx);

static const async_coroutine_t walk__async = {
    .abi = ASYNC_ABI_VERSION,
    .flags = ASYNC_COROUTINE_GENERATOR,
    .name = "walk",
    .file = __FILE__,
    .line = 6,
    .size = sizeof(struct walk__frame),
    .align = _Alignof(struct walk__frame),
    .result = offsetof(struct walk__frame, result),
    .result_size = sizeof(int),
    .value_size = sizeof(int),
    .sent = offsetof(struct walk__frame, sent),
    .sent_size = sizeof(int),
    .resume = walk__resume,
};

static inline async_frame_t *walk__new(async_context_t *cx, int *slot, const struct node *tree)
{
    struct walk__frame *self =
        (struct walk__frame *)async_frame_new(cx, &walk__async, sizeof *self, 0);

    async_generator_open(&self->base, walk__resume);
    self->slot = slot;
    self->tree = tree;
    return async_pooled(&self->base, &walk__async);
}

/* Takes the return value of the generator that was delegated to. */
static inline int walk__take(async_frame_t *frame, async_context_t *cx)
{
    int result = ((struct walk__frame *)frame)->result;
    async_frame_free(cx, frame, sizeof(struct walk__frame), 0);
    return result;
}

static async_step_t walk__resume(async_frame_t *frame, async_context_t *cx)
{
    struct walk__frame *self = (struct walk__frame *)frame;
    int got = 0, status;

    resumed++;
    switch (frame->state) {
    case walk__from_walk_1: goto walk__from_walk_1;
    case walk__yield_2: goto walk__yield_2;
    case walk__from_walk_3: goto walk__from_walk_3;
    }

    if (!self->tree) {
        self->result = 0;
        return ASYNC_FINISHED;
    }
    entered++;
    /* defer left++; */
    self->walk = walk__new(cx, self->slot, self->tree->before);
    return async_delegated(frame, self->walk, walk__from_walk_1);
walk__from_walk_1:
    if (self->walk->status != 0) goto walk__raised_walk;
    self->sum = walk__take(self->walk, cx);

    *self->slot = self->tree->key;
    return async_yielded(frame, self->slot, walk__yield_2);
walk__yield_2:
    status = frame->status;
    if (status == ASYNC_CLOSING) goto walk__unwinding;
    if (status == 0) got = sent_to(self->slot);
    if (status && self->tree->key >= 0) goto walk__unwinding;
    self->sum += status ? status : got;
    if (!self->tree->after) {
        self->result = self->sum;
        left++; /* deferred */
        return ASYNC_FINISHED;
    }
    self->walk = walk__new(cx, self->slot, self->tree->after);
    return async_delegated(frame, self->walk, walk__from_walk_3);
walk__from_walk_3:
    if (self->walk->status != 0) goto walk__raised_walk;
    self->result = self->sum + walk__take(self->walk, cx);
    left++; /* deferred */
    return ASYNC_FINISHED;

walk__raised_walk:
    frame->status = async_dropped(cx, self->walk);
walk__unwinding:
    self->raised = frame->status;
    left++; /* deferred */
    return async_raised(frame, self->raised);
}

/* ------------------------------------------------------------------ guard */

struct guard__frame {
    async_frame_t base;
    int value;
    int *slot;
    int sent;
    int result;
    const struct node *tree;
    int sum;
    async_frame_t *walk;
};

enum { guard__from_walk_1 = 1, guard__yield_2 };

static async_step_t guard__resume(async_frame_t *frame, async_context_t *cx)
{
    struct guard__frame *self = (struct guard__frame *)frame;
    int status;

    switch (frame->state) {
    case guard__from_walk_1: goto guard__from_walk_1;
    case guard__yield_2: goto guard__yield_2;
    }

    self->sum = -1;
    /* int status = async_try(sum = yield_from walk(tree)); */
    self->walk = walk__new(cx, self->slot, self->tree);
    return async_delegated(frame, self->walk, guard__from_walk_1);
guard__from_walk_1:
    status = self->walk->status;
    if (status == ASYNC_CLOSING) return async_raised(frame, async_dropped(cx, self->walk));
    if (status == 0) self->sum = walk__take(self->walk, cx);
    else async_drop(cx, self->walk);

    if (status) {
        *self->slot = status;
        return async_yielded(frame, self->slot, guard__yield_2);
    guard__yield_2:
        if (frame->status != 0) return ASYNC_RAISED;
    }
    self->result = self->sum;
    return ASYNC_FINISHED;
}

static void guard__open(struct guard__frame *self, const struct node *tree)
{
    async_generator_open(&self->base, guard__resume);
    self->slot = &self->value;
    self->tree = tree;
}

/* ------------------------------------------------------------------ what must come out */

static const struct node nodes[] = {
    { 1, NULL, NULL },          { 2, &nodes[0], &nodes[2] }, { 3, NULL, NULL },
    { 4, &nodes[1], &nodes[5] }, { 5, NULL, NULL },          { 6, &nodes[4], NULL },
};
#define TREE (&nodes[3])

static void start(struct guard__frame *guard, const struct node *tree)
{
    entered = left = resumed = 0;
    guard__open(guard, tree);
}

static void check_values(async_context_t *cx)
{
    struct guard__frame guard;

    start(&guard, TREE);
    for (int key = 1; key <= 6; key++) {
        guard.sent = 10 * (key - 1);
        CHECK(async_generator_next(&guard.base, cx));
        CHECK(guard.value == key);
    }
    guard.sent = 60;
    CHECK(!async_generator_next(&guard.base, cx));
    CHECK(guard.result == 10 + 20 + 30 + 40 + 50 + 60);
    CHECK(entered == 6 && left == 6);
}

static void check_throw(async_context_t *cx)
{
    struct guard__frame guard;

    start(&guard, TREE);
    for (int key = 1; key <= 3; key++) CHECK(async_generator_next(&guard.base, cx));
    CHECK(entered - left == 3); /* 4, 2, 3 */
    CHECK(mini_throw(&guard.base, cx, -7));
    CHECK(guard.value == -7 && entered == left);
    CHECK(!async_generator_next(&guard.base, cx));
    CHECK(guard.result == -1);
}

/* What was thrown and caught does not outlive the generator that caught it. */
static void check_caught(async_context_t *cx)
{
    static const struct node patient = { -1, NULL, NULL };
    struct guard__frame guard;

    start(&guard, &patient);
    CHECK(async_generator_next(&guard.base, cx));
    CHECK(!mini_throw(&guard.base, cx, -7));
    CHECK(guard.result == -7 && entered == left);
}

static void check_close(async_context_t *cx)
{
    struct guard__frame guard;

    start(&guard, TREE);
    for (int key = 1; key <= 5; key++) CHECK(async_generator_next(&guard.base, cx));
    CHECK(entered - left == 3); /* 4, 6, 5 */
    async__generator_stop(&guard.base, cx);
    CHECK(entered == 6 && left == 6);
}

/* A tree that is a list: a delegation for every value, and a depth that grows by one each time. */
static void check_depth(async_context_t *cx, int depth)
{
    struct node *list = calloc((size_t)depth, sizeof *list);
    struct guard__frame guard;

    CHECK(list);
    for (int i = 0; i < depth; i++)
        list[i] = (struct node){ i, NULL, i + 1 < depth ? &list[i + 1] : NULL };
    start(&guard, list);
    for (int i = 0; i < depth; i++) {
        long before = resumed;
        CHECK(async_generator_next(&guard.base, cx) && guard.value == i);
        CHECK(resumed - before <= 4); /* where it stood, two new ones, out of the empty one */
    }
    CHECK(entered == depth && left == 0);
    async__generator_stop(&guard.base, cx);
    CHECK(left == depth);
    free(list);
}

int main(void)
{
    async_context_t *cx = async_context();

    check_values(cx);
    check_throw(cx);
    check_caught(cx);
    check_close(cx);
    check_depth(cx, 100000);
    CHECK(mini_blocks() == 0);
    puts("ok");
    return 0;
}
