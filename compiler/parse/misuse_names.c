/*
 * misuse_names.c - names of the user's that belong to what asyncc generates: the parts of a
 * coroutine (F__run, struct F__frame, ...), and macros with the name of a frame's member.
 *
 * All other new names are made clear of the user's (ir/names.h). These are the same in every file,
 * since other files, the runtime's macros and debuggers know them.
 */
#include "../ir/names.h"
#include "misuse.h"

/* ------------------------------------------------------------------ parts of coroutines */

static const Token *find_token(const Parser *p, Str name)
{
    for (size_t i = 0; i < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->kind == TOKEN_IDENTIFIER &&
            str_eq(lex_spelling(p->arena, p->unit->source.text, token), name))
            return token;
    }
    return NULL;
}

static void check_part(Parser *p, const Function *function, Str name)
{
    uint32_t at = function->name_at;

    if (!map_get(&p->unit->identifiers, name)) return;
    const Token *token = find_token(p, name);
    if (token)
        error_at(p, (Span){token->begin, token->end},
                 "'%.*s' is what asyncc calls a part of '%.*s'", STR_ARG(name),
                 STR_ARG(function->name));
    else
        error_at(p, (Span){at, at + (uint32_t)function->name.len},
                 "'%.*s', which is in a header, is what asyncc calls a part of '%.*s'",
                 STR_ARG(name), STR_ARG(function->name));
}

/* ------------------------------------------------------------------ macros */

/* What the text of a coroutine names beside the user's words and its own: members in abi.h. */
static const char *const members[] = {
    "abi",         "align",      "base", "call",      "child",      "file",        "flags",
    "frame",       "lead",       "line", "name",      "points",     "point_count", "result",
    "result_size", "resume",     "sent", "sent_size", "size",       "slot",        "state",
    "status",      "unfinished", "up",   "value",     "value_size", "finished",    "joint"};

static bool is_member(Str name)
{
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        if (str_is(name, members[i])) return true;
    return false;
}

/* `#define status status` changes nothing. */
static bool names_itself(const Parser *p, CXCursor macro, Str name)
{
    Str text = macro_definition(p->arena, p->clang, macro);
    Tokens tokens = lex_all(p->arena, text);
    size_t body = lex_code(&tokens, 1);

    return body < tokens.len && lex_code(&tokens, body + 1) >= tokens.len &&
           str_eq(lex_spelling(p->arena, text, &tokens.at[body]), name);
}

static void report_macro(Parser *p, CXCursor macro, Str name)
{
    const Function *first = p->unit->functions.at[0];
    Span at = {first->name_at, first->name_at + (uint32_t)first->name.len}, own;

    if (cursor_span(p->file, macro, &own)) at = own;
    error_at(p, at,
             "the macro '%.*s' would change the members of that name in what asyncc generates",
             STR_ARG(name));
}

/* One that was there before <asyncc.h> changes the members too, where they are declared. */
static void check_macros(Parser *p)
{
    bool seen = map_get(&p->macros.definitions, STR("ASYNC_ABI_VERSION")) == NULL;

    for (size_t i = 0; i < p->macros.all.len; i++) {
        CXCursor macro = p->macros.all.at[i];
        Str name = cursor_name(p->arena, macro);
        seen |= str_is(name, "ASYNC_ABI_VERSION");
        if (!seen || !is_member(name) || clang_Cursor_isMacroFunctionLike(macro)) continue;
        if (!names_itself(p, macro, name)) report_macro(p, macro, name);
    }
}

/* ------------------------------------------------------------------ the file */

void misuse_names(Parser *p)
{
    bool coroutines = false;

    for (size_t i = 0; i < p->unit->functions.len; i++) {
        const Function *function = p->unit->functions.at[i];
        if (function->colour == COLOUR_PLAIN) continue;
        coroutines = true;
        for (size_t k = 0; k < NAMES_PARTS; k++)
            check_part(p, function, names_part(p->arena, function->name, k));
    }
    if (coroutines) check_macros(p);
}
