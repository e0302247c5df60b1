#include "await.h"
#include "closure.h"
#include "generator.h"
#include "blocking.h"
#include "joint.h"
#include "queue.h"
#include "defers.h"
#include "stmt.h"
#include "try.h"

/* Frames of operations that the compiler brings in by itself; only the embedding limit reads it. */
enum { OPERATION_FRAME_BYTES = 64 };

static Await *await_new(Lower *l, AwaitKind kind, Span at, Local *caught)
{
    Await *await = ARENA_NEW(l->arena, Await);

    *await = (Await){.kind = kind, .at = at, .caught = caught, .scope = l->scope,
                     .within = l->branch};
    return await;
}

void await_append(Lower *l, Await *await)
{
    Code *code = code_new(l, CODE_AWAIT);

    code->await = await;
    await->unwind = await->caught ? leave_unwind_canceled(l) : leave_unwind(l);
    code_append(l, code);
}

/* ------------------------------------------------------------------ calls */

/* The routine whose frame the call's can be, or NULL. */
static Routine *embedded_callee(Lower *l, const Call *call)
{
    Function *function = call->function;

    if (!function || function->colour == COLOUR_PLAIN || !call->name.len) return NULL;
    Routine *routine = l->routines[function->index];
    if (!routine || !routine->embeddable) return NULL;
    if (function->span.begin > l->routine->function->span.begin &&
        routine->needs > l->routine->function->span.begin)
        return NULL;
    return routine;
}

/* The routine that can be called by NAME__call, its declarations standing before, or NULL. */
static Routine *called_directly(Lower *l, const Call *call)
{
    Function *function = call->function;

    if (!function || function->colour != COLOUR_ASYNC || function->is_main || !call->name.len) return NULL;
    if (function == l->routine->function) return l->routine;
    Routine *routine = l->routines[function->index];
    bool later = function->span.begin > l->routine->function->span.begin;
    return routine && (!later || routine->needs <= l->routine->function->span.begin) ? routine : NULL;
}

static void note_callee(Lower *l, Routine *callee)
{
    Routine *routine = l->routine;

    if (callee == routine) return;
    for (size_t i = 0; i < routine->callees.len; i++)
        if (routine->callees.at[i] == callee) return;
    VEC_PUSH(l->arena, &routine->callees, callee);
}

/* The last word of what is called: `run` of steps[i].run. */
static Str last_word(Lower *l, Span span)
{
    Str text = source_text(&l->unit->source, span);
    size_t end = text.len;

    while (end && !char_in_word(text.at[end - 1])) end--;
    size_t begin = end;
    while (begin && char_in_word(text.at[begin - 1])) begin--;
    if (begin < end && text.at[begin] >= '0' && text.at[begin] <= '9') return (Str){0};
    return (Str){text.at + begin, end - begin};
}

static void describe_call(Lower *l, Await *await, Call *call)
{
    Routine *callee = embedded_callee(l, call);

    await->call = call;
    await->result = call->result;
    await->awaited = call->name.len ? call->name : last_word(l, call->callee->span);
    if (call->is_operation && call->name.len) {
        await->kind = AWAIT_OPERATION;
        await->operation = call->name;
        await->size = call->frame_size;
        await->align = call->frame_align;
    } else if (callee) {
        await->kind = AWAIT_EMBEDDED;
        await->callee = callee;
        await->operation = call->name;
        note_callee(l, callee);
    } else {
        await->kind = AWAIT_POOLED;
    }
}

/* Callee and arguments, evaluated in order; what is called by name needs no evaluation. */
static void spill_call_operands(Lower *l, Await *await, Call *call)
{
    uint32_t count = call->arguments + 1;
    Expr **expr = ARENA_ARRAY(l->arena, Expr *, count);
    Operand *operand = ARENA_ARRAY(l->arena, Operand, count);
    uint32_t first = call->name.len ? 1 : 0;

    expr[0] = call->callee;
    for (uint32_t i = 0; i < call->arguments; i++) expr[i + 1] = call->argument[i];
    spill_operands(l, expr + first, count - first, operand + first);
    if (first) text_span(l, &await->function, call->callee->span);
    else text_append(l, &await->function, &operand[0].text);
    for (uint32_t i = 1; i < count; i++) {
        if (i > 1) text_words(l, &await->arguments, ", ");
        text_append(l, &await->arguments, &operand[i].text);
    }
}

