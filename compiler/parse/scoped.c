/*
 * scoped.c - types declared inside a coroutine, in a scope in which something suspends.
 *
 * The frame may hold objects of such a type, so it has to be known before the frame: its definition
 * goes there, under a name of its own, and what names it is renamed. Only those go that a local or
 * an expression needs, and what their definitions name.
 *
 *      source:   struct pair { int a; } p;     in f
 *      becomes:  struct f__pair { int a; };    before the frame
 *                struct f__pair p;             in place
 */
#include "parser.h"
#include <stdlib.h>

typedef struct Naming {
    uint32_t at, len; /* len 0: a tag that is put before the brace of a type without one */
    size_t name;      /* index in Parser.scoped.names */
} Naming;

typedef struct ScopedName {
    CXCursor cursor; /* canonical declaration */
    Str name;        /* empty: a type without one */
    Str hoisted;
    Str spelled; /* "struct f__pair" */
    uint32_t at;
    Span scope;
    bool needed;
} ScopedName;

/* A definition, or a declaration without one, as a piece of text. */
typedef struct Owner {
    Span specifiers;   /* of the declaration, for one of several typedefs */
    Span text;         /* what goes before the frame */
    Span gone;         /* what vanishes from the function */
    size_t stays;      /* index + 1 of what is named in its place; 0: nothing is */
    size_t first, end; /* the names that it declares */
    size_t again;      /* index + 1 of one that was declared before, or 0 */
    bool needed;
} Owner;

struct Scoped {
    VEC(ScopedName) names;
    VEC(Owner) owners;
    VEC(Naming) namings;
    const Function *function;
};

/* ------------------------------------------------------------------ names */

static size_t find(const Scoped *scoped, CXCursor declaration)
{
    CXCursor canonical = clang_getCanonicalCursor(declaration);

    for (size_t i = 0; scoped && i < scoped->names.len; i++)
        if (clang_equalCursors(scoped->names.at[i].cursor, canonical)) return i + 1;
    return 0;
}

bool scoped_is_apart(const Parser *p, CXCursor declaration)
{
    const Scoped *scoped = p->scoped;
    size_t index = find(scoped, declaration);

    for (size_t i = 0; index && i < scoped->owners.len; i++) {
        const Owner *owner = &scoped->owners.at[i];
        if (owner->first < index && index <= owner->end) return owner->specifiers.end > 0;
    }
    return false;
}

Str scoped_spelling(Parser *p, CXCursor declaration)
{
    size_t index = find(p->scoped, declaration);

    if (!index) return (Str){0};
    p->scoped->names.at[index - 1].needed = true;
    return p->scoped->names.at[index - 1].spelled;
}

static bool is_tagged_kind(enum CXCursorKind kind)
{
    return kind == CXCursor_StructDecl || kind == CXCursor_UnionDecl || kind == CXCursor_EnumDecl;
}

static const char *keyword_of(CXCursor cursor)
{
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_StructDecl: return "struct ";
    case CXCursor_UnionDecl: return "union ";
    case CXCursor_EnumDecl: return "enum ";
    default: return "";
    }
}

/* What the emitters call the parts of the function is taken. */
static bool is_part_of_function(Str name)
{
    static const char *const part[] = {"frame", "state", "start", "resume", "async", "points"};

    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        if (str_is(name, part[i])) return true;
    return false;
}

/* A typedef may be called like the tag of the type that it names. */
static Str fresh(Parser *p, Str name, CXCursor cursor)
{
    Scoped *scoped = p->scoped;
    bool is_typedef = clang_getCursorKind(cursor) == CXCursor_TypedefDecl;
    const ScopedName *last = scoped->names.len ? &scoped->names.at[scoped->names.len - 1] : NULL;
    Str wanted = arena_printf(p->arena, "%.*s__%.*s%s", STR_ARG(scoped->function->name),
                              STR_ARG(name), is_part_of_function(name) ? "_" : "");

    bool tag = last && is_tagged_kind(clang_getCursorKind(last->cursor));
    if (is_typedef && tag && str_eq(last->hoisted, wanted)) return wanted;
    Str made = names_fresh(&p->names, wanted);
    map_put(&p->unit->identifiers, made, p->unit);
    return made;
}

