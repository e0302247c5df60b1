#include "ast.h"

typedef struct Dump {
    Writer *w;
    const Unit *unit;
    Arena *arena;
    int depth;
} Dump;

static void dump_stmt(Dump *d, const char *role, const Stmt *stmt);
static void dump_expr(Dump *d, const char *role, const Expr *expr);
static void dump_start(Dump *d, const char *role, const Start *start);

/* ------------------------------------------------------------------ lines */

static void begin(Dump *d, const char *role, const char *kind, uint32_t at)
{
    write_format(d->w, "%*s", 2 * d->depth, "");
    if (role) write_format(d->w, "%s: ", role);
    write_format(d->w, "%s %u:%u", kind, source_line(&d->unit->source, at),
                 source_column(&d->unit->source, at));
}

static void flag(Dump *d, bool set, const char *name)
{
    if (set) write_format(d->w, " %s", name);
}

static void end(Dump *d) { write_text(d->w, "\n"); }

/* Source text on one line. */
static void quote(Dump *d, Span span)
{
    Str text = source_text(&d->unit->source, span);
    bool space = false;

    write_text(d->w, " \"");
    for (size_t i = 0; i < text.len; i++) {
        bool blank = text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t';
        if (blank && space) continue;
        space = blank;
        write_str(d->w, blank ? STR(" ") : (Str){text.at + i, 1});
    }
    write_text(d->w, "\"");
}

static void type(Dump *d, const Type *t)
{
    static const char *const handle[] = {"", " task", " future", " generator", " queue"};
    static const char *const colour[] = {"", " async", " generator", " async-generator"};

    if (!t) return;
    Str text = type_declare(d->arena, t, STR(""));
    write_format(d->w, " :%.*s%s%s", STR_ARG(text), handle[t->handle],
                 t->class_ == TYPE_FUNCTION ? colour[t->colour] : "");
    flag(d, t->class_ == TYPE_VLA, "vla");
    flag(d, t->is_unnamed, "unnamed");
}

/* ------------------------------------------------------------------ expressions */

static const char *expr_name(ExprKind kind)
{
    static const char *const name[] = {
        [EXPR_PLAIN] = "plain",
        [EXPR_PAREN] = "paren",
        [EXPR_UNARY] = "unary",
        [EXPR_ADDRESS] = "address",
        [EXPR_INCDEC] = "incdec",
        [EXPR_BINARY] = "binary",
        [EXPR_LOGICAL] = "logical",
        [EXPR_COMMA] = "comma",
        [EXPR_CONDITIONAL] = "conditional",
        [EXPR_ASSIGN] = "assign",
        [EXPR_COMPOUND_ASSIGN] = "compound-assign",
        [EXPR_CALL] = "call",
        [EXPR_SUBSCRIPT] = "subscript",
        [EXPR_MEMBER] = "member",
        [EXPR_CAST] = "cast",
        [EXPR_COMPOUND_LITERAL] = "compound-literal",
        [EXPR_LIST] = "list",
        [EXPR_STATEMENT] = "statement",
        [EXPR_GENERIC] = "generic",
        [EXPR_AWAIT] = "await",
        [EXPR_YIELD] = "yield",
        [EXPR_YIELD_FROM] = "yield-from",
        [EXPR_FORM] = "form",
    };
    return name[kind];
}

static void expr_flags_line(Dump *d, const Expr *e)
{
    flag(d, e->suspends, "suspends");
    flag(d, e->apart && !e->suspends, "apart");
    flag(d, e->is_constant, "constant");
    flag(d, e->is_lvalue, "lvalue");
    flag(d, e->is_bit_field, "bit-field");
    flag(d, e->has_effects, "effects");
}

static void dump_expr(Dump *d, const char *role, const Expr *e)
{
    begin(d, role, expr_name(e->kind), e->span.begin);
    if (e->op.len) write_format(d->w, " %.*s", STR_ARG(e->op));
    if (e->kind == EXPR_PLAIN) quote(d, e->span);
    expr_flags_line(d, e);
    type(d, e->type);
    if (e->received) write_text(d->w, " receives");
    end(d);
    d->depth++;
    for (uint32_t i = 0; i < e->kids; i++) dump_expr(d, NULL, e->kid[i]);
    if (e->start) dump_start(d, NULL, e->start);
    if (e->block) dump_stmt(d, NULL, e->block);
    d->depth--;
}

static void maybe_expr(Dump *d, const char *role, const Expr *e)
{
    if (e) dump_expr(d, role, e);
}

/* ------------------------------------------------------------------ starts */

