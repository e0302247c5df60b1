#include "joint.h"
#include "await.h"
#include "closure.h"

/* A child of a joint: what runs, and where its result goes. */
typedef struct Child {
    Await *await;
    Operand target; /* empty text: nowhere */
    Operand value;  /* of the result, once the joint is done */
} Child;

/* A call, an awaited handle, or an assignment of one of them; nothing is taken apart before it starts. */
static bool is_plain_child(const Start *start)
{
    if (start->kind == START_ASSIGN) {
        if (start->target->apart) return false;
        start = start->inner;
    }
    if (start->kind == START_HANDLE) return !start->handle->apart;
    if (start->kind != START_CALL || start->call->callee->apart) return false;
    for (uint32_t i = 0; i < start->call->arguments; i++)
        if (start->call->argument[i]->apart) return false;
    return true;
}

/* source: x = f(a). becomes: the text of both, evaluated where the child starts */
static void prepare_child(Lower *l, Start *start, Child *child)
{
    if (start->kind == START_ASSIGN) {
        child->target = spill_location(l, start->target);
        start = start->inner;
    }
    if (start->kind == START_CALL) {
        child->await = await_prepare_call(l, start->call, start->span, NULL);
        if (child->await->kind == AWAIT_POOLED && !type_is_void(child->await->result))
            child->await->dest = temporary(l, child->await->result, "t");
        child->value = await_result(l, child->await);
        return;
    }
    {
        Operand handle = spill_value(l, start->handle);
        if (handle.stability != STABLE_ALWAYS) spill_save(l, &handle);
        Await *await = ARENA_NEW(l->arena, Await);
        *await = (Await){.kind = AWAIT_OPERATION, .operation = STR("async_handle"), .size = 64,
                         .align = 8, .at = start->span, .scope = l->scope, .within = l->branch,
                         .awaited = source_text(&l->unit->source, start->span)};
        text_append(l, &await->arguments, &handle.text);
        child->await = await;
        child->value.type = start->type;
        if (!type_is_void(start->type)) text_words(l, &child->value.text, "*");
        text_append(l, &child->value.text, &handle.text);
    }
}

/*
 * source:  an operand that is more than a call: async_try(a = f()), async_gather(...)
 * becomes: a branch, a function of its own that runs it on this function's frame
 */
static void prepare_branch(Lower *l, Start *start, Child *child)
{
    Await *branch = ARENA_NEW(l->arena, Await), *outer = l->branch;
    Region *region = l->region;
    uint32_t depth = l->depth;
    CodeList *before;

    *branch = (Await){.kind = AWAIT_BRANCH, .at = start->span, .scope = l->scope, .within = outer,
                      .awaited = source_text(&l->unit->source, start->span)};
    branch_takes(l, branch, start->span);
    l->branch = branch;
    l->region = NULL;
    l->depth = 0;
    branch->body = sequence_open(l, &before);
    await_discard(l, start, NULL);
    sequence_close(l, before);
    l->depth = depth;
    l->region = region;
    l->branch = outer;
    VEC_PUSH(l->arena, &l->routine->branches, branch);
    *child = (Child){.await = branch};
}

static void start_child(Lower *l, Await *joint, Await *child)
{
    Code *code = code_new(l, CODE_START);

    child->joint = joint;
    VEC_PUSH(l->arena, &joint->children, child);
    code->await = child;
    code_append(l, code);
}

/* The results of the children that ended well go where they belong, whatever the joint raises. */
static void store_results(Lower *l, const Child *child, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (text_is_empty(&child[i].target.text)) continue;
        Text text = {0};
        text_words(l, &text, "if (");
        text_finished(l, &text, child[i].await);
        text_words(l, &text, ") ");
        text_append(l, &text, &child[i].target.text);
        text_words(l, &text, " = ");
        text_append(l, &text, &child[i].value.text);
        text_words(l, &text, ";");
        code_text(l, text);
    }
}

static Await *joint_new(Lower *l, Start *start, const char *mode, const char *awaited, Local *caught)
{
    Await *joint = ARENA_NEW(l->arena, Await);

    *joint = (Await){.kind = AWAIT_JOINT, .operation = STR("async_joint"), .at = start->span,
                     .scope = l->scope, .mode = mode, .caught = caught, .within = l->branch,
                     .size = 64, .align = 8, .awaited = str_from(awaited), .result = start->type};
    return joint;
}

/* Whether the child needs no statement before it starts: its text does all. */
static bool prepare_text(Lower *l, Start *start, Child *child)
{
    CodeList *before;
    Code *scratch;

    if (!is_plain_child(start)) return false;
    scratch = sequence_open(l, &before);
    prepare_child(l, start, child);
    sequence_close(l, before);
    return scratch->items.len == 0;
}

/* Each operand is evaluated when it is its turn to start: later than those before it have run. */
static void prepare(Lower *l, Start *start, Child *child)
{
    if (!prepare_text(l, start, child)) prepare_branch(l, start, child);
}

/*
 * What the joint raises, its results being stored, is raised now; where somebody tries it, only a
 * cancellation of the branch itself.
 */