/* ------------------------------------------------------------------ definitions */

static void add_naming(Parser *p, uint32_t at, uint32_t len, size_t name)
{
    VEC_PUSH(p->arena, &p->scoped->namings, (Naming){at, len, name});
}

/* The name for a type without one: that of what is declared with it. */
static Str name_beside(Parser *p, const Node *node)
{
    const Node *parent = node->parent;

    for (uint32_t i = 0; parent && i + 1 < parent->children; i++) {
        const Node *next = parent->child[i + 1];
        if (parent->child[i] != node || is_tagged_kind(next->kind)) continue;
        if (clang_isDeclaration(next->kind)) return cursor_name(p->arena, next->cursor);
    }
    return STR("type");
}

/* Where a tag fits in: before the brace, or the colon of an enum's type. */
static uint32_t tag_place(const Parser *p, uint32_t begin)
{
    size_t i = code_at(p, begin);

    while (i < p->tokens.len && !token_is(p, i, "{") && !token_is(p, i, ":"))
        i = code_at(p, p->tokens.at[i].end);
    return i < p->tokens.len ? p->tokens.at[i].begin : begin;
}

/* A tag and what keeps it from what stands beside it: `enum{` becomes `enum name {`. */
static Str tag_text(const Parser *p, uint32_t at, Str name)
{
    bool glued = at && char_in_word(p->unit->source.text.at[at - 1]);

    return arena_printf(p->arena, "%s%.*s ", glued ? " " : "", STR_ARG(name));
}

/* Whether the name that clang gives stands in the text: a typedef lends its own to its struct. */
static bool is_written(Parser *p, const Node *node, Str name, uint32_t *at)
{
    if (!cursor_name_at(p->file, node->cursor, at)) return false;
    if (from_body(p, *at)) parser_expand(p, *at);
    return str_eq(span_text(p, (Span){*at, *at + (uint32_t)name.len}), name);
}

static void add_name(Parser *p, const Node *node, Span scope)
{
    Scoped *scoped = p->scoped;
    Str name = cursor_name(p->arena, node->cursor);
    uint32_t at = node->span.begin;
    bool written = is_written(p, node, name, &at);

    if (!written && !is_tagged_kind(node->kind)) return;
    if (!written) at = tag_place(p, node->span.begin);
    Str wanted = written ? name : name_beside(p, node);
    ScopedName added = {.cursor = clang_getCanonicalCursor(node->cursor),
                        .name = written ? name : STR(""),
                        .hoisted = fresh(p, wanted, node->cursor),
                        .at = at,
                        .scope = scope};
    added.spelled =
        arena_printf(p->arena, "%s%.*s", keyword_of(node->cursor), STR_ARG(added.hoisted));
    add_naming(p, at, (uint32_t)added.name.len, scoped->names.len);
    VEC_PUSH(p->arena, &scoped->names, added);
}

/* The type itself, what is defined inside it, and the enumerators. */
static void add_names(Parser *p, const Node *node, Span scope)
{
    bool member = clang_Cursor_isAnonymousRecordDecl(node->cursor);
    bool name = is_tagged_kind(node->kind) || node->kind == CXCursor_EnumConstantDecl ||
                node->kind == CXCursor_TypedefDecl;

    if (name && !member && !find(p->scoped, node->cursor)) add_name(p, node, scope);
    for (uint32_t i = 0; i < node->children; i++) add_names(p, node->child[i], scope);
}

