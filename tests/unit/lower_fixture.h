/*
 * lower_fixture.h - source trees built by hand, for c_lower_*.c: what parse would leave, without it.
 *
 * A test gives the text of a file, then builds the tree over it. Every node names the text that it
 * stands for, which is looked up in the current function: "x" is the first `x` there, "x#3" the
 * third. Words are found as words: "a" is not found in "await".
 *
 *      file("async int t(int a) { return a + await f(1); }");
 *      function("t", COLOUR_ASYNC);
 *      parameter("a");
 *      body(1, returns("return a + await f(1);",
 *                      node(EXPR_BINARY, "a + await f(1)", 2, plain("a#2"), await_call("f(1)"))));
 *      ASSERT_STR(code_of("t"), "...");
 */
#ifndef LOWER_FIXTURE_H
#define LOWER_FIXTURE_H

#include "unit.h"

#include "dump/dump.h"
#include "lower/lower.h"
#include "lower/spill.h"

#include <stdarg.h>
#include <stdlib.h>

static Unit unit;
static DiagList *diags;
static Program program;
static Function *current; /* the function that is built */

static const Type int_type = {.class_ = TYPE_SCALAR, .before = {"int", 3}, .size = 4, .align = 4};
static const Type long_type = {.class_ = TYPE_SCALAR, .before = {"long", 4}, .size = 8, .align = 8};
static const Type void_type = {.class_ = TYPE_VOID, .before = {"void", 4}};
static const Type pointer_type = {
    .class_ = TYPE_POINTER, .before = {"int *", 5}, .element = &int_type, .size = 8, .align = 8};
static const Type buffer_type = {.class_ = TYPE_ARRAY,
                                 .before = {"char", 4},
                                 .after = {"[64]", 4},
                                 .element = &int_type,
                                 .size = 64,
                                 .align = 1};
static const Type struct_type = {
    .class_ = TYPE_RECORD, .before = {"struct s", 8}, .size = 12, .align = 4};

/* ------------------------------------------------------------------ text */

static bool is_word_at(Str text, size_t i) { return i < text.len && char_in_word(text.at[i]); }

/* Offset of the n-th `wanted` in `in`; the end of `in` when there is none, which fails the test. */
static uint32_t find(Span in, Str wanted, unsigned n)
{
    Str text = unit.source.text;
    for (uint32_t i = in.begin; i + wanted.len <= in.end; i++) {
        if (memcmp(text.at + i, wanted.at, wanted.len) != 0) continue;
        if (char_in_word(wanted.at[0]) && i && is_word_at(text, i - 1)) continue;
        bool last_is_word = char_in_word(wanted.at[wanted.len - 1]);
        if (last_is_word && is_word_at(text, i + wanted.len)) continue;
        if (--n == 0) return i;
    }
    printf("\n  no '%.*s' in: %.*s\n", STR_ARG(wanted), STR_ARG(source_text(&unit.source, in)));
    CU_FAIL("a node's text is not in the source");
    return in.end - (uint32_t)wanted.len;
}

/** "a + b", or "a#2": the second. */
static Span span(const char *wanted)
{
    const char *number = strchr(wanted, '#');
    Str text = {wanted, number ? (size_t)(number - wanted) : strlen(wanted)};
    uint32_t at = find(current->span, text, number ? (unsigned)atoi(number + 1) : 1);
    return (Span){at, at + (uint32_t)text.len};
}

/* From the bracket at or behind `at` to the one that closes it. */
static Span brackets(uint32_t at, char open, char close)
{
    const char *text = unit.source.text.at;
    while (text[at] && text[at] != open) at++;
    int depth = 0;
    uint32_t end = at;
    do {
        depth += (text[end] == open) - (text[end] == close);
        end++;
    } while (depth && text[end]);
    return (Span){at, end};
}

/* ------------------------------------------------------------------ file, functions, locals */

static inline void file(const char *text)
{
    unit = (Unit){.arena = &arena};
    program = (Program){0};
    source_init(&unit.source, &arena, "snippet.c", str_from(text));
    map_init(&unit.identifiers, &arena);
    map_init(&unit.macros, &arena);
    for (size_t i = 0, n; text[i]; i += n ? n : 1) {
        n = 0;
        while (char_in_word(text[i + n])) n++;
        if (n) map_put(&unit.identifiers, (Str){text + i, n}, &unit);
    }
    diags = diag_list_new(&arena);
}

