#include "graph.h"

/* An edge whose end is not known yet. */
typedef struct Loose {
    size_t from;
    When when;
} Loose;

typedef VEC(Loose) LooseEnds;

/* What `break` and `continue` mean here. */
typedef struct Around {
    struct Around *outer;
    bool is_switch; /* `continue` is not its own */
    LooseEnds breaks, continues;
    size_t value; /* of a switch: the step of its head */
    bool has_default;
} Around;

typedef struct NamedStep {
    Str name;
    size_t step;
} NamedStep;

typedef struct Builder {
    const Checker *c;
    Graph *graph;
    LooseEnds loose; /* lead to the step that comes next */
    Around *around;
    VEC(NamedStep) labels, gotos;
} Builder;

static void build(Builder *b, const Stmt *stmt);

/* ------------------------------------------------------------------ steps and edges */

static void link(Builder *b, size_t from, size_t to, When when)
{
    Edge edge = {to, when};

    VEC_PUSH(b->c->arena, &b->graph->steps.at[from].next, edge);
}

static void add_loose(Builder *b, LooseEnds *ends, size_t from, When when)
{
    Loose loose = {from, when};

    VEC_PUSH(b->c->arena, ends, loose);
}

static void join_loose(Builder *b, LooseEnds *into, const LooseEnds *from)
{
    for (size_t i = 0; i < from->len; i++) add_loose(b, into, from->at[i].from, from->at[i].when);
}

/* All loose ends lead to `to`. */
static void close_loose(Builder *b, const LooseEnds *ends, size_t to)
{
    for (size_t i = 0; i < ends->len; i++) link(b, ends->at[i].from, to, ends->at[i].when);
}

static void follow(Builder *b, size_t step, When when)
{
    b->loose = (LooseEnds){0};
    add_loose(b, &b->loose, step, when);
}

/* A step that the loose ends lead to, and nothing leads on from. */
static size_t add_step(Builder *b, const Stmt *stmt, Span span, const Expr *expr)
{
    Step step = {.stmt = stmt, .span = span, .expr = expr, .suspends = expr && expr->suspends};
    size_t index = b->graph->steps.len;

    VEC_PUSH(b->c->arena, &b->graph->steps, step);
    close_loose(b, &b->loose, index);
    b->loose = (LooseEnds){0};
    return index;
}

/* ------------------------------------------------------------------ conditions */

typedef enum Truth { UNKNOWN, TRUE_ALWAYS, FALSE_ALWAYS } Truth;

static Truth truth_of(const Checker *c, const Head *head)
{
    if (!head->expr) return TRUE_ALWAYS;
    Str text = source_text(&c->unit->source, head->expr->span);
    if (str_is(text, "1") || str_is(text, "true")) return TRUE_ALWAYS;
    return str_is(text, "0") || str_is(text, "false") ? FALSE_ALWAYS : UNKNOWN;
}

/* The step of a condition; without one, of the head as a whole. */
static size_t add_test(Builder *b, const Stmt *stmt, const Head *head, Span whole)
{
    size_t test = add_step(b, stmt, head->expr ? head->expr->span : whole, head->expr);

    b->graph->steps.at[test].is_test = true;
    return test;
}

static LooseEnds way_of(Builder *b, size_t test, Truth truth, When when)
{
    LooseEnds ends = {0};

    if (truth != (when == IF_TRUE ? FALSE_ALWAYS : TRUE_ALWAYS)) add_loose(b, &ends, test, when);
    return ends;
}

/* ------------------------------------------------------------------ statements */

static bool is_call_without_return(const Checker *c, const Expr *expr)
{
    if (expr->kind == EXPR_FORM && expr->start) return expr->start->form == FORM_RAISE;
    for (size_t i = 0; i < c->unit->endings.len; i++) {
        Span call = c->unit->endings.at[i];
        if (call.begin == expr->span.begin && call.end == expr->span.end) return true;
    }
    return false;
}

/* Whether it may leave the function in the middle: by a call that does not return, a jump. */
static bool may_leave(const Checker *c, const Stmt *stmt, Span span)
{
    for (size_t i = 0; i < c->unit->endings.len; i++)
        if (span_within(span, c->unit->endings.at[i])) return true;
    return !stmt->is_simple && (stmt->kind == STMT_EXPR || stmt->kind == STMT_DECL);
}