/* struct { ... } __attribute__((packed)): it is the type's. */
static uint32_t past_attributes(const Parser *p, uint32_t end)
{
    for (size_t i = code_at(p, end); token_is(p, i, "__attribute__"); i = code_at(p, end)) {
        size_t close = lex_closing(&p->tokens, p->unit->source.text, code_at(p, p->tokens.at[i].end));
        if (close >= p->tokens.len) break;
        end = p->tokens.at[close].end;
    }
    return end;
}

static void add_owner(Parser *p, const Node *node, Span text, Span gone, Span scope)
{
    Scoped *scoped = p->scoped;
    bool tagged = is_tagged_kind(node->kind);
    Owner owner = {.text = text, .gone = gone, .first = scoped->names.len};
    uint32_t at;

    if (tagged) owner.again = find(scoped, node->cursor);
    if (owner.again && cursor_name_at(p->file, node->cursor, &at))
        add_naming(p, at, (uint32_t)scoped->names.at[owner.again - 1].name.len, owner.again - 1);
    add_names(p, node, scope);
    owner.end = scoped->names.len;
    if (tagged && gone.end == text.end) owner.stays = owner.again ? owner.again : owner.first + 1;
    VEC_PUSH(p->arena, &scoped->owners, owner);
}

/* ------------------------------------------------------------------ statements */

static bool is_known_text(const Parser *p, Span text)
{
    for (size_t i = 0; i < p->scoped->owners.len; i++)
        if (span_within(p->scoped->owners.at[i].text, text)) return true;
    return false;
}

/* Whether a declaration has typedefs, of variably modified types or of others. */
static bool has_typedef(const Node *stmt, bool variable)
{
    for (uint32_t i = 0; i < stmt->children; i++)
        if (stmt->child[i]->kind == CXCursor_TypedefDecl &&
            vla_is_declared(stmt->child[i]) == variable)
            return true;
    return false;
}

/* `struct x;` refers to nothing that exists: it declares. `struct x *p;` may do so too. */
static bool declares_tag(const Parser *p, const Node *node)
{
    if (word_at(p, node->span.begin)) return false; /* what async_merge expands to */
    return is_tagged_kind(node->kind) &&
           (clang_isCursorDefinition(node->cursor) || node->parent->kind == CXCursor_DeclStmt);
}

static void visit(Parser *p, const Node *node, Span scope, Span stmt);

/* One of several typedefs: needed always, for the declaration goes without it. */
static void add_one(Parser *p, const Node *node, Span specifiers, Span text, Span scope)
{
    Scoped *scoped = p->scoped;

    add_owner(p, node, text, text, scope);
    Owner *owner = &scoped->owners.at[scoped->owners.len - 1];
    owner->specifiers = specifiers;
    if (owner->first < owner->end) scoped->names.at[owner->first].needed = true;
}

/* source: typedef int row[n], fixed; The second goes before the frame; the first is spelled out. */
static void add_apart(Parser *p, const Node *stmt, Span scope)
{
    Span specifiers = {0, 0}, text = {0, 0};

    for (uint32_t i = 0; i < stmt->children; i++) {
        const Node *node = stmt->child[i];
        uint32_t at = node->span.begin, comma = text.end;
        if (node->kind != CXCursor_TypedefDecl) continue;
        if (cursor_name_at(p->file, node->cursor, &at) && from_body(p, at)) {
            parser_expand(p, at);
            return;
        }
        text = declarator_span(p, at);
        if (!comma) specifiers = span_trim(p, (Span){stmt->span.begin, text.begin});
        else text.begin = p->tokens.at[code_at(p, comma)].end; /* attributes are its own */
        if (!vla_is_declared(node)) add_one(p, node, specifiers, span_trim(p, text), scope);
    }
}

static void visit_declaration(Parser *p, const Node *node, Span scope)
{
    Span all = {node->span.begin, past_semicolon(p, node->span.end)};

    if (has_typedef(node, false) && !has_typedef(node, true)) {
        add_owner(p, node, all, all, scope);
        return;
    }
    visit(p, node, scope, node->children == 1 ? all : (Span){0, 0});
    if (has_typedef(node, true)) add_apart(p, node, scope);
}