Await *await_prepare_call(Lower *l, Call *call, Span at, Local *caught)
{
    Await *await = await_new(l, AWAIT_POOLED, at, caught);

    describe_call(l, await, call);
    spill_call_operands(l, await, call);
    return await;
}

Operand await_result(Lower *l, Await *await)
{
    Operand operand = {.type = await->result, .stability = STABLE_TURN};

    if (type_is_void(await->result)) operand.stability = STABLE_ALWAYS;
    else if (await->dest) text_local(l, &operand.text, await->dest, ACCESS_READ);
    else text_result(l, &operand.text, await);
    if (await->dest) operand.stability = STABLE_ALWAYS;
    return operand;
}

static bool is_form(const Start *start, FormKind form)
{
    return start->kind == START_FORM && start->form == form;
}

bool await_has_discard(const Start *start)
{
    return start->kind == START_CALL || is_form(start, FORM_JOIN) || is_form(start, FORM_SHIELD);
}

static void call_directly(Lower *l, Await *await)
{
    Routine *callee = called_directly(l, await->call);

    if (!callee) return;
    await->is_direct = callee->is_called = true;
    note_callee(l, callee);
}

/* `async_sleep(0)`, and the 0 is written there. */
static bool gives_way(Lower *l, const Call *call)
{
    return call->is_operation && str_is(call->name, "async_sleep") && call->arguments == 1 &&
           str_is(source_text(&l->unit->source, call->argument[0]->span), "0");
}

/* Of an await by itself: its callee is no child of a joint. */
static Await *await_prepare_own(Lower *l, Start *start, Local *caught)
{
    Await *await = await_prepare_call(l, start->call, start->span, caught);

    await->gives_way = gives_way(l, start->call);
    return await;
}

/* source: await f(x). becomes: a suspension point, and its result */
static Operand await_call(Lower *l, Start *start, Local *caught)
{
    Await *await = await_prepare_own(l, start, caught);
    if (await->kind == AWAIT_POOLED) call_directly(l, await);
    if (await->kind == AWAIT_POOLED && !type_is_void(await->result)) {
        await->dest = temporary(l, await->result, "t");
        code_set(l, await->dest, (Text){0}, true);
    }
    await_append(l, await);
    return await_result(l, await);
}

/* ------------------------------------------------------------------ handles */

static Await *await_operation(Lower *l, const char *name, Str awaited, Span at, Local *caught)
{
    Await *await = await_new(l, AWAIT_OPERATION, at, caught);

    await->operation = str_from(name);
    await->awaited = awaited;
    await->size = OPERATION_FRAME_BYTES;
    await->align = sizeof(void *);
    return await;
}

Await *await_own_operation(Lower *l, const char *name, const char *awaited, Span at)
{
    return await_operation(l, name, str_from(awaited), at, NULL);
}

/* `async_next` */
static Str short_form(Lower *l, const Start *start)
{
    return source_text(&l->unit->source, start->name);
}

Await *await_caught_operation(Lower *l, const char *name, Start *start, Local *caught)
{
    return await_operation(l, name, short_form(l, start), start->span, caught);
}

/* The handle, evaluated once, good after the suspension too. */
static Operand steady_handle(Lower *l, Expr *handle)
{
    Operand operand = spill_value(l, handle);

    operand.type = handle->type;
    if (operand.stability != STABLE_ALWAYS) spill_save(l, &operand);
    return operand;
}

static Operand handle_value(Lower *l, const Type *type, const Operand *handle)
{
    Operand operand = {.type = type, .stability = STABLE_NOT};

    if (type_is_void(type)) {
        operand.stability = STABLE_ALWAYS;
        return operand;
    }
    text_words(l, &operand.text, "*");
    text_append(l, &operand.text, &handle->text);
    return operand;
}

static Str handle_name(Lower *l, Expr *handle)
{
    Str word = last_word(l, handle->span);

    return word.len ? word : STR("task");
}

/* source: await *h. becomes: a wait for the handle, then *h */
static Operand await_handle(Lower *l, Start *start, Local *caught)
{
    Operand handle = steady_handle(l, start->handle);
    Await *await = await_operation(l, "async_handle", handle_name(l, start->handle), start->span, caught);

    text_append(l, &await->arguments, &handle.text);
    await_append(l, await);
    return handle_value(l, start->type, &handle);
}

