/*
 * vla.c - variably modified types of declarations that are in scope at a suspension.
 *
 * C allows no jump into the scope of such a declaration, so none may be left there: each of its
 * sizes becomes a local of its own, evaluated where the declaration stands, and the type is spelled
 * with these (type.h: holes).
 */
#include "parser.h"

/* A layer of a type, and the local that holds its length. */
typedef struct Layer {
    CXType array;
    uint32_t size; /* index in Function.sizes */
} Layer;

struct Layers {
    VEC(Layer) all;
};

static CXType inner_type(CXType type)
{
    return type.kind == CXType_Pointer ? clang_getPointeeType(type) : clang_getArrayElementType(type);
}

bool type_is_variable(CXType type)
{
    type = clang_getCanonicalType(type);
    while (type.kind == CXType_Pointer || type_is_array(type)) {
        if (type.kind == CXType_VariableArray) return true;
        type = inner_type(type);
    }
    return false;
}

static const Layer *find_layer(const Parser *p, CXType array)
{
    CXType canonical = clang_getCanonicalType(array);

    for (size_t i = 0; p->layers && i < p->layers->all.len; i++) {
        const Layer *layer = &p->layers->all.at[i];
        if (clang_equalTypes(layer->array, array) ||
            clang_equalTypes(clang_getCanonicalType(layer->array), canonical))
            return layer;
    }
    return NULL;
}

Str vla_dimension(Parser *p, CXType array)
{
    const Layer *layer = find_layer(p, array);

    return layer ? arena_printf(p->arena, "[%c%u%c]", TYPE_HOLE, layer->size, TYPE_HOLE) : STR("[]");
}

/* ------------------------------------------------------------------ a declaration's sizes */

static Local *new_size(Body *b, Str name, uint32_t at)
{
    Parser *p = b->parser;
    Local *local = ARENA_NEW(p->arena, Local);

    *local = (Local){.name = arena_printf(p->arena, "%.*s_size", STR_ARG(name)),
                     .type = type_words(p->arena, "size_t", TYPE_SCALAR, p->pointer_size),
                     .scope = b->scope,
                     .declared = at,
                     .is_kept = true};
    return local;
}

/* The expression under a declaration that is written between brackets. */
static Node *size_node(Node *declaration, Span inside)
{
    for (uint32_t i = 0; i < declaration->children; i++) {
        Node *child = declaration->child[i];
        if (node_is_expr(child) && span_within(inside, child->span)) return child;
    }
    return NULL;
}

static void add_size(Body *b, Node *declaration, CXType array, Span inside, Sizes *out)
{
    Parser *p = b->parser;
    Node *node = size_node(declaration, inside);
    uint32_t index = (uint32_t)b->function->sizes.len;

    if (!node) {
        parser_expand(p, inside.begin);
        return;
    }
    Local *local = new_size(b, cursor_name(p->arena, declaration->cursor), declaration->span.begin);
    VEC_PUSH(p->arena, &b->function->sizes, local);
    VEC_PUSH(p->arena, &p->layers->all, (Layer){array, index});
    VEC_PUSH(p->arena, out, (Size){local, parse_expr(b, node)});
}

/* The next pair of brackets of a declarator: those in arguments and sizes are not its own. */
static Span next_brackets(const Parser *p, uint32_t *at, uint32_t end)
{
    for (size_t i = code_at(p, *at); i < p->tokens.len && p->tokens.at[i].begin < end;
         i = code_at(p, p->tokens.at[i].end)) {
        if (token_is(p, i, "=") || token_is(p, i, ",") || token_is(p, i, ";")) break;
        if (!token_is(p, i, "[")) continue;
        Span inside = inside_brackets(p, i);
        *at = inside.end + 1;
        return inside;
    }
    *at = end;
    return (Span){end, end};
}

static CXType declared_type(const Node *declaration)
{
    return declaration->kind == CXCursor_TypedefDecl
               ? clang_getTypedefDeclUnderlyingType(declaration->cursor)
               : clang_getCursorType(declaration->cursor);
}

bool vla_is_declared(const Node *declaration) { return type_is_variable(declared_type(declaration)); }

/* source: typeof(int[n]) a; The layers that the specifiers hold; others are known already. */
static void specifier_sizes(Body *b, Node *declaration, CXType type, uint32_t end, Sizes *out)
{
    Parser *p = b->parser;
    uint32_t at = declaration->span.begin;

    for (type = clang_getCanonicalType(type); type.kind == CXType_Pointer || type_is_array(type);
         type = inner_type(type)) {
        if (!type_is_array(type)) continue;
        Span inside = next_brackets(p, &at, end);
        if (type.kind != CXType_VariableArray || find_layer(p, type)) continue;
        if (inside.begin < inside.end)
            add_size(b, declaration, type, inside, out);
        else
            error_at(p, declaration->span,
                     "not yet supported: a variable length that is not in the declaration's brackets");
    }
}

/* Lengths and brackets come in the same order; what a typedef brings is known already. */
void vla_sizes(Body *b, Node *declaration, Sizes *out)
{
    Parser *p = b->parser;
    CXType type = declared_type(declaration);
    uint32_t at = declaration->span.begin, end = (uint32_t)p->unit->source.text.len;
    bool parameter = declaration->kind == CXCursor_ParmDecl;

    if (!type_is_variable(type)) return;
    if (!p->layers) p->layers = ARENA_NEW(p->arena, Layers);
    cursor_name_at(p->file, declaration->cursor, &at);
    uint32_t name_at = at;
    for (bool first = true; type.kind == CXType_Pointer || type_is_array(type); type = inner_type(type)) {
        if (!type_is_array(type)) {
            first = false;
            continue;
        }
        Span inside = next_brackets(p, &at, end);
        bool decays = parameter && first;
        if (type.kind == CXType_VariableArray && !decays && inside.begin < inside.end && !find_layer(p, type))
            add_size(b, declaration, type, inside, out);
        first = false;
    }
    bool named = type.kind == CXType_Typedef || type.kind == CXType_Elaborated;
    if (!parameter && !named) specifier_sizes(b, declaration, type, name_at, out);
}

/* ------------------------------------------------------------------ which, and typedefs of them */

static bool has_cleanup(const Body *b)
{
    for (size_t i = 0; i < b->function->locals.len; i++) {
        const Local *local = b->function->locals.at[i];
        if (local->scope == b->scope && local->has_cleanup) return true;
    }
    return false;
}

/* What stands before it counts too: ways out from there lead to the block's end, past it. */
bool vla_is_kept(const Body *b, const Node *declaration)
{
    bool parameter = declaration->kind == CXCursor_ParmDecl;

    if (b->function->colour == COLOUR_PLAIN) return false;
    return parameter || has_active(b->parser, b->scope->span) || has_cleanup(b);
}

void vla_type_name(Body *b, Node *node)
{
    Parser *p = b->parser;
    CXCursor declaration = clang_getCursorReferenced(node->cursor);

    if (clang_getCursorKind(declaration) != CXCursor_TypedefDecl) return;
    CXType type = clang_getTypedefDeclUnderlyingType(declaration);
    if (!type_is_variable(type)) return;
    const Type *ours = parse_type(p, type);
    if (!memchr(ours->before.at, TYPE_HOLE, ours->before.len) &&
        !memchr(ours->after.at, TYPE_HOLE, ours->after.len))
        return;
    VEC_PUSH(p->arena, &b->function->renames, (Rename){node->span, STR(""), ours});
}