static void build_plain(Builder *b, const Stmt *stmt)
{
    const Expr *expr = stmt->kind == STMT_EXPR ? stmt->expr.expr : NULL;
    size_t step = add_step(b, stmt, stmt->span, expr);

    b->graph->steps.at[step].suspends = stmt->suspends;
    if (may_leave(b->c, stmt, stmt->span)) link(b, step, STEP_EXIT, ALWAYS);
    if (!expr || !is_call_without_return(b->c, expr))
        follow(b, step, ALWAYS);
    else
        link(b, step, STEP_EXIT, ALWAYS);
}

static void build_if(Builder *b, const Stmt *stmt)
{
    Truth truth = truth_of(b->c, &stmt->if_.cond);
    size_t test = add_test(b, stmt, &stmt->if_.cond, stmt->if_.head);

    b->loose = way_of(b, test, truth, IF_TRUE);
    build(b, stmt->if_.then);
    LooseEnds then = b->loose;
    b->loose = way_of(b, test, truth, IF_FALSE);
    if (stmt->if_.otherwise) build(b, stmt->if_.otherwise);
    join_loose(b, &b->loose, &then);
}

static void build_body(Builder *b, Around *around, const Stmt *body)
{
    around->outer = b->around;
    b->around = around;
    build(b, body);
    b->around = around->outer;
}

static void build_while(Builder *b, const Stmt *stmt)
{
    Around around = {0};
    Truth truth = truth_of(b->c, &stmt->loop.cond);
    size_t test = add_test(b, stmt, &stmt->loop.cond, stmt->loop.head);

    b->loose = way_of(b, test, truth, IF_TRUE);
    build_body(b, &around, stmt->loop.body);
    close_loose(b, &b->loose, test);
    close_loose(b, &around.continues, test);
    b->loose = way_of(b, test, truth, IF_FALSE);
    join_loose(b, &b->loose, &around.breaks);
}

static void build_do(Builder *b, const Stmt *stmt)
{
    Around around = {0};
    Truth truth = truth_of(b->c, &stmt->loop.cond);
    Span word = {stmt->span.begin, stmt->span.begin + (uint32_t)strlen("do")};
    size_t begin = add_step(b, stmt, word, NULL);

    follow(b, begin, ALWAYS);
    build_body(b, &around, stmt->loop.body);
    join_loose(b, &b->loose, &around.continues);
    size_t test = add_test(b, stmt, &stmt->loop.cond, stmt->loop.head);
    LooseEnds again = way_of(b, test, truth, IF_TRUE);
    close_loose(b, &again, begin);
    b->loose = way_of(b, test, truth, IF_FALSE);
    join_loose(b, &b->loose, &around.breaks);
}

static void build_for(Builder *b, const Stmt *stmt)
{
    Around around = {0};
    Truth truth = truth_of(b->c, &stmt->for_.cond);

    if (stmt->for_.init) build_plain(b, stmt->for_.init);
    size_t test = add_test(b, stmt, &stmt->for_.cond, stmt->for_.head);
    b->loose = way_of(b, test, truth, IF_TRUE);
    build_body(b, &around, stmt->for_.body);
    join_loose(b, &b->loose, &around.continues);
    if (stmt->for_.step.expr) {
        size_t step = add_step(b, stmt, stmt->for_.step.expr->span, stmt->for_.step.expr);
        follow(b, step, ALWAYS);
    }
    close_loose(b, &b->loose, test);
    b->loose = way_of(b, test, truth, IF_FALSE);
    join_loose(b, &b->loose, &around.breaks);
}

static void build_switch(Builder *b, const Stmt *stmt)
{
    Around around = {.is_switch = true};

    around.value = add_step(b, stmt, stmt->switch_.value.span, stmt->switch_.value.expr);
    build_body(b, &around, stmt->switch_.body);
    if (!around.has_default) add_loose(b, &b->loose, around.value, ALWAYS);
    join_loose(b, &b->loose, &around.breaks);
}

static void build_case(Builder *b, const Stmt *stmt)
{
    Around *around = b->around;

    while (around && !around->is_switch) around = around->outer;
    if (around) {
        around->has_default |= stmt->case_.is_default;
        add_loose(b, &b->loose, around->value, ALWAYS);
    }
    if (stmt->case_.stmt) build(b, stmt->case_.stmt);
}

static void build_label(Builder *b, const Stmt *stmt)
{
    NamedStep label = {stmt->label.name, add_step(b, stmt, stmt->label.label, NULL)};

    VEC_PUSH(b->c->arena, &b->labels, label);
    follow(b, label.step, ALWAYS);
    if (stmt->label.stmt) build(b, stmt->label.stmt);
}