static void dump_call(Dump *d, const char *role, const Call *c)
{
    static const char *const colour[] = {"plain", "async", "generator", "async-generator"};

    begin(d, role, "call", c->span.begin);
    quote(d, c->span);
    write_format(d->w, " %s", colour[c->colour]);
    if (c->name.len) write_format(d->w, " name=%.*s", STR_ARG(c->name));
    flag(d, c->function != NULL, "seen");
    if (c->is_operation) write_format(d->w, " operation=%llu", (unsigned long long)c->frame_size);
    type(d, c->result);
    end(d);
    d->depth++;
    dump_expr(d, "callee", c->callee);
    for (uint32_t i = 0; i < c->arguments; i++) dump_expr(d, "argument", c->argument[i]);
    d->depth--;
}

static void dump_form(Dump *d, const Start *s)
{
    if (s->declaration.end) {
        write_format(d->w, "%*sdeclares", 2 * d->depth, "");
        quote(d, s->declaration);
        end(d);
    }
    for (uint32_t i = 0; i < s->arguments; i++) dump_expr(d, "argument", s->argument[i]);
    for (uint32_t i = 0; i < s->operands; i++) dump_start(d, "operand", s->operand[i]);
    if (s->inner) dump_start(d, "of", s->inner);
}

static void dump_start(Dump *d, const char *role, const Start *s)
{
    static const char *const name[] = {"start-call", "handle", "target", "form", "start-yield"};
    static const char *const handle[] = {"none", "task", "future", "generator", "queue"};

    if (s->kind == START_CALL) {
        dump_call(d, role, s->call);
        return;
    }
    begin(d, role, name[s->kind], s->span.begin);
    if (s->kind == START_FORM) quote(d, s->name);
    if (s->kind == START_HANDLE) write_format(d->w, " %s", handle[s->handle_kind]);
    type(d, s->type);
    end(d);
    d->depth++;
    if (s->kind == START_FORM) dump_form(d, s);
    if (s->kind == START_HANDLE || s->kind == START_YIELD) maybe_expr(d, NULL, s->handle);
    if (s->kind == START_ASSIGN) {
        dump_expr(d, "lvalue", s->target);
        dump_start(d, NULL, s->inner);
    }
    d->depth--;
}

/* ------------------------------------------------------------------ statements */

static const char *stmt_name(StmtKind kind)
{
    static const char *const name[] = {
        [STMT_COMPOUND] = "compound",
        [STMT_DECL] = "decl",
        [STMT_EXPR] = "expr",
        [STMT_NULL] = "null",
        [STMT_IF] = "if",
        [STMT_WHILE] = "while",
        [STMT_DO] = "do",
        [STMT_FOR] = "for",
        [STMT_SWITCH] = "switch",
        [STMT_CASE] = "case",
        [STMT_LABEL] = "label",
        [STMT_GOTO] = "goto",
        [STMT_BREAK] = "break",
        [STMT_CONTINUE] = "continue",
        [STMT_RETURN] = "return",
        [STMT_DEFER] = "defer",
        [STMT_ASYNC_FOR] = "async-for",
        [STMT_ASYNC_GROUP] = "group",
        [STMT_ASYNC_TIMEOUT] = "timeout",
        [STMT_OTHER] = "other",
    };
    return name[kind];
}

static void dump_decl(Dump *d, const Stmt *s)
{
    for (uint32_t i = 0; i < s->decl.declarators; i++) {
        const Declarator *declarator = &s->decl.declarator[i];
        begin(d, NULL, "declarator", declarator->span.begin);
        quote(d, declarator->span);
        flag(d, declarator->local == NULL, "stays");
        end(d);
        d->depth++;
        maybe_expr(d, "init", declarator->init_expr);
        d->depth--;
    }
}

static void dump_async_for(Dump *d, const Stmt *s)
{
    if (s->async_for.call) dump_call(d, "over", s->async_for.call);
    maybe_expr(d, "over", s->async_for.handle);
    dump_stmt(d, "body", s->async_for.body);
}

static void dump_for(Dump *d, const Stmt *s)
{
    if (s->for_.init) dump_stmt(d, "init", s->for_.init);
    maybe_expr(d, "cond", s->for_.cond.expr);
    maybe_expr(d, "step", s->for_.step.expr);
    dump_stmt(d, "body", s->for_.body);
}

