#include "stmt.h"
#include "loops.h"
#include "blocks.h"
#include "defers.h"
#include "spill.h"

/* source: defer D. becomes: nothing here; D stands at the end of the block */
typedef struct Deferred {
    Region *region;
    Stmt *stmt;   /* the defer; or */
    Local *local; /* a local with a clean-up function, or an array to free */
} Deferred;

typedef struct DeferredList {
    VEC(Deferred) all;
    Span block;
} DeferredList;

static void defer(Lower *l, DeferredList *deferred, uint32_t from, Stmt *stmt, Local *local)
{
    Region *region = defers_open(l, (Span){from, deferred->block.end});

    VEC_PUSH(l->arena, &deferred->all, (Deferred){region, stmt, local});
}

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

static bool is_kept_array(const Local *local)
{
    return local && local->is_kept && local->type->class_ == TYPE_VLA && local->type->is_array;
}

static void lower_sizes(Lower *l, const Sizes *sizes)
{
    for (size_t i = 0; i < sizes->len; i++)
        code_set(l, sizes->at[i].local, spill_value(l, sizes->at[i].expr).text, false);
}

/* source: int a[n]; becomes: a_size = n; a = async_array_new(sizeof(int[a_size]), alignment); */
static void lower_array(Lower *l, const Stmt *stmt, Local *local)
{
    if (!l->deferred) {
        not_yet(l, stmt->span, "an array of variable length in the head of a loop that suspends");
        return;
    }
    unsigned align = (unsigned)(local->align ? local->align : local->type->align);
    Text text = {0};

    text_words(l, &text, "async_array_new(sizeof ");
    text_local(l, &text, local, ACCESS_UNEVALUATED);
    text_words(l, &text, ", %u)", align ? align : 1);
    code_set(l, local, text, false);
    defer(l, l->deferred, local->declared, NULL, local);
}

static void append_declarator(Lower *l, Code **code, Stmt *stmt, CodeDeclarator declarator)
{
    if (!*code) {
        *code = code_new(l, CODE_DECL);
        (*code)->stmt = stmt;
        (*code)->declarator = ARENA_ARRAY(l->arena, CodeDeclarator, stmt->decl.declarators);
        code_append(l, *code);
    }
    (*code)->declarator[(*code)->declarators++] = declarator;
}

/* source: T a = e, b = f; an initializer suspends. becomes: T a = e; ...; T b = f; */
static void lower_declaration(Lower *l, Stmt *stmt)
{
    Code *code = NULL;
    bool verbatim = !stmt->suspends;

    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        Declarator *source = &stmt->decl.declarator[i];
        CodeDeclarator declarator = {.source = source, .has_init = source->init_expr != NULL};
        bool suspends = source->init_expr && source->init_expr->suspends;
        bool array = is_kept_array(source->local);
        l->full = stmt->span;
        if (suspends || array || source->sizes.len || source->is_spelled) code = NULL;
        lower_sizes(l, &source->sizes);
        if (array) lower_array(l, stmt, source->local);
        verbatim &= !array && !source->sizes.len && !source->is_spelled;
        if (source->is_spelled) continue;
        if (suspends) declarator.init = spill_value(l, source->init_expr).text;
        else if (source->init_expr) text_span(l, &declarator.init, source->init);
        append_declarator(l, &code, stmt, declarator);
    }
    if (!stmt->decl.declarators) lower_verbatim(l, stmt);
    else if (code && code->declarators == stmt->decl.declarators) code->verbatim = verbatim;
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

static void open_defer(Lower *l, Stmt *stmt, DeferredList *deferred)
{
    Code *comment = code_new(l, CODE_COMMENT);

    text_span(l, &comment->text, stmt->span);
    code_append(l, comment);
    defer(l, deferred, stmt->span.end, stmt, NULL);
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

    if (stmt->kind != STMT_DECL || !(deferred->all.len || suspends_after(block, item))) return;
    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        Local *local = stmt->decl.declarator[i].local;
        if (!local || !local->has_cleanup) continue;
        local->is_needed = true;
        defer(l, deferred, stmt->span.end, NULL, local);
    }
}

static void clean_up(Lower *l, Local *local)
{
    Text text = {0};

    if (is_kept_array(local)) {
        text_words(l, &text, "async_array_free(");
        text_local(l, &text, local, ACCESS_WRITE);
        text_words(l, &text, ");");
        code_text(l, text);
        return;
    }
    text_words(l, &text, "%.*s(&", STR_ARG(local->cleanup));
    text_local(l, &text, local, ACCESS_ADDRESS);
    text_words(l, &text, ");");
    code_text(l, text);
}

/* A deferred statement that suspends holds cancellations off; one that came is raised behind it. */
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
    defers_watch(l, shield);
    stmt_lower(l, body);
    defers_close(l, shield, true);
    leave_shield(l, shield->dispatch->raised);
    defers_dispatch(l, shield);
    l->depth--;
}