static void build_goto(Builder *b, const Stmt *stmt)
{
    NamedStep jump = {stmt->goto_.name, add_step(b, stmt, stmt->span, NULL)};

    VEC_PUSH(b->c->arena, &b->gotos, jump);
}

static void build_jump(Builder *b, const Stmt *stmt)
{
    bool is_break = stmt->kind == STMT_BREAK;
    Around *around = b->around;

    while (around && around->is_switch && !is_break) around = around->outer;
    if (around) join_loose(b, is_break ? &around->breaks : &around->continues, &b->loose);
    b->loose = (LooseEnds){0};
}

static void build_return(Builder *b, const Stmt *stmt)
{
    size_t step = add_step(b, stmt, stmt->span, stmt->return_.value);

    link(b, step, STEP_EXIT, ALWAYS);
}

static void build_async_for(Builder *b, const Stmt *stmt)
{
    Around around = {0};
    size_t head = add_step(b, stmt, stmt->async_for.head, NULL);

    b->graph->steps.at[head].suspends = true; /* it is the generator that ends it */
    follow(b, head, ALWAYS);
    build_body(b, &around, stmt->async_for.body);
    close_loose(b, &b->loose, head);
    close_loose(b, &around.continues, head);
    follow(b, head, ALWAYS);
    join_loose(b, &b->loose, &around.breaks);
}

/* async_group, async_timeout: a block that break and continue leave. */
static void build_block(Builder *b, const Stmt *stmt)
{
    Around around = {0};
    size_t head = add_step(b, stmt, stmt->block.head, stmt->block.ms);

    follow(b, head, ALWAYS);
    build_body(b, &around, stmt->block.body);
    join_loose(b, &b->loose, &around.breaks);
    join_loose(b, &b->loose, &around.continues);
    size_t end = add_step(b, stmt, (Span){stmt->span.end - 1, stmt->span.end}, NULL);
    b->graph->steps.at[end].suspends = true;
    follow(b, end, ALWAYS);
}

static void build(Builder *b, const Stmt *stmt)
{
    switch (stmt->kind) {
    case STMT_COMPOUND:
        for (uint32_t i = 0; i < stmt->compound.items; i++) build(b, stmt->compound.item[i]);
        break;
    case STMT_IF: build_if(b, stmt); break;
    case STMT_WHILE: build_while(b, stmt); break;
    case STMT_DO: build_do(b, stmt); break;
    case STMT_FOR: build_for(b, stmt); break;
    case STMT_SWITCH: build_switch(b, stmt); break;
    case STMT_CASE: build_case(b, stmt); break;
    case STMT_LABEL: build_label(b, stmt); break;
    case STMT_GOTO: build_goto(b, stmt); break;
    case STMT_BREAK:
    case STMT_CONTINUE: build_jump(b, stmt); break;
    case STMT_RETURN: build_return(b, stmt); break;
    case STMT_ASYNC_FOR: build_async_for(b, stmt); break;
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT: build_block(b, stmt); break;
    case STMT_DEFER: break;
    default: build_plain(b, stmt);
    }
}

Graph *graph_new(const Checker *c, const Function *function)
{
    Graph *graph = ARENA_NEW(c->arena, Graph);
    Builder b = {.c = c, .graph = graph};

    add_step(&b, NULL, (Span){function->body.begin, function->body.begin + 1}, NULL);
    add_step(&b, NULL, (Span){function->body.end - 1, function->body.end}, NULL);
    follow(&b, STEP_ENTRY, ALWAYS);
    build(&b, function->block);
    close_loose(&b, &b.loose, STEP_EXIT);
    for (size_t i = 0; i < b.gotos.len; i++)
        for (size_t k = 0; k < b.labels.len; k++)
            if (str_eq(b.labels.at[k].name, b.gotos.at[i].name))
                link(&b, b.gotos.at[i].step, b.labels.at[k].step, ALWAYS);
    return graph;
}

bool *graph_reachable(const Checker *c, const Graph *graph, size_t from)
{
    bool *reached = ARENA_ARRAY(c->arena, bool, graph->steps.len);
    VEC(size_t) open = {0};

    VEC_PUSH(c->arena, &open, from);
    while (open.len) {
        const Step *step = &graph->steps.at[open.at[--open.len]];
        for (size_t i = 0; i < step->next.len; i++) {
            size_t to = step->next.at[i].to;
            if (reached[to]) continue;
            reached[to] = true;
            VEC_PUSH(c->arena, &open, to);
        }
    }
    return reached;
}
