#include "loops.h"
#include "joint.h"
#include "defers.h"
#include "spill.h"
#include "stmt.h"

/* ------------------------------------------------------------------ helpers */

static Region region_of_loop(Lower *l, Str continue_label)
{
    return (Region){.outer = l->region, .kind = REGION_LOOP, .continue_label = continue_label,
                    .index = ++l->routine->regions};
}

static Code *loop_body(Lower *l, Region *region, Stmt *body)
{
    l->region = region;
    Code *code = stmt_body(l, body);
    l->region = region->outer;
    return code;
}

static Str continue_label(Lower *l)
{
    return names_fresh(l->names, arena_printf(l->arena, "%.*s__continue",
                                              STR_ARG(l->routine->function->name)));
}

/* `if (!(condition)) break;` at the end of the list. */
static void break_unless(Lower *l, const Head *head, const Stmt *loop)
{
    Code *code = code_new(l, CODE_IF), *jump = code_new(l, CODE_JUMP);
    Text condition = spill_condition(l, head);

    jump->jump = JUMP_BREAK;
    code->loop_of = loop;
    text_words(l, &code->text, "if (!(");
    text_append(l, &code->text, &condition);
    text_words(l, &code->text, "))");
    code->body = jump;
    code_append(l, code);
}

/* for (;;) { ... }; what is appended until loop_forever_close goes into its body. */
static Code *open_forever(Lower *l, const Stmt *loop, Span head, CodeList **before)
{
    Code *forever = code_new(l, CODE_FOREVER);

    forever->loop_of = loop;
    text_span(l, &forever->text, head);
    forever->body = code_new(l, CODE_BLOCK);
    forever->body->braces = true;
    forever->body->inner = l->scope;
    code_append(l, forever);
    *before = l->list;
    l->list = (CodeList *)&forever->body->items;
    return forever;
}

static void append_body(Lower *l, Region *region, Stmt *body)
{
    code_append(l, loop_body(l, region, body));
    if (region->continue_used) code_label(l, region->continue_label);
}

/* ------------------------------------------------------------------ while, do */

/* source: while (c) body, c suspends. becomes: for (;;) { if (!(c)) break; body } */
void loop_while(Lower *l, Stmt *stmt)
{
    const Head *cond = &stmt->loop.cond;
    Region region = region_of_loop(l, (Str){0});
    CodeList *before;

    l->full = stmt->loop.head;
    if (cond->expr && cond->expr->suspends) {
        open_forever(l, stmt, stmt->loop.head, &before);
        break_unless(l, cond, stmt);
        append_body(l, &region, stmt->loop.body);
        l->list = before;
        return;
    }
    Code *code = code_new(l, CODE_LOOP);
    code->loop = LOOP_WHILE;
    code->stmt = stmt;
    text_span(l, &code->text, stmt->loop.head);
    code->body = loop_body(l, &region, stmt->loop.body);
    code_append(l, code);
}

/* source: do body while (c); c suspends. becomes: for (;;) { body; if (!(c)) break; } */
void loop_do(Lower *l, Stmt *stmt)
{
    const Head *cond = &stmt->loop.cond;
    CodeList *before;

    l->full = stmt->loop.head;
    if (cond->expr && cond->expr->suspends) {
        Region region = region_of_loop(l, continue_label(l));
        open_forever(l, stmt, stmt->loop.head, &before);
        append_body(l, &region, stmt->loop.body);
        break_unless(l, cond, stmt);
        l->list = before;
        return;
    }
    Region region = region_of_loop(l, (Str){0});
    Code *code = code_new(l, CODE_LOOP);
    code->loop = LOOP_DO;
    code->stmt = stmt;
    text_span(l, &code->tail, stmt->loop.head);
    code->body = loop_body(l, &region, stmt->loop.body);
    code_append(l, code);
}

/* ------------------------------------------------------------------ for */

static bool head_suspends(const Head *head)
{
    return head->expr && head->expr->suspends;
}

