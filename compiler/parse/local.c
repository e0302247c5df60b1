/*
 * local.c - the function's scopes and what is declared in them.
 */
#include "parser.h"

/* ------------------------------------------------------------------ scopes */

Scope *scope_open(Body *b, Span span)
{
    Arena *arena = b->parser->arena;
    Scope *scope = ARENA_NEW(arena, Scope);

    *scope = (Scope){b->scope, span, (uint32_t)b->function->scopes.len};
    VEC_PUSH(arena, &b->function->scopes, scope);
    b->scope = scope;
    return scope;
}

void scope_close(Body *b) { b->scope = b->scope->parent; }

/* ------------------------------------------------------------------ the table */

static size_t slot_of(const Body *b, CXCursor cursor)
{
    size_t slot = clang_hashCursor(cursor) & (b->local_slots - 1);

    while (b->locals[slot].local && !clang_equalCursors(b->locals[slot].cursor, cursor))
        slot = (slot + 1) & (b->local_slots - 1);
    return slot;
}

static void grow(Body *b)
{
    LocalEntry *old = b->locals;
    size_t slots = b->local_slots;

    b->local_slots = slots ? 2 * slots : 32;
    b->locals = ARENA_ARRAY(b->parser->arena, LocalEntry, b->local_slots);
    for (size_t i = 0; i < slots; i++)
        if (old[i].local) b->locals[slot_of(b, old[i].cursor)] = old[i];
}

Local *local_find(const Body *b, CXCursor declaration)
{
    return b->local_slots ? b->locals[slot_of(b, declaration)].local : NULL;
}

/* ------------------------------------------------------------------ what a declaration says */

/* f of __attribute__((cleanup(f))), read from the declaration's text. */
static Str cleanup_of(Parser *p, Span span)
{
    for (size_t i = code_at(p, span.begin); i + 2 < p->tokens.len; i++) {
        if (p->tokens.at[i].begin >= span.end) break;
        if (!token_is(p, i, "cleanup") && !token_is(p, i, "__cleanup__")) continue;
        if (token_is(p, i + 1, "(")) return lex_text(p->unit->source.text, &p->tokens.at[i + 2]);
    }
    return STR("");
}

/* Attributes before the first declarator are every declarator's. */
static Str cleanup_among(Parser *p, const Node *declaration)
{
    Str found = cleanup_of(p, declaration->span);

    for (uint32_t i = 0; i < declaration->children && !found.len; i++)
        if (clang_isAttribute(declaration->child[i]->kind)) found = cleanup_of(p, declaration->child[i]->span);
    return found;
}

/* An attribute out of a macro of the user's: it may be a cleanup, so it has to be in the text. */
static bool expand_attributes(Parser *p, Node *declaration)
{
    bool hidden = false;

    for (uint32_t i = 0; i < declaration->children; i++) {
        Node *child = declaration->child[i];
        if (!clang_isAttribute(child->kind)) continue;
        const MacroCall *call = macros_around(&p->macros, child->span.begin);
        if (!call || macro_is_of_system(call)) continue;
        parser_expand(p, child->span.begin);
        hidden = true;
    }
    return hidden;
}

static bool is_va_list(CXType type)
{
    CXString text = clang_getTypeSpelling(clang_getCanonicalType(type));
    bool found = strstr(clang_getCString(text), "va_list") != NULL;

    clang_disposeString(text);
    return found;
}

void local_place(Body *b, Local *local)
{
    local->index = (uint32_t)b->function->locals.len;
    VEC_PUSH(b->parser->arena, &b->function->locals, local);
}

/* In an arm of && || ?: it is evaluated in a block of its own that the source does not have. */
Local *local_unnamed(Body *b, Node *literal)
{
    Parser *p = b->parser;
    Local *local = ARENA_NEW(p->arena, Local);

    *local = (Local){.name = STR("literal"),
                     .type = parse_type(p, clang_getCursorType(literal->cursor)),
                     .scope = b->scope,
                     .declared = literal->span.end,
                     .address_taken = true,
                     .is_kept = b->maybe};
    local_place(b, local);
    return local;
}

Local *local_add(Body *b, Node *declaration)
{
    Parser *p = b->parser;
    Local *local = ARENA_NEW(p->arena, Local);
    CXCursor cursor = declaration->cursor;

    local->name = cursor_name(p->arena, cursor);
    local->type = parse_declared_type(p, cursor);
    local->scope = b->scope;
    cursor_name_at(p->file, cursor, &local->declared);
    local->is_parameter = declaration->kind == CXCursor_ParmDecl;
    local->is_register = clang_Cursor_getStorageClass(cursor) == CX_SC_Register;
    local->align = alignment_of(p, declaration);
    local->address_taken = local->type->is_volatile || is_va_list(clang_getCursorType(cursor));
    if (!expand_attributes(p, declaration)) local->cleanup = cleanup_among(p, declaration);
    local->has_cleanup = local->cleanup.len > 0;
    local->is_kept = local->type->class_ == TYPE_VLA && vla_is_kept(b, declaration);
    local_place(b, local);
    if (2 * ++b->local_count > b->local_slots) grow(b);
    b->locals[slot_of(b, cursor)] = (LocalEntry){cursor, local};
    return local;
}