static void visit_child(Parser *p, const Node *node, Span scope, Span stmt)
{
    if (node->kind == CXCursor_DeclStmt && has_suspension(p, scope)) {
        visit_declaration(p, node, scope);
    } else if (node->in_file && declares_tag(p, node) && has_suspension(p, scope)) {
        Span text = {node->span.begin, past_attributes(p, node->span.end)};
        if (!is_known_text(p, text)) add_owner(p, node, text, stmt.end ? stmt : text, scope);
    } else {
        visit(p, node, scope, (Span){0, 0});
    }
}

static void visit(Parser *p, const Node *node, Span scope, Span stmt)
{
    if (node->kind == CXCursor_CompoundStmt || node->kind == CXCursor_ForStmt) scope = node->span;
    for (uint32_t i = 0; i < node->children; i++) visit_child(p, node->child[i], scope, stmt);
}

/* ------------------------------------------------------------------ references */

/* The visible name of a word in a place that libclang does not show. */
static size_t visible(const Parser *p, size_t token)
{
    const Scoped *scoped = p->scoped;
    uint32_t at = p->tokens.at[token].begin;
    size_t before = code_before(p, at), best = 0;
    bool tag = token_is(p, before, "struct") || token_is(p, before, "union") || token_is(p, before, "enum");

    if (token_is(p, before, ".") || token_is(p, before, "->")) return 0;
    for (size_t i = 0; i < scoped->names.len; i++) {
        const ScopedName *name = &scoped->names.at[i];
        bool is_tag = is_tagged_kind(clang_getCursorKind(name->cursor));
        if (is_tag != tag || name->at > at || !span_has(name->scope, at)) continue;
        if (!name->name.len || !str_eq(name->name, lex_text(p->unit->source.text, &p->tokens.at[token]))) continue;
        if (!best || span_within(scoped->names.at[best - 1].scope, name->scope)) best = i + 1;
    }
    return best;
}

static void name_words(Parser *p, Span span)
{
    for (size_t i = lex_find(&p->tokens, span.begin); i < p->tokens.len; i++) {
        const Token *token = &p->tokens.at[i];
        if (token->begin >= span.end) return;
        size_t name = token->kind == TOKEN_IDENTIFIER ? visible(p, i) : 0;
        if (name) add_naming(p, token->begin, token->end - token->begin, name - 1);
    }
}

static void add_reference(Parser *p, const Node *node)
{
    size_t name = find(p->scoped, clang_getCursorReferenced(node->cursor));

    if (name && node->in_file)
        add_naming(p, node->span.begin, (uint32_t)p->scoped->names.at[name - 1].name.len, name - 1);
}

static void add_references(Parser *p, const Node *node)
{
    if (node->kind == CXCursor_TypeRef || node->kind == CXCursor_DeclRefExpr) add_reference(p, node);
    if (node->kind == CXCursor_GenericSelectionExpr) name_words(p, node->span);
    if (node->kind == CXCursor_AlignedAttr)
        name_words(p, inside_brackets(p, code_at(p, node->span.end)));
    for (uint32_t i = 0; i < node->children; i++) add_references(p, node->child[i]);
}

/* ------------------------------------------------------------------ types of the file */

Str unnamed_spelling(Parser *p, CXCursor declaration)
{
    Unit *unit = p->unit;
    Span span;

    if (!cursor_span(p->file, declaration, &span) || from_body(p, span.begin)) return (Str){0};
    uint32_t at = tag_place(p, span.begin);
    Str tag = {0};
    for (size_t i = 0; i < unit->renames.len; i++)
        if (unit->renames.at[i].span.begin == at) tag = unit->renames.at[i].text;
    if (!tag.len) {
        Str made = names_fresh(&p->names, STR("unnamed"));
        map_put(&unit->identifiers, made, unit);
        tag = tag_text(p, at, made);
        VEC_PUSH(p->arena, &unit->renames, (Rename){{at, at}, tag, NULL});
    }
    bool led = tag.at[0] == ' ';
    return arena_printf(p->arena, "%s%.*s", keyword_of(declaration), (int)tag.len - led - 1,
                        tag.at + led);
}