/* source: for (i; c; s) body, c or s suspends. becomes: i; for (;;) { if (!(c)) break; body; s; } */
static void for_as_forever(Lower *l, Stmt *stmt)
{
    Region region = region_of_loop(l, continue_label(l));
    CodeList *before;

    open_forever(l, stmt, stmt->for_.head, &before);
    l->full = stmt->for_.cond.span;
    if (stmt->for_.cond.expr) break_unless(l, &stmt->for_.cond, stmt);
    append_body(l, &region, stmt->for_.body);
    if (stmt->for_.step.expr) {
        l->full = stmt->for_.step.span;
        Expr *step = stmt->for_.step.expr;
        if (step->suspends) {
            spill_statement(l, step);
        } else {
            Operand operand = operand_span(l, step);
            text_words(l, &operand.text, ";");
            code_text(l, operand.text);
        }
    }
    l->list = before;
}

static Code *for_as_it_is(Lower *l, Stmt *stmt, bool with_init)
{
    Region region = region_of_loop(l, (Str){0});
    Code *code = code_new(l, CODE_LOOP);

    code->loop = LOOP_FOR;
    code->stmt = stmt;
    if (with_init && stmt->for_.init) code->init = stmt_body(l, stmt->for_.init);
    code->body = loop_body(l, &region, stmt->for_.body);
    return code_append(l, code);
}

static void for_in_block(Lower *l, Stmt *stmt)
{
    if (stmt->for_.init) stmt_lower(l, stmt->for_.init);
    if (head_suspends(&stmt->for_.cond) || head_suspends(&stmt->for_.step)) for_as_forever(l, stmt);
    else for_as_it_is(l, stmt, false);
}

/* What a `for` declares is seen in a block around it. */
void loop_for(Lower *l, Stmt *stmt)
{
    bool init = stmt->for_.init &&
                (stmt->for_.init->suspends || stmt_declares_array(stmt->for_.init));
    bool head = head_suspends(&stmt->for_.cond) || head_suspends(&stmt->for_.step);
    CodeList *list = l->list;
    Scope *scope = l->scope;

    if (!init && !head) {
        if (stmt->for_.inner) l->scope = stmt->for_.inner;
        for_as_it_is(l, stmt, true)->inner = stmt->for_.inner;
        l->scope = scope;
        return;
    }
    Code *block = code_new(l, CODE_BLOCK);
    block->braces = true;
    block->inner = stmt->for_.inner;
    code_append(l, block);
    l->list = (CodeList *)&block->items;
    if (stmt->for_.inner) l->scope = stmt->for_.inner;
    stmt_in_block(l, stmt, for_in_block);
    l->list = list;
    l->scope = scope;
}

/* ------------------------------------------------------------------ async_for */

/* What async_merge yields is a struct without a name: its bytes are those of the variable's type. */
static void copy_value(Lower *l, Local *local, const Text *value)
{
    Text copy = {0};

    code_set(l, local, (Text){0}, true);
    text_words(l, &copy, "__builtin_memcpy((void *)&");
    text_local(l, &copy, local, ACCESS_WRITE);
    text_words(l, &copy, ", &");
    text_append(l, &copy, value);
    text_words(l, &copy, ", sizeof ");
    text_local(l, &copy, local, ACCESS_UNEVALUATED);
    text_words(l, &copy, ");");
    code_text(l, copy);
}

/* `int v` = the value that was yielded, at the head of the body. */
static void declare_value(Lower *l, Stmt *stmt, const Text *value)
{
    Code *code = code_new(l, CODE_SET);
    Local *local = stmt->async_for.local;

    local->is_implied = true;
    if (stmt->async_for.is_owned && local->type->class_ == TYPE_RECORD) {
        copy_value(l, local, value);
        return;
    }
    code->local = local;
    code->text = *value;
    code->declares = true;
    code_append(l, code);
}

static Code *generator_loop(Lower *l, Stmt *stmt, const Text *condition, const Text *value)
{
    Region region = region_of_loop(l, (Str){0});
    Code *code = code_new(l, CODE_LOOP);
    CodeList *before = l->list;
    Scope *scope = l->scope;

    code->loop = LOOP_WHILE;
    code->loop_of = stmt;
    text_words(l, &code->text, "while (");
    text_append(l, &code->text, condition);
    text_words(l, &code->text, ")");
    code->body = code_new(l, CODE_BLOCK);
    code->body->braces = true;
    code->body->inner = stmt->async_for.inner;
    l->list = (CodeList *)&code->body->items;
    l->scope = stmt->async_for.inner;
    declare_value(l, stmt, value);
    code_append(l, loop_body(l, &region, stmt->async_for.body));
    l->list = before;
    l->scope = scope;
    return code_append(l, code);
}

