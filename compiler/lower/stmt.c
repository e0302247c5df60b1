#include "stmt.h"
#include "loops.h"
#include "defers.h"
#include "spill.h"

/* ------------------------------------------------------------------ simple ones */

/* source: a statement that nothing suspends in. becomes: itself */
static void lower_verbatim(Lower *l, Stmt *stmt)
{
    Text text = {0};

    text_span(l, &text, stmt->span);
    Code *code = code_text(l, text);
    code->verbatim = true;
    code->stmt = stmt;
}

static void lower_expression(Lower *l, Stmt *stmt)
{
    l->full = stmt->span;
    spill_statement(l, stmt->expr.expr);
}

/* source: T a = e, b = f; an initializer suspends. becomes: T a = e; ...; T b = f; */
static void lower_declaration(Lower *l, Stmt *stmt)
{
    Code *code = NULL;

    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        Declarator *source = &stmt->decl.declarator[i];
        CodeDeclarator declarator = {.source = source, .has_init = source->init_expr != NULL};
        bool suspends = source->init_expr && source->init_expr->suspends;
        l->full = stmt->span;
        if (suspends) {
            code = NULL;
            declarator.init = spill_value(l, source->init_expr).text;
        } else if (source->init_expr) {
            text_span(l, &declarator.init, source->init);
        }
        if (!code) {
            code = code_new(l, CODE_DECL);
            code->stmt = stmt;
            code->declarator = ARENA_ARRAY(l->arena, CodeDeclarator, stmt->decl.declarators);
            code_append(l, code);
        }
        code->declarator[code->declarators++] = declarator;
    }
    if (!stmt->decl.declarators) lower_verbatim(l, stmt);
    else if (code && code->declarators == stmt->decl.declarators) code->verbatim = !stmt->suspends;
}

static void lower_return(Lower *l, Stmt *stmt)
{
    Text value = {0};

    l->full = stmt->span;
    if (stmt->return_.value) {
        Operand operand = spill_value(l, stmt->return_.value);
        if (type_is_void(l->routine->function->result)) {
            if (operand.effects) spill_save(l, &operand);
        } else {
            value = operand.text;
        }
    }
    leave_return(l, value);
}

void stmt_leave(Lower *l, LeaveKind kind, Text text)
{
    if (kind == LEAVE_RAISE) leave_raise(l, text);
    else leave_return(l, text);
}

/* ------------------------------------------------------------------ blocks */

/* source: defer D. becomes: nothing here; D stands at the end of the block */
typedef struct Deferred {
    Region *region;
    Stmt *stmt;   /* the defer; or */
    Local *local; /* a local with a clean-up function */
} Deferred;

typedef VEC(Deferred) DeferredList;

static void open_defer(Lower *l, Stmt *defer, Span block, DeferredList *deferred)
{
    Code *comment = code_new(l, CODE_COMMENT);

    text_span(l, &comment->text, defer->span);
    code_append(l, comment);
    Region *region = defers_open(l, (Span){defer->span.end, block.end});
    VEC_PUSH(l->arena, deferred, (Deferred){region, defer, NULL});
}

static bool suspends_after(const Stmt *block, uint32_t item)
{
    for (uint32_t i = item; i < block->compound.items; i++)
        if (block->compound.item[i]->suspends) return true;
    return false;
}

/*
 * source:  T x __attribute__((cleanup(f))) = e;      where something suspends behind it
 * becomes: x = e; and f(&x) like a deferred statement; x is in the frame then. Where nothing
 *          suspends and nothing is deferred, C does it.
 */
static void open_cleanups(Lower *l, const Stmt *block, uint32_t item, DeferredList *deferred)
{
    const Stmt *stmt = block->compound.item[item];

    if (stmt->kind != STMT_DECL || !(deferred->len || suspends_after(block, item))) return;
    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        Local *local = stmt->decl.declarator[i].local;
        if (!local || !local->has_cleanup) continue;
        if (l->routine->function->colour == COLOUR_PLAIN)
            not_yet(l, stmt->span, "a clean-up attribute behind a defer in a plain function");
        local->is_needed = true;
        Region *region = defers_open(l, (Span){stmt->span.end, block->span.end});
        VEC_PUSH(l->arena, deferred, (Deferred){region, NULL, local});
    }
}

