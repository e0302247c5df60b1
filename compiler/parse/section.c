/*
 * section.c - conditions of the preprocessor that a rewritten statement does not keep together:
 * the file is parsed again without their lines, and without what they leave out.
 *
 *      if (a                    if (a
 *      #ifdef B                     && await b()
 *          && await b()         )
 *      #endif
 *      )
 *
 * A section, from #if to #endif, stays where all its lines stand between the statements of one
 * block, or within one statement or initializer that is copied as it is.
 */
#include "section.h"
#include <stdlib.h>

/* ------------------------------------------------------------------ the sections of the file */

typedef enum Condition { NO_CONDITION, OPENS, GOES_ON, CLOSES } Condition;

static Condition condition_of(const Parser *p, size_t hash)
{
    static const char *const opens[] = {"if", "ifdef", "ifndef"};
    static const char *const goes_on[] = {"elif", "elifdef", "elifndef", "else"};

    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (token_is(p, hash + 1, opens[i])) return OPENS;
    for (size_t i = 0; i < sizeof goes_on / sizeof *goes_on; i++)
        if (token_is(p, hash + 1, goes_on[i])) return GOES_ON;
    return token_is(p, hash + 1, "endif") ? CLOSES : NO_CONDITION;
}

/* Where the line that holds `at` ends, behind its newline; continued ones and comments are passed.
 */
static uint32_t past_line(const Parser *p, uint32_t at)
{
    Str text = p->unit->source.text;

    for (; at < text.len; at++) {
        if (text.at[at] != '\n') continue;
        size_t holds = lex_find(&p->tokens, at);
        bool inside = holds < p->tokens.len && p->tokens.at[holds].begin < at;
        bool continued =
            text.at[at - 1] == '\\' || (text.at[at - 1] == '\r' && text.at[at - 2] == '\\');
        if (inside)
            at = p->tokens.at[holds].end - 1;
        else if (!continued)
            return at + 1;
    }
    return at;
}

static Span lines_of(const Parser *p, size_t hash)
{
    Span lines = {p->tokens.at[hash].begin, past_line(p, p->tokens.at[hash].end)};

    while (lines.begin && p->unit->source.text.at[lines.begin - 1] != '\n') lines.begin--;
    return lines;
}

/* Whether what follows a condition's line is left out. */
static bool is_skipped(const Parser *p, Span lines)
{
    for (size_t i = 0; i < p->skipped.len; i++)
        if (p->skipped.at[i].begin < lines.end && p->skipped.at[i].end >= lines.end) return true;
    return false;
}

static void add_line(Parser *p, Section *section, size_t hash)
{
    Span lines = lines_of(p, hash);
    SectionLine line = {p->tokens.at[hash].begin, lines, is_skipped(p, lines)};

    VEC_PUSH(p->arena, &section->lines, line);
}

void sections_scan(Parser *p)
{
    VEC(Section *) open = {0};

    for (size_t i = 0; i < p->tokens.len; i++) {
        if (!p->tokens.at[i].starts_directive) continue;
        Condition condition = condition_of(p, i);
        if (condition == OPENS) {
            Section *section = ARENA_NEW(p->arena, Section);
            VEC_PUSH(p->arena, &p->sections, section);
            VEC_PUSH(p->arena, &open, section);
        }
        if (condition != NO_CONDITION && open.len) add_line(p, open.at[open.len - 1], i);
        if (condition == CLOSES && open.len) open.len--;
    }
}

/* ------------------------------------------------------------------ what may stay */

static const void *place_in(const Stmt *stmt, uint32_t at);

static const void *place_in_block(const Stmt *stmt, uint32_t at)
{
    for (uint32_t i = 0; i < stmt->compound.items; i++)
        if (span_has(stmt->compound.item[i]->span, at)) return place_in(stmt->compound.item[i], at);
    return stmt;
}

static const void *place_in_declaration(const Stmt *stmt, uint32_t at)
{
    if (span_has(stmt->decl.specifiers, at)) return stmt;
    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        const Declarator *declarator = &stmt->decl.declarator[i];
        if (!declarator->init_expr || !span_has(declarator->init, at)) continue;
        return declarator->init_expr->suspends ? NULL : declarator;
    }
    return NULL;
}

static const void *place_in_part(const Stmt *part, uint32_t at)
{
    return part && span_has(part->span, at) ? place_in(part, at) : NULL;
}

static const void *place_in_if(const Stmt *stmt, uint32_t at)
{
    const void *place = place_in_part(stmt->if_.then, at);

    return place ? place : place_in_part(stmt->if_.otherwise, at);
}

/* What is copied, lines included, around an offset: a block or a simple statement; NULL: nothing.
 */
static const void *place_in(const Stmt *stmt, uint32_t at)
{
    if (stmt->kind == STMT_DECL) return place_in_declaration(stmt, at);
    if (stmt->is_simple) return stmt;
    switch (stmt->kind) {
    case STMT_COMPOUND: return place_in_block(stmt, at);
    case STMT_IF: return place_in_if(stmt, at);
    case STMT_WHILE:
    case STMT_DO: return place_in_part(stmt->loop.body, at);
    case STMT_FOR: return place_in_part(stmt->for_.body, at);
    case STMT_SWITCH: return place_in_part(stmt->switch_.body, at);
    case STMT_CASE: return place_in_part(stmt->case_.stmt, at);
    case STMT_LABEL: return place_in_part(stmt->label.stmt, at);
    case STMT_DEFER: return place_in_part(stmt->defer.body, at);
    case STMT_ASYNC_FOR: return place_in_part(stmt->async_for.body, at);
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT: return place_in_part(stmt->block.body, at);
    default: return NULL;
    }
}