/* ------------------------------------------------------------------ the way in */

void scoped_open(Parser *p, const Function *function, Node *body)
{
    p->scoped = ARENA_NEW(p->arena, Scoped);
    p->scoped->function = function;
    if (function->colour == COLOUR_PLAIN || !has_suspension(p, body->span)) return;
    visit(p, body, body->span, (Span){0, 0});
    if (p->scoped->names.len) add_references(p, body);
}

/* ------------------------------------------------------------------ what is needed */

static bool any_needed(const Scoped *scoped, const Owner *owner)
{
    for (size_t i = owner->first; i < owner->end; i++)
        if (scoped->names.at[i].needed) return true;
    return owner->again && scoped->names.at[owner->again - 1].needed;
}

static void need_inside(Scoped *scoped, const Owner *owner)
{
    for (size_t i = owner->first; i < owner->end; i++) scoped->names.at[i].needed = true;
    for (size_t i = 0; i < scoped->namings.len; i++)
        if (span_has(owner->text, scoped->namings.at[i].at) ||
            span_has(owner->specifiers, scoped->namings.at[i].at))
            scoped->names.at[scoped->namings.at[i].name].needed = true;
}

static void find_needed(Scoped *scoped)
{
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < scoped->owners.len; i++) {
            Owner *owner = &scoped->owners.at[i];
            if (owner->needed || !any_needed(scoped, owner)) continue;
            owner->needed = again = true;
            need_inside(scoped, owner);
        }
    }
}

static int by_place(const void *a, const void *b)
{
    const Rename *x = a, *y = b;

    return x->span.begin < y->span.begin ? -1 : x->span.begin > y->span.begin;
}

static void add_rename(Parser *p, Function *function, const Naming *naming)
{
    const ScopedName *name = &p->scoped->names.at[naming->name];
    Span span = {naming->at, naming->at + naming->len};
    bool is_tag = naming->len == 0;

    if (!is_tag && !str_eq(span_text(p, span), name->name)) {
        parser_expand(p, naming->at);
        return;
    }
    Str text = is_tag ? tag_text(p, naming->at, name->hoisted) : name->hoisted;
    VEC_PUSH(p->arena, &function->renames, (Rename){span, text, NULL});
}

static void drop_doubles(Function *function)
{
    size_t n = 0;

    for (size_t i = 0; i < function->renames.len; i++)
        if (!n || function->renames.at[i].span.begin != function->renames.at[n - 1].span.begin)
            function->renames.at[n++] = function->renames.at[i];
    function->renames.len = n;
}

void scoped_close(Parser *p, Function *function)
{
    Scoped *scoped = p->scoped;

    find_needed(scoped);
    for (size_t i = 0; i < scoped->owners.len; i++) {
        const Owner *owner = &scoped->owners.at[i];
        if (!owner->needed) continue;
        Str left = owner->stays ? scoped->names.at[owner->stays - 1].spelled : STR("");
        if (left.len && char_in_word(p->unit->source.text.at[owner->gone.end]))
            left = arena_printf(p->arena, "%.*s ", STR_ARG(left)); /* struct { int a; }x; */
        Hoist hoist = {owner->specifiers, owner->text, owner->gone, left};
        VEC_PUSH(p->arena, &function->hoists, hoist);
    }
    for (size_t i = 0; i < scoped->namings.len; i++)
        if (scoped->names.at[scoped->namings.at[i].name].needed)
            add_rename(p, function, &scoped->namings.at[i]);
    if (function->renames.len)
        qsort(function->renames.at, function->renames.len, sizeof *function->renames.at, by_place);
    drop_doubles(function);
    p->scoped = NULL;
}