static void clean_up(Lower *l, Local *local)
{
    Text text = {0};

    text_words(l, &text, "%.*s(&", STR_ARG(local->cleanup));
    text_local(l, &text, local, ACCESS_ADDRESS);
    text_words(l, &text, ");");
    code_text(l, text);
}

/* A deferred statement that suspends holds cancellations off while it runs. */
static void lower_deferred_body(Lower *l, Stmt *body)
{
    l->depth++;
    if (!body->suspends) {
        stmt_lower(l, body);
        l->depth--;
        return;
    }
    code_words(l, "async_shield_enter(%.*s);", STR_ARG(l->routine->cx));
    Region *shield = defers_open(l, body->span);
    stmt_lower(l, body);
    defers_close(l, shield, true);
    code_words(l, "async_shield_leave(%.*s);", STR_ARG(l->routine->cx));
    defers_dispatch(l, shield);
    l->depth--;
}

static void close_defers(Lower *l, DeferredList *deferred)
{
    bool reachable = !list_ends_in_jump(l->list);
    Span at = l->at;

    for (size_t i = deferred->len; i-- > 0;) {
        Stmt *stmt = deferred->at[i].stmt;
        if (stmt) l->at = stmt->defer.body->span;
        defers_close(l, deferred->at[i].region, reachable);
        if (stmt) lower_deferred_body(l, stmt->defer.body);
        else clean_up(l, deferred->at[i].local);
        defers_dispatch(l, deferred->at[i].region);
        reachable = true;
    }
    l->at = at;
}

/* The statements of a block; each becomes one item, so that the text between them stays. */
static void lower_items(Lower *l, Stmt *block)
{
    DeferredList deferred = {0};

    for (uint32_t i = 0; i < block->compound.items; i++) {
        Stmt *item = block->compound.item[i];
        CodeList *before;
        l->at = item->span;
        Code *sequence = sequence_open(l, &before);
        if (item->kind == STMT_DEFER) open_defer(l, item, block->span, &deferred);
        else stmt_lower(l, item);
        sequence_close(l, before);
        code_append(l, sequence->items.len == 1 ? sequence->items.at[0] : sequence);
        l->list->at[l->list->len - 1]->source = item->span;
        open_cleanups(l, block, i, &deferred);
    }
    if (!deferred.len) return;
    l->at = (Span){block->span.end - 1, block->span.end - 1};
    close_defers(l, &deferred);
}

static void lower_block(Lower *l, Stmt *stmt)
{
    Code *block = code_new(l, CODE_BLOCK);
    CodeList *list = l->list;
    Scope *scope = l->scope;

    block->source = stmt->span;
    block->inner = stmt->compound.inner;
    code_append(l, block);
    l->list = (CodeList *)&block->items;
    if (stmt->compound.inner) l->scope = stmt->compound.inner;
    lower_items(l, stmt);
    l->list = list;
    l->scope = scope;
}

/* ------------------------------------------------------------------ if, switch, labels */

Code *stmt_body(Lower *l, Stmt *stmt)
{
    CodeList *before;
    Span at = l->at;

    l->at = stmt->span;
    Code *sequence = sequence_open(l, &before);
    stmt_lower(l, stmt);
    sequence_close(l, before);
    l->at = at;
    return sequence->items.len == 1 ? sequence->items.at[0] : sequence;
}

/* The head of a statement, `word (condition)`, its condition's suspensions taken out before. */
static Text lower_head(Lower *l, const Head *head, Span span)
{
    Text text = {0};

    l->full = span;
    if (!head->expr || !head->expr->suspends) {
        text_span(l, &text, span);
        return text;
    }
    Text condition = spill_condition(l, head);
    text_span(l, &text, (Span){span.begin, head->span.begin});
    text_append(l, &text, &condition);
    text_span(l, &text, (Span){head->span.end, span.end});
    return text;
}

static void comment_head(Lower *l, const Head *head, Span span)
{
    if (!head->expr || !head->expr->suspends) return;
    Code *comment = code_new(l, CODE_COMMENT);
    text_span(l, &comment->text, span);
    code_append(l, comment);
}

static void lower_if(Lower *l, Stmt *stmt)
{
    comment_head(l, &stmt->if_.cond, stmt->if_.head);
    Text head = lower_head(l, &stmt->if_.cond, stmt->if_.head);
    Code *code = code_new(l, CODE_IF);

    code->text = head;
    code->stmt = stmt;
    code->body = stmt_body(l, stmt->if_.then);
    if (stmt->if_.otherwise) code->otherwise = stmt_body(l, stmt->if_.otherwise);
    code_append(l, code);
}