static void release_handle(Lower *l, const Operand *handle)
{
    Text release = {0};

    text_words(l, &release, "async_release(");
    text_append(l, &release, &handle->text);
    text_words(l, &release, ");");
    code_text(l, release);
}

/* After a caught join: if (!status) { t = *h; async_release(h); } */
static Operand take_if_joined(Lower *l, const Type *type, const Operand *handle, Local *caught)
{
    Operand value = handle_value(l, type, handle);
    Local *taken = type_is_void(type) ? NULL : temporary(l, type, "t");
    Code *branch = code_new(l, CODE_IF);
    CodeList *before;

    if (taken) code_set(l, taken, (Text){0}, true);
    text_words(l, &branch->text, "if (!");
    text_local(l, &branch->text, caught, ACCESS_READ);
    text_words(l, &branch->text, ")");
    branch->body = sequence_open(l, &before);
    if (taken) code_set(l, taken, value.text, false);
    release_handle(l, handle);
    sequence_close(l, before);
    code_append(l, branch);
    if (!taken) return value;
    Operand operand = {.type = type, .stability = STABLE_ALWAYS};
    text_local(l, &operand.text, taken, ACCESS_READ);
    return operand;
}

/* source: await async_join(h). becomes: a wait that releases h when it raises; t = *h; release */
static Operand await_join(Lower *l, Start *start, Local *caught)
{
    Operand handle = steady_handle(l, start->handle);
    Await *await = await_operation(l, "async_join", handle_name(l, start->handle), start->span, caught);

    text_append(l, &await->arguments, &handle.text);
    await_append(l, await);
    if (caught) return take_if_joined(l, start->type, &handle, caught);
    Operand value = handle_value(l, start->type, &handle);
    if (!type_is_void(start->type)) spill_save(l, &value);
    release_handle(l, &handle);
    return value;
}

/* ------------------------------------------------------------------ assignments */

/* source: x = P. becomes: x is found; P runs; x = its result, when its status is 0 */
static Operand await_assign(Lower *l, Start *start, Local *caught)
{
    Operand target = spill_location(l, start->target);
    Operand value = await_start(l, start->inner, caught);
    Text text = {0};

    text_append(l, &text, &target.text);
    text_words(l, &text, " = ");
    text_append(l, &text, &value.text);
    text_words(l, &text, ";");
    if (!caught) {
        code_text(l, text);
    } else {
        CodeList *before;
        Code *branch = code_new(l, CODE_IF);
        text_words(l, &branch->text, "if (!");
        text_local(l, &branch->text, caught, ACCESS_READ);
        text_words(l, &branch->text, ")");
        branch->body = sequence_open(l, &before);
        code_text(l, text);
        sequence_close(l, before);
        code_append(l, branch);
    }
    target.type = start->type;
    target.stability = STABLE_NOT;
    return target;
}

static void leave_if(Lower *l, Text condition, Text status, void (*leave)(Lower *l, Text status))
{
    CodeList *before;
    Code *branch = code_new(l, CODE_IF);

    text_words(l, &branch->text, "if (");
    text_append(l, &branch->text, &condition);
    text_words(l, &branch->text, ")");
    branch->body = sequence_open(l, &before);
    leave(l, status);
    sequence_close(l, before);
    code_append(l, branch);
}

void await_raise_if(Lower *l, Text condition, Text status)
{
    leave_if(l, condition, status, leave_raise);
}

void await_cancel_if(Lower *l, Text condition, Text status)
{
    leave_if(l, condition, status, leave_cancel);
}

/* ------------------------------------------------------------------ dispatch */

