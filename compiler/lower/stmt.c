#include "stmt.h"
#include "loops.h"
#include "blocks.h"
#include "deferred.h"
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

static void lower_sizes(Lower *l, const Sizes *sizes)
{
    for (size_t i = 0; i < sizes->len; i++)
        code_set(l, sizes->at[i].local, spill_value(l, sizes->at[i].expr).text, false);
}

/* source: int a[n]; becomes: a_size = n; a = async_array_new(sizeof(int[a_size]), alignment); */
static void lower_array(Lower *l, Local *local)
{
    unsigned align = (unsigned)(local->align ? local->align : local->type->align);
    Text text = {0};

    text_words(l, &text, "async_array_new(sizeof ");
    text_local(l, &text, local, ACCESS_UNEVALUATED);
    text_words(l, &text, ", %u)", align ? align : 1);
    code_set(l, local, text, false);
    deferred_array(l, local);
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
        if (suspends || array || source->sizes.len || source->is_gone) code = NULL;
        lower_sizes(l, &source->sizes);
        if (array) lower_array(l, source->local);
        verbatim &= !array && !source->sizes.len && !source->is_gone;
        if (source->is_gone) continue;
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

static bool is_variable(const Stmt *item) { return item->kind == STMT_DECL && item->decl.is_variable; }

static Stmt *labelled(const Stmt *stmt)
{
    if (stmt->kind == STMT_LABEL) return stmt->label.stmt;
    return stmt->kind == STMT_CASE ? stmt->case_.stmt : NULL;
}

static const Stmt *behind_labels(const Stmt *stmt)
{
    while (labelled(stmt)) stmt = labelled(stmt);
    return stmt;
}

/* A label as such, without what it stands before. */
static Code *label_code(Lower *l, Stmt *stmt)
{
    bool is_case = stmt->kind == STMT_CASE;
    Code *code = code_new(l, CODE_LABEL);

    code->is_case = is_case;
    code->is_default = is_case && stmt->case_.is_default;
    code->stmt = stmt;
    if (!is_case) code->target = stmt->label.name;
    text_span(l, &code->text, is_case ? stmt->case_.label : stmt->label.label);
    return code;
}

/* source: again: defer D; becomes: again: ; and D at the end of the block */
static void lower_labels(Lower *l, Stmt *stmt)
{
    for (; labelled(stmt); stmt = labelled(stmt)) {
        Code *code = label_code(l, stmt);
        code->body = code_new(l, CODE_SEQUENCE);
        code_append(l, code);
    }
}

/* One statement of a block; `lower` is for it unless it is deferred. */
typedef void StmtLower(Lower *l, Stmt *stmt, Local *temp);

static void lower_item(Lower *l, Stmt *block, uint32_t i, StmtLower *lower, Local *temp)
{
    Stmt *item = block->compound.item[i];

    if (is_variable(item)) deferred_braces(l);
    if (behind_labels(item)->kind == STMT_DEFER) {
        lower_labels(l, item);
        deferred_add(l, behind_labels(item));
    } else {
        lower(l, item, temp);
    }
}

bool stmt_declares_array(const Stmt *stmt)
{
    if (stmt->kind != STMT_DECL) return false;
    for (uint32_t i = 0; i < stmt->decl.declarators; i++)
        if (is_kept_array(stmt->decl.declarator[i].local)) return true;
    return false;
}

void stmt_in_block(Lower *l, Stmt *stmt, void (*lower)(Lower *l, Stmt *stmt))
{
    DeferredList deferred, *outer;

    outer = deferred_open(l, stmt, &deferred);
    lower(l, stmt);
    deferred_close(l, stmt, outer);
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

    outer = deferred_open(l, block, &deferred);
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
        deferred_cleanups(l, block, i);
    }
    deferred_close(l, block, outer);
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
    Code *code = label_code(l, stmt);
    Stmt *body = labelled(stmt);

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

    outer = deferred_open(l, block, &deferred);
    for (uint32_t i = 0; i < block->compound.items; i++) {
        l->at = block->compound.item[i]->span;
        bool last = i + 1 == block->compound.items;
        lower_item(l, block, i, last ? lower_last : lower_statement, temp);
        deferred_cleanups(l, block, i);
    }
    deferred_close(l, block, outer);
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