static void lower_switch(Lower *l, Stmt *stmt)
{
    comment_head(l, &stmt->switch_.value, stmt->switch_.head);
    Text head = lower_head(l, &stmt->switch_.value, stmt->switch_.head);
    Region region = {.outer = l->region, .kind = REGION_SWITCH, .index = ++l->routine->regions};
    Code *code = code_new(l, CODE_LOOP);

    code->loop = LOOP_SWITCH;
    code->text = head;
    code->stmt = stmt;
    l->region = &region;
    code->body = stmt_body(l, stmt->switch_.body);
    l->region = region.outer;
    code_append(l, code);
}

/* source: case 1: S, name: S. becomes: the label, then what S becomes */
static void lower_label(Lower *l, Stmt *stmt)
{
    bool is_case = stmt->kind == STMT_CASE;
    Code *code = code_new(l, CODE_LABEL);
    Stmt *body = is_case ? stmt->case_.stmt : stmt->label.stmt;

    code->is_case = is_case;
    code->is_default = is_case && stmt->case_.is_default;
    code->stmt = stmt;
    if (!is_case) code->target = stmt->label.name;
    text_span(l, &code->text, is_case ? stmt->case_.label : stmt->label.label);
    if (body) code->body = stmt_body(l, body);
    code_append(l, code);
}

/* ------------------------------------------------------------------ dispatch */

void stmt_lower(Lower *l, Stmt *stmt)
{
    Span at = l->at;

    l->at = stmt->span;
    if (stmt->is_simple && stmt->kind != STMT_DECL) {
        lower_verbatim(l, stmt);
        l->at = at;
        return;
    }
    switch (stmt->kind) {
    case STMT_COMPOUND: lower_block(l, stmt); break;
    case STMT_DECL: lower_declaration(l, stmt); break;
    case STMT_EXPR: lower_expression(l, stmt); break;
    case STMT_IF: lower_if(l, stmt); break;
    case STMT_WHILE: loop_while(l, stmt); break;
    case STMT_DO: loop_do(l, stmt); break;
    case STMT_FOR: loop_for(l, stmt); break;
    case STMT_SWITCH: lower_switch(l, stmt); break;
    case STMT_CASE:
    case STMT_LABEL: lower_label(l, stmt); break;
    case STMT_GOTO: leave_goto(l, stmt->goto_.name); break;
    case STMT_BREAK: leave_break(l); break;
    case STMT_CONTINUE: leave_continue(l); break;
    case STMT_RETURN: lower_return(l, stmt); break;
    case STMT_ASYNC_FOR: loop_generator(l, stmt); break;
    case STMT_DEFER: not_yet(l, stmt->span, "defer as the body of a statement"); break;
    case STMT_ASYNC_GROUP: not_yet(l, stmt->span, "async_group"); break;
    case STMT_ASYNC_TIMEOUT: not_yet(l, stmt->span, "async_timeout"); break;
    case STMT_NULL:
    case STMT_OTHER: lower_verbatim(l, stmt); break;
    }
    l->at = at;
}

/* ------------------------------------------------------------------ statement expressions */

/* The last statement of ({ ... }) is its value. */
static void lower_last(Lower *l, Stmt *stmt, Local *temp)
{
    if (!temp || stmt->kind != STMT_EXPR) {
        stmt_lower(l, stmt);
        return;
    }
    l->full = stmt->span;
    Operand value = spill_value(l, stmt->expr.expr);
    code_set(l, temp, value.text, false);
}

Code *stmt_expression_block(Lower *l, Stmt *stmt, Local *temp)
{
    Code *block = code_new(l, CODE_BLOCK);
    CodeList *list = l->list;
    Scope *scope = l->scope;
    Span at = l->at, full = l->full;

    block->source = stmt->span;
    block->inner = stmt->compound.inner;
    block->braces = true;
    l->list = (CodeList *)&block->items;
    if (stmt->compound.inner) l->scope = stmt->compound.inner;
    for (uint32_t i = 0; i < stmt->compound.items; i++) {
        l->at = stmt->compound.item[i]->span;
        if (i + 1 == stmt->compound.items) lower_last(l, stmt->compound.item[i], temp);
        else stmt_lower(l, stmt->compound.item[i]);
    }
    l->list = list;
    l->scope = scope;
    l->at = at;
    l->full = full;
    return block;
}