/** A block that begins with this text. */
static inline Scope *scope(const char *begin, Scope *parent)
{
    Scope *made = ARENA_NEW(&arena, Scope);
    made->parent = parent;
    made->span = brackets(span(begin).begin, '{', '}');
    made->index = (uint32_t)current->scopes.len;
    VEC_PUSH(&arena, &current->scopes, made);
    return made;
}

/* Where a function is defined: its name, parentheses, a brace. */
static inline uint32_t find_definition(const char *name)
{
    const char *text = unit.source.text.at;
    Span whole = {0, (uint32_t)unit.source.text.len};
    for (unsigned n = 1;; n++) {
        uint32_t at = find(whole, str_from(name), n);
        uint32_t end = brackets(at, '(', ')').end;
        while (text[end] == ' ' || text[end] == '\n') end++;
        if (text[end] == '{' || !text[end]) return at;
    }
}

/** The function of that name becomes the current one. It begins where its line does. */
static inline Function *function(const char *name, Colour colour)
{
    Function *made = ARENA_NEW(&arena, Function);
    const char *text = unit.source.text.at;
    uint32_t at = find_definition(name), begin = at;
    while (begin && text[begin - 1] != '\n') begin--;
    Span block = brackets(at, '{', '}');
    *made = (Function){.name = str_from(name), .colour = colour, .span = {begin, block.end},
                       .head = {begin, block.begin - 1}, .body = block, .name_at = at,
                       .result = &int_type, .index = (uint32_t)unit.functions.len};
    VEC_PUSH(&arena, &unit.functions, made);
    current = made;
    Scope *own = ARENA_NEW(&arena, Scope);
    own->span = made->span;
    VEC_PUSH(&arena, &made->scopes, own);
    scope("{", own);
    return made;
}

static inline Scope *body_scope(void) { return current->scopes.at[1]; }

static inline void add_ref(Local *local, uint32_t at, Access access)
{
    size_t i = current->refs.len;
    VEC_PUSH(&arena, &current->refs, (Ref){at, local, access});
    for (; i && current->refs.at[i - 1].at > at; i--) {
        current->refs.at[i] = current->refs.at[i - 1];
        current->refs.at[i - 1] = (Ref){at, local, access};
    }
}

/** Declared where the text has its name first; read wherever it has it again. */
static inline Local *local(const char *name, const Type *type, Scope *in)
{
    Local *made = ARENA_NEW(&arena, Local);
    Str text = unit.source.text, wanted = str_from(name);
    *made = (Local){.name = wanted, .type = type, .scope = in, .declared = span(name).begin,
                    .index = (uint32_t)current->locals.len};
    VEC_PUSH(&arena, &current->locals, made);
    for (uint32_t i = made->declared + 1; i + wanted.len <= current->span.end; i++) {
        bool here = memcmp(text.at + i, name, wanted.len) == 0 && !is_word_at(text, i - 1) &&
                    !is_word_at(text, i + wanted.len);
        if (here) add_ref(made, i, ACCESS_READ);
    }
    return made;
}

static inline Local *parameter(const char *name)
{
    Local *made = local(name, &int_type, current->scopes.at[0]);
    made->is_parameter = true;
    current->parameters++;
    return made;
}

/** What happens to the local whose name stands there: "x#2". */
static inline void access_at(const char *name, Access access)
{
    uint32_t at = span(name).begin;
    for (size_t i = 0; i < current->refs.len; i++)
        if (current->refs.at[i].at == at) current->refs.at[i].access = access;
}

/* ------------------------------------------------------------------ expressions */

static inline Expr *plain(const char *text)
{
    Expr *expr = ARENA_NEW(&arena, Expr);
    *expr = (Expr){.kind = EXPR_PLAIN, .span = span(text), .type = &int_type, .is_lvalue = true};
    return expr;
}

static inline Expr *constant(const char *text)
{
    Expr *expr = plain(text);
    expr->is_constant = true;
    expr->is_lvalue = false;
    return expr;
}