/* What the generator raised is raised here. */
static void raise_status(Lower *l, const Text *status)
{
    CodeList *before;
    Code *branch = code_new(l, CODE_IF);

    text_words(l, &branch->text, "if (");
    text_append(l, &branch->text, status);
    text_words(l, &branch->text, " != 0)");
    branch->body = sequence_open(l, &before);
    leave_raise(l, *status);
    sequence_close(l, before);
    code_append(l, branch);
}

static Text status_of(Lower *l, Local *handle)
{
    Text text = {0};

    text_words(l, &text, "async_status(");
    text_local(l, &text, handle, ACCESS_READ);
    text_words(l, &text, ")");
    return text;
}

/* Nobody can catch it in a plain function: it is told on stderr, where it is not 0. */
static void report_status(Lower *l, Text status, Str name)
{
    Text report = {0};

    text_words(l, &report, "ASYNC_UNSEEN(\"%.*s\", ", STR_ARG(name));
    text_append(l, &report, &status);
    text_words(l, &report, ");");
    code_text(l, report);
}

static Text value_of(Lower *l, Local *handle)
{
    Text text = {0};

    text_words(l, &text, "*");
    text_local(l, &text, handle, ACCESS_READ);
    return text;
}

/* source: the loop. becomes: for (;;) { await async_next(h); if (!its result) break; T v = *h; S } */
static void awaited_loop(Lower *l, Stmt *stmt, Local *handle)
{
    Region region = region_of_loop(l, (Str){0});
    Scope *scope = l->scope;
    CodeList *before;

    Code *forever = open_forever(l, stmt, stmt->async_for.head, &before);
    Await *next = await_generator(l, "async_generator_next", "async_next", handle, stmt->async_for.head);
    Code *end = code_new(l, CODE_IF);
    end->loop_of = stmt;
    text_words(l, &end->text, "if (!");
    text_result(l, &end->text, next);
    text_words(l, &end->text, ")");
    end->body = code_new(l, CODE_JUMP);
    end->body->jump = JUMP_BREAK;
    code_append(l, end);
    l->scope = forever->body->inner = stmt->async_for.inner;
    Text value = value_of(l, handle);
    declare_value(l, stmt, &value);
    code_append(l, loop_body(l, &region, stmt->async_for.body));
    l->list = before;
    l->scope = scope;
}

static void loop_and_own(Lower *l, Stmt *stmt, Local *handle, Str name);

/* source: async_for (T v, h) S. becomes: while (async_next(h)) { T v = *h; S } */
static void loop_over_handle(Lower *l, Stmt *stmt)
{
    Expr *source = stmt->async_for.handle;
    Operand handle = spill_value(l, source);
    Local *kept = temporary(l, source->type, "g");

    code_set(l, kept, handle.text, true);
    if (stmt->async_for.is_owned) {
        loop_and_own(l, stmt, kept, (Str){0});
        return;
    }
    if (stmt->async_for.is_async) {
        awaited_loop(l, stmt, kept);
    } else {
        Text condition = {0}, value = value_of(l, kept);
        text_words(l, &condition, "async_next(");
        text_local(l, &condition, kept, ACCESS_READ);
        text_words(l, &condition, ")");
        generator_loop(l, stmt, &condition, &value);
    }
    Text status = status_of(l, kept);
    if (l->routine->function->colour != COLOUR_PLAIN) raise_status(l, &status);
}

/* Closes the generator on every way out of the loop. */
static void loop_and_close(Lower *l, Stmt *stmt, const Text *next, const Text *value, Text close)
{
    Region *region = defers_open(l, stmt->span);

    generator_loop(l, stmt, next, value);
    defers_close(l, region, true);
    code_text(l, close);
    defers_dispatch(l, region);
}

/*
 * source:  async_for (T v, range(a, b)) S
 * becomes: range__start(&range, cx, a, b); while (next) { T v = value; S } stop; raise its status
 */