static void raise_on(Lower *l, Local *status, bool tried)
{
    Text condition = {0}, raised = {0};

    text_local(l, &condition, status, ACCESS_READ);
    if (tried) text_words(l, &condition, " && async_canceling(%.*s)", STR_ARG(l->routine->cx));
    text_local(l, &raised, status, ACCESS_READ);
    if (tried)
        await_cancel_if(l, condition, raised);
    else
        await_raise_if(l, condition, raised);
}

/* The same of a joint that nobody tries, once the results of its children are stored. */
static void raise_late(Lower *l, Await *joint)
{
    Text condition = {0}, raised = {0};

    text_status(l, &condition, joint);
    text_status(l, &raised, joint);
    await_raise_if(l, condition, raised);
}

static bool has_targets(const Child *child, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (!text_is_empty(&child[i].target.text)) return true;
    return false;
}

static Local *status_of_joint(Lower *l)
{
    Local *status = temporary(l, type_int(l), "status");

    code_set(l, status, (Text){0}, true);
    return status;
}

/* Opens the joint, starts its children in order, waits, and stores their results. */
static void run_joint(Lower *l, Await *joint, const Child *child, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (child[i].await->dest) code_set(l, child[i].await->dest, (Text){0}, true);
    Code *open = code_new(l, CODE_START);
    open->await = joint;
    code_append(l, open);
    for (uint32_t i = 0; i < count; i++) start_child(l, joint, child[i].await);
    await_append(l, joint);
    store_results(l, child, count);
}

Operand joint_lower(Lower *l, Start *start, const char *mode, Local *caught)
{
    Child *child = ARENA_ARRAY(l->arena, Child, start->operands ? start->operands : 1);
    bool race = strcmp(mode, "RACE") == 0;
    Await *joint = joint_new(l, start, mode, race ? "async_race" : "async_gather", caught);

    for (uint32_t i = 0; i < start->operands; i++) prepare(l, start->operand[i], &child[i]);
    joint->is_late = !caught && has_targets(child, start->operands);
    run_joint(l, joint, child, start->operands);
    if (caught) raise_on(l, caught, true);
    else if (joint->is_late) raise_late(l, joint);
    Operand operand = {.type = start->type, .stability = STABLE_TURN};
    if (!type_is_void(start->type)) text_result(l, &operand.text, joint);
    return operand;
}

/* status = finished ? 0 : the clock was first ? ASYNC_ETIMEDOUT : status; */
static void settle(Lower *l, Await *joint, const Child *child, Local *status)
{
    Text value = {0};

    text_finished(l, &value, child->await);
    text_words(l, &value, " ? 0 : ");
    text_result(l, &value, joint);
    text_words(l, &value, " == 1 ? ASYNC_ETIMEDOUT : ");
    text_local(l, &value, status, ACCESS_READ);
    code_set(l, status, value, false);
}

/* source: async_wait_for(ms, P). becomes: a race between P and a clock, its status in t */
Operand joint_wait_for(Lower *l, Start *start, Local *outer)
{
    Local *status = status_of_joint(l);
    Operand ms = spill_value(l, start->argument[0]);
    Child child[2] = {{0}, {0}};

    if (ms.stability != STABLE_ALWAYS) spill_save(l, &ms);
    prepare(l, start->inner, &child[0]);
    Await *clock = ARENA_NEW(l->arena, Await);
    *clock = (Await){.kind = AWAIT_OPERATION, .operation = STR("async_deadline"), .size = 64,
                     .align = 8, .at = start->span, .scope = l->scope, .within = l->branch,
                     .awaited = STR("async_deadline"), .arguments = ms.text};
    child[1].await = clock;
    Await *joint = joint_new(l, start, "WAIT_FOR", "async_wait_for", status);
    run_joint(l, joint, child, 2);
    raise_on(l, status, true);
    settle(l, joint, &child[0], status);
    if (outer) {
        Text zero = {0};
        text_words(l, &zero, "0");
        code_set(l, outer, zero, false);
    }
    Operand operand = {.type = start->type, .stability = STABLE_ALWAYS};
    text_local(l, &operand.text, status, ACCESS_READ);
    return operand;
}

/* source: async_spawn(f(await g())). becomes: the same, its arguments evaluated before */
Operand spawn_lower(Lower *l, Expr *expr)
{
    Start *start = expr->start;
    Operand operand = {.type = expr->type, .stability = STABLE_NOT, .effects = true};

    if (!start->inner || start->inner->kind != START_CALL) {
        not_yet(l, expr->span, "this start expression");
        return operand;
    }
    Await *await = await_prepare_call(l, start->inner->call, start->span, NULL);
    text_span(l, &operand.text, (Span){expr->span.begin, start->inner->call->span.begin});
    text_append(l, &operand.text, &await->function);
    text_words(l, &operand.text, "(");
    text_append(l, &operand.text, &await->arguments);
    text_words(l, &operand.text, ")");
    text_span(l, &operand.text, (Span){start->inner->call->span.end, expr->span.end});
    return operand;
}