/** Something that does something: a call, an assignment. */
static inline Expr *effect(const char *text)
{
    Expr *expr = plain(text);
    expr->has_effects = true;
    expr->is_lvalue = false;
    return expr;
}

static inline Expr *typed(Expr *expr, const Type *type)
{
    expr->type = type;
    return expr;
}

/* The operator: what stands between the first operand and the next, or before the only one. */
static inline Str operator_of(const Expr *expr)
{
    const Expr *kid = expr->kid[0];
    bool before = expr->kids == 1 && expr->kind != EXPR_MEMBER;
    uint32_t begin = before ? expr->span.begin : kid->span.end;
    uint32_t end = before ? kid->span.begin : expr->kids > 1 ? expr->kid[1]->span.begin : expr->span.end;
    const char *text = unit.source.text.at;
    while (begin < end && text[begin] == ' ') begin++;
    if (expr->kind == EXPR_MEMBER) end = begin + (text[begin] == '-' ? 2 : 1);
    while (begin < end && text[end - 1] == ' ') end--;
    return (Str){text + begin, end - begin};
}

static inline Expr *node(ExprKind kind, const char *text, uint32_t kids, ...)
{
    Expr *expr = plain(text);
    va_list ap;
    expr->kind = kind;
    expr->is_lvalue = kind == EXPR_MEMBER || kind == EXPR_SUBSCRIPT;
    expr->kids = kids;
    expr->kid = ARENA_ARRAY(&arena, Expr *, kids);
    va_start(ap, kids);
    for (uint32_t i = 0; i < kids; i++) {
        expr->kid[i] = va_arg(ap, Expr *);
        expr->suspends |= expr->kid[i]->suspends;
        expr->apart |= expr->kid[i]->apart;
        expr->has_effects |= expr->kid[i]->has_effects;
    }
    va_end(ap);
    if (kids) expr->op = operator_of(expr);
    return expr;
}

/* The function of that name, if the file defines one that has been built. */
static inline Function *definition(Str name)
{
    for (size_t i = 0; i < unit.functions.len; i++)
        if (str_eq(unit.functions.at[i]->name, name)) return unit.functions.at[i];
    return NULL;
}

/** `f(1)`, called by name; async_... is an operation of the runtime with a frame of 48 bytes. */
static inline Call *call(const char *text, uint32_t arguments, Expr **argument)
{
    Call *made = ARENA_NEW(&arena, Call);
    Span all = span(text);
    Span parens = brackets(all.begin, '(', ')');
    Expr *callee = ARENA_NEW(&arena, Expr);
    *callee = (Expr){.kind = EXPR_PLAIN, .span = {all.begin, parens.begin}, .type = &int_type,
                     .is_constant = true};
    Str name = source_text(&unit.source, callee->span);
    Function *function = definition(name);
    *made = (Call){.callee = callee, .name = name, .function = function, .span = all,
                   .is_operation = str_starts(name, "async_"), .frame_size = 48, .frame_align = 8,
                   .result = function ? function->result : &int_type, .colour = COLOUR_ASYNC,
                   .parens = {parens.begin + 1, parens.end - 1},
                   .argument = argument, .arguments = arguments};
    return made;
}

static inline Start *start_of(StartKind kind, Span at, const Type *type)
{
    Start *start = ARENA_NEW(&arena, Start);
    *start = (Start){.kind = kind, .span = at, .type = type};
    return start;
}

/** The start of a call whose arguments are these. */
static inline Start *start_call(const char *text, uint32_t arguments, ...)
{
    Expr **argument = ARENA_ARRAY(&arena, Expr *, arguments ? arguments : 1);
    va_list ap;
    va_start(ap, arguments);
    for (uint32_t i = 0; i < arguments; i++) argument[i] = va_arg(ap, Expr *);
    va_end(ap);
    Call *made = call(text, arguments, argument);
    Start *start = start_of(START_CALL, made->span, made->result);
    start->call = made;
    return start;
}

/** `await P`, its text from the word before P. */
static inline Expr *await(Start *start)
{
    Expr *expr = ARENA_NEW(&arena, Expr);
    Span at = {start->span.begin - (uint32_t)strlen("await "), start->span.end};
    *expr = (Expr){.kind = EXPR_AWAIT, .span = at, .type = start->type, .start = start,
                   .suspends = true, .apart = true, .has_effects = true};
    return expr;
}