static void dump_inside(Dump *d, const Stmt *s)
{
    switch (s->kind) {
    case STMT_COMPOUND:
        for (uint32_t i = 0; i < s->compound.items; i++) dump_stmt(d, NULL, s->compound.item[i]);
        break;
    case STMT_DECL: dump_decl(d, s); break;
    case STMT_EXPR: dump_expr(d, NULL, s->expr.expr); break;
    case STMT_IF:
        dump_expr(d, "cond", s->if_.cond.expr);
        dump_stmt(d, "then", s->if_.then);
        if (s->if_.otherwise) dump_stmt(d, "else", s->if_.otherwise);
        break;
    case STMT_WHILE:
    case STMT_DO:
        dump_expr(d, "cond", s->loop.cond.expr);
        dump_stmt(d, "body", s->loop.body);
        break;
    case STMT_FOR: dump_for(d, s); break;
    case STMT_SWITCH:
        dump_expr(d, "value", s->switch_.value.expr);
        dump_stmt(d, "body", s->switch_.body);
        break;
    case STMT_CASE:
        if (s->case_.stmt) dump_stmt(d, NULL, s->case_.stmt);
        break;
    case STMT_LABEL:
        if (s->label.stmt) dump_stmt(d, NULL, s->label.stmt);
        break;
    case STMT_RETURN: maybe_expr(d, NULL, s->return_.value); break;
    case STMT_DEFER: dump_stmt(d, NULL, s->defer.body); break;
    case STMT_ASYNC_FOR: dump_async_for(d, s); break;
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT:
        maybe_expr(d, "ms", s->block.ms);
        dump_stmt(d, "body", s->block.body);
        break;
    default: break;
    }
}

static void stmt_details(Dump *d, const Stmt *s)
{
    switch (s->kind) {
    case STMT_DECL:
        quote(d, s->decl.specifiers);
        flag(d, s->decl.defines_type, "defines-type");
        break;
    case STMT_CASE: quote(d, s->case_.label); break;
    case STMT_LABEL: quote(d, s->label.label); break;
    case STMT_GOTO: write_format(d->w, " %.*s", STR_ARG(s->goto_.name)); break;
    case STMT_IF: quote(d, s->if_.head); break;
    case STMT_WHILE:
    case STMT_DO: quote(d, s->loop.head); break;
    case STMT_FOR: quote(d, s->for_.head); break;
    case STMT_SWITCH: quote(d, s->switch_.head); break;
    case STMT_ASYNC_FOR:
        quote(d, s->async_for.declaration);
        flag(d, s->async_for.is_async, "async");
        type(d, s->async_for.value);
        break;
    case STMT_OTHER:
    case STMT_EXPR: quote(d, s->span); break;
    default: break;
    }
}

static void dump_stmt(Dump *d, const char *role, const Stmt *s)
{
    begin(d, role, stmt_name(s->kind), s->span.begin);
    stmt_details(d, s);
    flag(d, s->suspends, "suspends");
    flag(d, s->is_simple, "simple");
    end(d);
    d->depth++;
    dump_inside(d, s);
    d->depth--;
}

/* ------------------------------------------------------------------ functions */

static void dump_local(Dump *d, const Local *local)
{
    begin(d, NULL, "local", local->declared);
    write_format(d->w, " %.*s scope=%u", STR_ARG(local->name), local->scope->index);
    flag(d, local->is_parameter, "parameter");
    flag(d, local->is_register, "register");
    flag(d, local->address_taken, "address-taken");
    if (local->has_cleanup) write_format(d->w, " cleanup=%.*s", STR_ARG(local->cleanup));
    type(d, local->type);
    end(d);
}

static void dump_ref(Dump *d, const Ref *ref)
{
    static const char *const access[] = {"read", "write", "update", "address", "unevaluated"};

    begin(d, NULL, "ref", ref->at);
    write_format(d->w, " %.*s %s\n", STR_ARG(ref->local->name), access[ref->access]);
}

static void dump_function(Dump *d, const Function *f)
{
    static const char *const colour[] = {"plain", "async", "generator", "async-generator"};

    begin(d, NULL, "function", f->name_at);
    write_format(d->w, " %.*s %s", STR_ARG(f->name), colour[f->colour]);
    flag(d, f->is_static, "static");
    flag(d, f->is_inline, "inline");
    flag(d, f->suspends, "suspends");
    type(d, f->result);
    if (f->yields) write_text(d->w, " yields"), type(d, f->yields);
    if (f->receives) write_text(d->w, " receives"), type(d, f->receives);
    end(d);
    d->depth++;
    for (size_t i = 0; i < f->locals.len; i++) dump_local(d, f->locals.at[i]);
    dump_stmt(d, NULL, f->block);
    for (size_t i = 0; i < f->refs.len; i++) dump_ref(d, &f->refs.at[i]);
    d->depth--;
}

void dump_ast(Writer *w, const Unit *unit)
{
    Arena arena;

    arena_init(&arena);
    Dump d = {w, unit, &arena, 0};
    for (size_t i = 0; i < unit->functions.len; i++) dump_function(&d, unit->functions.at[i]);
    arena_free(&arena);
}