static void loop_over_embedded(Lower *l, Stmt *stmt, Await *generator)
{
    Text next = {0}, stop = {0}, value = {0}, status = {0};
    Code *start = code_new(l, CODE_START);

    generator->kind = AWAIT_GENERATOR;
    generator->pinned = true;
    generator->result = stmt->async_for.value;
    start->await = generator;
    code_append(l, start);
    bool steps = !generator->callee->delegates;
    text_words(l, &next, steps ? "ASYNC_STEP(%.*s, " : "async_generator_next(", STR_ARG(generator->operation));
    text_frame(l, &next, generator);
    text_words(l, &next, ", %.*s)", STR_ARG(l->routine->cx));
    text_result(l, &value, generator);
    text_words(l, &stop, "async__generator_stop(");
    text_frame(l, &stop, generator);
    text_words(l, &stop, ", %.*s);", STR_ARG(l->routine->cx));
    loop_and_close(l, stmt, &next, &value, stop);
    text_words(l, &status, "async_generator_status(");
    text_frame(l, &status, generator);
    text_words(l, &status, ")");
    if (l->routine->function->colour != COLOUR_PLAIN) raise_status(l, &status);
    else report_status(l, status, generator->awaited);
}

static Local *create_generator(Lower *l, Stmt *stmt, const Await *generator)
{
    Local *handle = temporary(l, type_pointer_to(l->arena, stmt->async_for.value), "g");
    Text create = {0};

    text_words(l, &create, "async_iter(");
    text_append(l, &create, &generator->function);
    text_words(l, &create, "(");
    text_append(l, &create, &generator->arguments);
    text_words(l, &create, "))");
    code_set(l, handle, create, true);
    return handle;
}

/* The deferred end of a generator that the loop has created. */
static void close_generator(Lower *l, Stmt *stmt, Local *handle, const Region *region)
{
    Text close = {0};

    if (stmt->async_for.is_async) {
        code_words(l, "async_shield_enter(%.*s);", STR_ARG(l->routine->cx));
        await_generator(l, "async_generator_close", "async_close", handle, stmt->async_for.head);
        leave_shield(l, region->dispatch->raised);
        return;
    }
    text_words(l, &close, "async_close(");
    text_local(l, &close, handle, ACCESS_READ);
    text_words(l, &close, ");");
    code_text(l, close);
}

/* The same over a generator in memory of its own, which goes when the loop is left. */
static void loop_and_own(Lower *l, Stmt *stmt, Local *handle, Str name)
{
    bool coroutine = l->routine->function->colour != COLOUR_PLAIN;
    Region *region = defers_open(l, stmt->span);

    if (coroutine) defers_watch(l, region);
    if (stmt->async_for.is_async) {
        awaited_loop(l, stmt, handle);
    } else {
        Text next = {0}, value = value_of(l, handle);
        text_words(l, &next, "async_next(");
        text_local(l, &next, handle, ACCESS_READ);
        text_words(l, &next, ")");
        generator_loop(l, stmt, &next, &value);
    }
    if (coroutine) {
        defers_close_raising(l, region, status_of(l, handle));
    } else {
        report_status(l, status_of(l, handle), name);
        defers_close(l, region, true);
    }
    l->depth++;
    close_generator(l, stmt, handle, region);
    l->depth--;
    defers_dispatch(l, region);
}

static void comment_head(Lower *l, const Stmt *stmt)
{
    Code *comment = code_new(l, CODE_COMMENT);

    text_span(l, &comment->text, stmt->async_for.head);
    code_append(l, comment);
}

/* A generator that is async, recursive, too large, or defined elsewhere is no part of the frame. */
void loop_generator(Lower *l, Stmt *stmt)
{
    Await *generator = NULL;

    l->full = stmt->async_for.head;
    if (!stmt->async_for.is_async) comment_head(l, stmt);
    if (stmt->async_for.call)
        generator = await_prepare_call(l, stmt->async_for.call, stmt->async_for.call->span, NULL);
    if (generator && generator->kind == AWAIT_EMBEDDED) loop_over_embedded(l, stmt, generator);
    else if (generator) loop_and_own(l, stmt, create_generator(l, stmt, generator), generator->awaited);
    else loop_over_handle(l, stmt);
}