/** await f(1): the argument between the parentheses is one constant, or there is none. */
static inline Expr *await_call(const char *text)
{
    Expr *expr = await(start_call(text, 0));
    Span parens = expr->start->call->parens;
    if (parens.begin == parens.end) return expr;
    Expr *argument = ARENA_NEW(&arena, Expr);
    *argument = (Expr){.kind = EXPR_PLAIN, .span = parens, .type = &int_type, .is_constant = true};
    expr->start->call->argument = ARENA_ARRAY(&arena, Expr *, 1);
    expr->start->call->argument[0] = argument;
    expr->start->call->arguments = 1;
    return expr;
}

/* ------------------------------------------------------------------ statements */

static inline Stmt *stmt_new(StmtKind kind, Span at, bool suspends)
{
    Stmt *stmt = ARENA_NEW(&arena, Stmt);
    stmt->kind = kind;
    stmt->span = at;
    stmt->suspends = suspends;
    return stmt;
}

/** A statement in which nothing suspends and from which nothing jumps. */
static inline Stmt *simple(const char *text)
{
    Stmt *stmt = stmt_new(STMT_EXPR, span(text), false);
    stmt->is_simple = true;
    return stmt;
}

static inline Stmt *does(const char *text, Expr *expr)
{
    Stmt *stmt = stmt_new(STMT_EXPR, span(text), expr->suspends);
    stmt->expr.expr = expr;
    return stmt;
}

/** `int a = e;` where `init` may be NULL. */
static inline Stmt *declares(const char *text, Local *local, Expr *init)
{
    Stmt *stmt = stmt_new(STMT_DECL, span(text), init && init->suspends);
    Declarator *declarator = ARENA_NEW(&arena, Declarator);
    uint32_t end = stmt->span.end - 1;
    *declarator = (Declarator){.local = local, .span = {local->declared, end}, .init_expr = init};
    if (init) declarator->init = init->span;
    stmt->decl.specifiers = (Span){stmt->span.begin, local->declared};
    stmt->decl.declarator = declarator;
    stmt->decl.declarators = 1;
    stmt->is_simple = !stmt->suspends;
    return stmt;
}

static inline Stmt *returns(const char *text, Expr *value)
{
    Stmt *stmt = stmt_new(STMT_RETURN, span(text), value && value->suspends);
    stmt->return_.value = value;
    return stmt;
}

static inline Stmt *compound(Scope *in, uint32_t items, va_list ap)
{
    Stmt *stmt = stmt_new(STMT_COMPOUND, in->span, false);
    stmt->compound.item = ARENA_ARRAY(&arena, Stmt *, items ? items : 1);
    stmt->compound.items = items;
    stmt->compound.inner = in;
    for (uint32_t i = 0; i < items; i++) {
        stmt->compound.item[i] = va_arg(ap, Stmt *);
        stmt->suspends |= stmt->compound.item[i]->suspends;
    }
    return stmt;
}

static inline Stmt *block(Scope *in, uint32_t items, ...)
{
    va_list ap;
    va_start(ap, items);
    Stmt *stmt = compound(in, items, ap);
    va_end(ap);
    return stmt;
}

/** The body of the current function. */
static inline void body(uint32_t items, ...)
{
    va_list ap;
    va_start(ap, items);
    current->block = compound(body_scope(), items, ap);
    va_end(ap);
    current->suspends = current->block->suspends;
}

/* `word (condition)`, from the word on. */
static inline Span head_at(Span word) { return (Span){word.begin, brackets(word.end, '(', ')').end}; }

static inline Head head_of(Expr *expr) { return (Head){expr, expr ? expr->span : (Span){0}}; }

static inline Stmt *if_(const char *word, Expr *cond, Stmt *then, Stmt *otherwise)
{
    Span head = head_at(span(word));
    uint32_t end = otherwise ? otherwise->span.end : then->span.end;
    Stmt *stmt = stmt_new(STMT_IF, (Span){head.begin, end},
                          cond->suspends || then->suspends || (otherwise && otherwise->suspends));
    stmt->if_.cond = head_of(cond);
    stmt->if_.then = then;
    stmt->if_.otherwise = otherwise;
    stmt->if_.head = head;
    return stmt;
}