static void close_defers(Lower *l, DeferredList *deferred)
{
    bool reachable = !list_ends_in_jump(l->list);
    Span at = l->at;

    for (size_t i = deferred->all.len; i-- > 0;) {
        const Deferred *last = &deferred->all.at[i];
        if (last->stmt) l->at = last->stmt->defer.body->span;
        defers_close(l, last->region, reachable);
        if (last->stmt) lower_deferred_body(l, last->stmt->defer.body);
        else clean_up(l, last->local);
        defers_dispatch(l, last->region);
    }
    l->at = at;
}

/* One statement of a block; `lower` is for it unless it is deferred. */
typedef void StmtLower(Lower *l, Stmt *stmt, Local *temp);

static void lower_item(Lower *l, Stmt *block, uint32_t i, StmtLower *lower, Local *temp)
{
    Stmt *item = block->compound.item[i];
    DeferredList *deferred = l->deferred;

    if (item->kind == STMT_FOR) l->deferred = NULL;
    if (item->kind == STMT_DEFER) open_defer(l, item, deferred);
    else lower(l, item, temp);
    l->deferred = deferred;
}

static void block_open(Lower *l, const Stmt *block, DeferredList *deferred, DeferredList **outer)
{
    *deferred = (DeferredList){.block = block->span};
    *outer = l->deferred;
    l->deferred = deferred;
}

static void block_close(Lower *l, const Stmt *block, DeferredList *outer)
{
    DeferredList *deferred = l->deferred;

    l->deferred = outer;
    if (!deferred->all.len) return;
    l->at = (Span){block->span.end - 1, block->span.end - 1};
    close_defers(l, deferred);
}

static void lower_statement(Lower *l, Stmt *stmt, Local *temp)
{
    (void)temp;
    stmt_lower(l, stmt);
}

/* The lengths in the parameters' types, before anything else. */
static void lower_parameters(Lower *l, const Function *function)
{
    CodeList *before;

    if (!function->parameter_sizes.len) return;
    l->at = l->full = (Span){function->body.begin + 1, function->body.begin + 1};
    Code *sequence = sequence_open(l, &before);
    lower_sizes(l, &function->parameter_sizes);
    sequence_close(l, before);
    code_append(l, sequence);
}

/* In a block with defers it moves behind them: only a case may follow it. */
static bool falls_through(const Stmt *s) { return s->kind == STMT_OTHER && s->other.falls_through; }

/* The statements of a block; each becomes one item, so that the text between them stays. */
static void lower_items(Lower *l, Stmt *block)
{
    DeferredList deferred, *outer;
    const Stmt *moved = NULL;

    block_open(l, block, &deferred, &outer);
    if (block == l->routine->function->block) lower_parameters(l, l->routine->function);
    for (uint32_t i = 0; i < block->compound.items; i++) {
        Stmt *item = block->compound.item[i];
        CodeList *before;
        l->at = item->span;
        Code *sequence = sequence_open(l, &before);
        if (i + 1 == block->compound.items && deferred.all.len && falls_through(item)) moved = item;
        else lower_item(l, block, i, lower_statement, NULL);
        sequence_close(l, before);
        code_append(l, sequence->items.len == 1 ? sequence->items.at[0] : sequence);
        l->list->at[l->list->len - 1]->source = item->span;
        open_cleanups(l, block, i, &deferred);
    }
    block_close(l, block, outer);
    if (moved) code_words(l, "%.*s", STR_ARG(source_text(&l->unit->source, moved->span)));
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
    case STMT_ASYNC_GROUP: block_group(l, stmt); break;
    case STMT_ASYNC_TIMEOUT: block_timeout(l, stmt); break;
    case STMT_NULL:
    case STMT_OTHER: lower_verbatim(l, stmt); break;
    }
    l->at = at;
}

/* ------------------------------------------------------------------ statement expressions */

/* source: e; where nothing takes the value. becomes: (void)(e); */
static void discard_value(Lower *l, Expr *expr)
{
    Text text = {0};

    text_words(l, &text, "(void)(");
    text_span(l, &text, expr->span);
    text_words(l, &text, ");");
    code_text(l, text);
}

/* The last statement of ({ ... }) is its value. */
static void lower_last(Lower *l, Stmt *stmt, Local *temp)
{
    if (!temp && stmt->kind == STMT_EXPR && !stmt->expr.expr->suspends &&
        !type_is_void(stmt->expr.expr->type)) {
        discard_value(l, stmt->expr.expr);
        return;
    }
    if (!temp || stmt->kind != STMT_EXPR) {
        stmt_lower(l, stmt);
        return;
    }
    l->full = stmt->span;
    Operand value = spill_value(l, stmt->expr.expr);
    code_set(l, temp, value.text, false);
}

/* The value is taken before what is deferred runs. */
static void expression_items(Lower *l, Stmt *block, Local *temp)
{
    DeferredList deferred, *outer;

    block_open(l, block, &deferred, &outer);
    for (uint32_t i = 0; i < block->compound.items; i++) {
        l->at = block->compound.item[i]->span;
        bool last = i + 1 == block->compound.items;
        lower_item(l, block, i, last ? lower_last : lower_statement, temp);
        open_cleanups(l, block, i, &deferred);
    }
    block_close(l, block, outer);
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
    expression_items(l, stmt, temp);
    l->list = list;
    l->scope = scope;
    l->at = at;
    l->full = full;
    return block;
}