static const void *place_of(const Function *function, uint32_t at)
{
    return span_has(function->body, at) ? place_in(function->block, at) : NULL;
}

static bool may_stay(const Function *function, const Section *section)
{
    const void *first = NULL;
    size_t inside = 0;

    for (size_t i = 0; i < section->lines.len; i++) {
        uint32_t at = section->lines.at[i].at;
        if (!span_has(function->span, at)) continue;
        const void *place = place_of(function, at);
        if (!place || (first && place != first)) return false;
        first = place;
        inside++;
    }
    return inside == 0 || inside == section->lines.len;
}

/* ------------------------------------------------------------------ other directives */

static bool is_left_out(const Parser *p, uint32_t at)
{
    for (size_t i = 0; i < p->skipped.len; i++)
        if (span_has(p->skipped.at[i], at)) return true;
    return false;
}

/* Between the braces of an initializer: what stands between the elements is copied. */
static bool is_in_list(const Stmt *stmt, uint32_t at)
{
    for (uint32_t i = 0; stmt->kind == STMT_DECL && i < stmt->decl.declarators; i++) {
        const Declarator *declarator = &stmt->decl.declarator[i];
        if (declarator->braces && span_has(declarator->init, at)) return true;
    }
    for (uint32_t i = 0; stmt->kind == STMT_COMPOUND && i < stmt->compound.items; i++)
        if (span_has(stmt->compound.item[i]->span, at))
            return is_in_list(stmt->compound.item[i], at);
    return false;
}

static bool is_copied(const Function *function, uint32_t at)
{
    bool in_head = function->colour == COLOUR_PLAIN && at < function->body.begin;

    return in_head || place_of(function, at) || is_in_list(function->block, at);
}

/* #pragma, #define and the like: they stay lines, or it is an error. */
static void check_directives(Parser *p, const Function *function)
{
    for (size_t i = lex_find(&p->tokens, function->span.begin); i < p->tokens.len; i++) {
        uint32_t at = p->tokens.at[i].begin;
        if (at >= function->span.end) return;
        if (!p->tokens.at[i].starts_directive || condition_of(p, i) != NO_CONDITION) continue;
        if (is_left_out(p, at) || is_copied(function, at)) continue;
        error_at(p, (Span){at, p->tokens.at[i].end},
                 "not yet supported: a directive inside a statement that is rewritten");
    }
}

void sections_of_function(Parser *p, const Function *function)
{
    bool stay = true;

    for (size_t i = 0; i < p->sections.len; i++) {
        p->sections.at[i]->goes |= !may_stay(function, p->sections.at[i]);
        stay &= !p->sections.at[i]->goes;
    }
    if (stay) check_directives(p, function);
}

/* Arguments with conditions in them: the call cannot be expanded as it stands. */
static void mark_in_calls(Parser *p)
{
    for (size_t i = 0; i < p->expand.len; i++) {
        const MacroCall *call = macros_call(&p->macros, p->expand.at[i]);
        for (size_t k = 0; call && k < p->sections.len; k++)
            for (size_t n = 0; n < p->sections.at[k]->lines.len; n++)
                p->sections.at[k]->goes |= span_has(call->span, p->sections.at[k]->lines.at[n].at);
    }
}

/* ------------------------------------------------------------------ the text without them */

typedef VEC(Span) Spans;

static void take_out(Parser *p, Spans *out, const Section *section)
{
    for (size_t i = 0; i < section->lines.len; i++) {
        const SectionLine *line = &section->lines.at[i];
        Span gone = line->lines;
        if (line->skipped && i + 1 < section->lines.len) gone.end = line[1].lines.begin;
        VEC_PUSH(p->arena, out, gone);
    }
}

static int ascending(const void *a, const void *b)
{
    const Span *x = a, *y = b;

    return x->begin < y->begin ? -1 : x->begin > y->begin;
}

/* Those that touch become one. */
static void join(Spans *spans)
{
    size_t n = 0;

    qsort(spans->at, spans->len, sizeof *spans->at, ascending);
    for (size_t i = 1; i < spans->len; i++) {
        if (spans->at[i].begin > spans->at[n].end)
            spans->at[++n] = spans->at[i];
        else if (spans->at[i].end > spans->at[n].end)
            spans->at[n].end = spans->at[i].end;
    }
    spans->len = n + 1;
}

const Source *sections_resolve(Parser *p)
{
    Spans gone = {0};

    mark_in_calls(p);
    for (size_t i = 0; i < p->sections.len; i++)
        if (p->sections.at[i]->goes) take_out(p, &gone, p->sections.at[i]);
    if (!gone.len) return NULL;
    join(&gone);
    Expansion *all = ARENA_ARRAY(p->arena, Expansion, gone.len);
    for (size_t i = 0; i < gone.len; i++) {
        all[i] = (Expansion){.span = gone.at[i], .text = STR("")};
        VEC_PUSH(p->arena, &all[i].pieces, (SourceMove){.from = gone.at[i].end});
    }
    return expand_apply(p->arena, &p->unit->source, all, gone.len);
}