static inline Stmt *while_(const char *word, Expr *cond, Stmt *inside)
{
    Span head = head_at(span(word));
    Stmt *stmt = stmt_new(STMT_WHILE, (Span){head.begin, inside->span.end},
                          cond->suspends || inside->suspends);
    stmt->loop.cond = head_of(cond);
    stmt->loop.body = inside;
    stmt->loop.head = head;
    return stmt;
}

static inline Stmt *do_(const char *word, Stmt *inside, const char *last, Expr *cond)
{
    Span head = head_at(span(last));
    Stmt *stmt = stmt_new(STMT_DO, (Span){span(word).begin, head.end + 1},
                          cond->suspends || inside->suspends);
    stmt->loop.cond = head_of(cond);
    stmt->loop.body = inside;
    stmt->loop.head = head;
    return stmt;
}

static inline Stmt *for_(const char *word, Stmt *init, Expr *cond, Expr *step, Stmt *inside, Scope *in)
{
    Span head = head_at(span(word));
    bool suspends = (init && init->suspends) || (cond && cond->suspends) || (step && step->suspends);
    Stmt *stmt = stmt_new(STMT_FOR, (Span){head.begin, inside->span.end},
                          suspends || inside->suspends);
    stmt->for_.init = init;
    stmt->for_.cond = head_of(cond);
    stmt->for_.step = head_of(step);
    stmt->for_.body = inside;
    stmt->for_.inner = in;
    stmt->for_.head = head;
    return stmt;
}

static inline Stmt *switch_(const char *word, Expr *value, Stmt *inside)
{
    Span head = head_at(span(word));
    Stmt *stmt = stmt_new(STMT_SWITCH, (Span){head.begin, inside->span.end},
                          value->suspends || inside->suspends);
    stmt->switch_.value = head_of(value);
    stmt->switch_.body = inside;
    stmt->switch_.head = head;
    return stmt;
}

/** `case 1:`, `default:` before a statement. */
static inline Stmt *case_(const char *label, Stmt *stmt)
{
    Span at = span(label);
    Stmt *made = stmt_new(STMT_CASE, (Span){at.begin, stmt->span.end}, stmt->suspends);
    made->case_.label = at;
    made->case_.stmt = stmt;
    made->case_.is_default = str_starts(str_from(label), "default");
    return made;
}

/** `name:` before a statement. */
static inline Stmt *label_(const char *label, Stmt *stmt)
{
    Span at = span(label);
    Stmt *made = stmt_new(STMT_LABEL, (Span){at.begin, stmt->span.end}, stmt->suspends);
    made->label.name = source_text(&unit.source, (Span){at.begin, at.end - 1});
    made->label.label = at;
    made->label.stmt = stmt;
    return made;
}

/** break; continue; */
static inline Stmt *jump(StmtKind kind, const char *text) { return stmt_new(kind, span(text), false); }

static inline Stmt *goto_(const char *text, const char *name)
{
    Stmt *stmt = jump(STMT_GOTO, text);
    stmt->goto_.name = str_from(name);
    return stmt;
}

static inline Stmt *defer(const char *word, Stmt *deferred)
{
    Span at = span(word);
    Stmt *stmt = stmt_new(STMT_DEFER, (Span){at.begin, deferred->span.end}, deferred->suspends);
    stmt->defer.word = at;
    stmt->defer.body = deferred;
    return stmt;
}

/** An async function t(int a) with these statements. */
static inline void in_function(const char *statements)
{
    file(arena_printf(&arena, "async int t(int a)\n{\n%s\n}\n", statements).at);
    function("t", COLOUR_ASYNC);
    parameter("a");
}

/** The statement `await f(1);` */
static inline Stmt *awaits(const char *text)
{
    size_t word = strlen("await "), end = strlen(text) - 1;
    return does(text, await_call(arena_copy(&arena, (Str){text + word, end - word}).at));
}

/* ------------------------------------------------------------------ what the passes leave */