static Operand await_form_start(Lower *l, Start *start, Local *caught)
{
    switch (start->form) {
    case FORM_TRY: return try_lower(l, start, caught);
    case FORM_JOIN: return await_join(l, start, caught);
    case FORM_GATHER: return joint_lower(l, start, "GATHER", caught);
    case FORM_RACE: return joint_lower(l, start, "RACE", caught);
    case FORM_WAIT_FOR: return joint_wait_for(l, start, caught);
    case FORM_SHIELD: return shield_lower(l, start, caught);
    case FORM_BLOCKING: return blocking_lower(l, start, caught);
    case FORM_NEXT: return generator_step(l, start, "async_generator_next", caught);
    case FORM_SEND: return generator_send(l, start, caught);
    case FORM_THROW: return generator_step(l, start, "async_generator_throw", caught);
    case FORM_CLOSE: return generator_step(l, start, "async_generator_close", caught);
    case FORM_GET: return queue_get(l, start, caught);
    case FORM_PUT: return queue_put(l, start, caught);
    case FORM_MAP: return closure_map(l, start, caught);
    case FORM_SERVE_WITH: return closure_serve(l, start, caught);
    default: break;
    }
    Str name = source_text(&l->unit->source, start->name);
    not_yet(l, start->span, arena_printf(l->arena, "%.*s", STR_ARG(name)).at);
    return (Operand){.type = start->type};
}

Operand await_start(Lower *l, Start *start, Local *caught)
{
    switch (start->kind) {
    case START_CALL: return await_call(l, start, caught);
    case START_HANDLE: return await_handle(l, start, caught);
    case START_ASSIGN: return await_assign(l, start, caught);
    case START_FORM: return await_form_start(l, start, caught);
    case START_YIELD: return generator_yield_of(l, start->handle, caught);
    }
    return (Operand){.type = start->type};
}

void await_discard(Lower *l, Start *start, Local *caught)
{
    if (start->kind == START_CALL)
        await_append(l, await_prepare_own(l, start, caught));
    else await_start(l, start, caught);
}

/* ------------------------------------------------------------------ forms without await */

/* source: async_raise(code). becomes: the way out, through the defers */
static Operand lower_raise(Lower *l, Start *start)
{
    Operand code = spill_value(l, start->argument[0]);
    Text status = {0};

    text_words(l, &status, "async_raise_code(");
    text_append(l, &status, &code.text);
    text_words(l, &status, ")");
    stmt_leave(l, LEAVE_RAISE, status);
    return (Operand){.type = start->type, .stability = STABLE_ALWAYS};
}

/* source: async_check(e). becomes: t = e; if (t < 0) raise t; t */
static Operand lower_check(Lower *l, Start *start)
{
    Operand value = spill_value(l, start->argument[0]);
    CodeList *before;

    spill_save(l, &value);
    Code *branch = code_new(l, CODE_IF);
    text_words(l, &branch->text, "if (");
    text_append(l, &branch->text, &value.text);
    text_words(l, &branch->text, " < 0)");
    branch->body = sequence_open(l, &before);
    Text status = {0};
    text_words(l, &status, "(int)");
    text_append(l, &status, &value.text);
    stmt_leave(l, LEAVE_RAISE, status);
    sequence_close(l, before);
    code_append(l, branch);
    return value;
}

/* source: async_try_put(q, await f()). becomes: the same, its operands evaluated before, in order */
static Operand lower_plain_form(Lower *l, Expr *expr)
{
    Start *start = expr->start;
    Operand *operand = ARENA_ARRAY(l->arena, Operand, start->arguments);
    Operand value = {.type = expr->type, .stability = STABLE_NOT, .effects = true};

    spill_operands(l, start->argument, start->arguments, operand);
    text_span(l, &value.text, start->name);
    for (uint32_t i = 0; i < start->arguments; i++) {
        text_words(l, &value.text, i ? ", " : "(");
        text_append(l, &value.text, &operand[i].text);
    }
    text_words(l, &value.text, ")");
    return value;
}

Operand await_form(Lower *l, Expr *expr)
{
    switch (expr->start->form) {
    case FORM_PLAIN: return lower_plain_form(l, expr);
    case FORM_RAISE: return lower_raise(l, expr->start);
    case FORM_CHECK: return lower_check(l, expr->start);
    case FORM_SPAWN: return spawn_lower(l, expr);
    case FORM_RUN: return closure_run(l, expr);
    case FORM_TRY: return try_lower(l, expr->start, NULL);
    default: break;
    }
    Str name = source_text(&l->unit->source, expr->start->name);
    not_yet(l, expr->span, arena_printf(l->arena, "%.*s here", STR_ARG(name)).at);
    return (Operand){.type = expr->type};
}