static inline Str printed(void (*dump)(const Program *, FILE *))
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    dump(&program, out);
    fclose(out);
    Str copy = arena_copy(&arena, (Str){text, size});
    free(text);
    return copy;
}

/* Adds a line without its indentation of `indent` and without white space at its end. */
static inline Str add_line(Str all, Str line, size_t indent)
{
    while (line.len && line.at[line.len - 1] == ' ') line.len--;
    if (indent > line.len) indent = line.len;
    return arena_printf(&arena, "%.*s%.*s\n", STR_ARG(all), (int)(line.len - indent), line.at + indent);
}

/* The part of a dump that is the function's: the indented lines behind the one with its name. */
static inline Str part_of(Str dump, const char *name, size_t skip, size_t indent)
{
    Str part = STR("");
    bool inside = false;
    for (const char *at = dump.at; *at; at += strcspn(at, "\n") + 1) {
        Str line = {at, strcspn(at, "\n")};
        if (line.len && line.at[0] != ' ') {
            inside = str_starts(line, name) && !is_word_at(line, strlen(name));
            if (inside && !skip && !indent) part = add_line(part, line, 0);
            continue;
        }
        if (!inside) continue;
        if (skip) skip--;
        else part = add_line(part, line, indent);
    }
    return part;
}

/** Runs all of lower/ over the file. */
static inline void lower_all(uint32_t embed_limit)
{
    lower_unit(&unit, embed_limit, true, diags, &program);
    CU_ASSERT_EQUAL(diag_errors(diags), 0);
    if (diag_errors(diags)) diag_print_text(diags, stdout, false);
}

/** The normalised tree of a function, without the braces around it. */
static inline Str code_of(const char *name)
{
    if (!program.routine) lower_all(1024);
    return part_of(printed(dump_code), name, 1, 4);
}

/** Its frame and its states, the line with its size first. */
static inline Str frame_of(const char *name)
{
    if (!program.routine) lower_all(1024);
    return part_of(printed(dump_frame), name, 0, 0);
}

/** What lowers one expression or statement of the current function. */
static inline Lower lowering(CodeList *list)
{
    Routine *routine = ARENA_NEW(&arena, Routine);
    program.unit = &unit;
    names_init(&program.names, &arena, &unit.identifiers);
    program.routine = ARENA_ARRAY(&arena, Routine *, unit.functions.len);
    program.routine[current->index] = routine;
    *routine = (Routine){.function = current, .self = STR("self"), .cx = STR("cx")};
    for (size_t i = 0; i < current->locals.len; i++)
        VEC_PUSH(&arena, &routine->locals, current->locals.at[i]);
    return (Lower){.arena = &arena, .unit = &unit, .names = &program.names, .diags = diags,
                   .routine = routine, .list = list, .scope = body_scope(), .full = current->span,
                   .routines = ARENA_ARRAY(&arena, Routine *, unit.functions.len)};
}

/* The list as text, with what is left of the expression behind it. */
static inline Str lowered(Lower *l, const Operand *operand)
{
    Code *all = ARENA_NEW(&arena, Code);
    all->kind = CODE_SEQUENCE;
    if (operand && !text_is_empty(&operand->text)) code_text(l, operand->text);
    for (size_t i = 0; i < l->list->len; i++) VEC_PUSH(&arena, &all->items, l->list->at[i]);
    l->routine->body = all;
    CU_ASSERT_EQUAL(diag_errors(diags), 0);
    return part_of(printed(dump_code), current->name.at, 1, 4);
}

/** What the value of an expression becomes; the last line is the operand itself. */
static inline Str value_of(Expr *expr)
{
    CodeList list = {0};
    Lower l = lowering(&list);
    Operand operand = spill_value(&l, expr);
    return lowered(&l, &operand);
}

/** The same for an lvalue that is found once. */
static inline Str location_of(Expr *expr)
{
    CodeList list = {0};
    Lower l = lowering(&list);
    Operand operand = spill_location(&l, expr);
    return lowered(&l, &operand);
}

/** The same for an expression whose value nobody reads. */
static inline Str statement_of(Expr *expr)
{
    CodeList list = {0};
    Lower l = lowering(&list);
    spill_statement(&l, expr);
    return lowered(&l, NULL);
}

#endif
