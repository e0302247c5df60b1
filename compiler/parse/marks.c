#include "parser.h"

typedef struct Marking {
    Marks marks;
    bool is_async, is_generator;
} Marking;

static enum CXChildVisitResult add_type(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Marking *m = data;
    CXType type = clang_getPointeeType(clang_getCursorType(cursor));

    (void)parent;
    if (m->marks.yields.kind == CXType_Invalid)
        m->marks.yields = type;
    else if (m->marks.receives.kind == CXType_Invalid)
        m->marks.receives = type;
    return CXChildVisit_Continue;
}

static enum CXChildVisitResult add_mark(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Marking *m = data;

    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_AnnotateAttr) return CXChildVisit_Continue;
    CXString name = clang_getCursorSpelling(cursor);
    const char *text = clang_getCString(name);
    if (strcmp(text, "async") == 0) m->is_async = true;
    if (strcmp(text, "operation") == 0) m->marks.is_operation = true;
    if (strcmp(text, "generator") == 0 && !m->is_generator) {
        m->is_generator = true;
        clang_visitChildren(cursor, add_type, m);
    }
    clang_disposeString(name);
    return CXChildVisit_Continue;
}

static Colour colour_of(bool is_async, bool is_generator)
{
    if (is_generator) return is_async ? COLOUR_ASYNC_GENERATOR : COLOUR_GENERATOR;
    return is_async ? COLOUR_ASYNC : COLOUR_PLAIN;
}

Marks marks_of(CXCursor declaration)
{
    Marking m = {0};

    clang_visitChildren(declaration, add_mark, &m);
    m.marks.colour = colour_of(m.is_async, m.is_generator);
    return m.marks;
}

/* Of the typedef behind a type; what is left where there is none, up to the first tag. */
static Marks marks_by_name(CXType *left)
{
    CXType type = *left, tagged = {.kind = CXType_Invalid};

    for (;;) {
        if (type.kind == CXType_Typedef || type.kind == CXType_Elaborated) {
            CXCursor declaration = clang_getTypeDeclaration(type);
            if (clang_getCursorKind(declaration) != CXCursor_TypedefDecl) break;
            Marks marks = marks_of(declaration);
            if (marks.colour != COLOUR_PLAIN) return marks;
            type = clang_getTypedefDeclUnderlyingType(declaration);
        } else if (type.kind == CXType_Pointer) {
            type = clang_getPointeeType(type);
        } else if (clang_getArrayElementType(type).kind != CXType_Invalid) {
            type = clang_getArrayElementType(type);
        } else if (clang_Type_getModifiedType(type).kind != CXType_Invalid) {
            if (tagged.kind == CXType_Invalid) tagged = type;
            type = clang_Type_getModifiedType(type);
        } else {
            break;
        }
    }
    *left = tagged.kind != CXType_Invalid ? tagged : type;
    return (Marks){.colour = COLOUR_PLAIN};
}

Marks marks_of_type(CXType type)
{
    Marks marks = marks_by_name(&type);

    return marks.colour != COLOUR_PLAIN ? marks : (Marks){.colour = type_colour(type)};
}

Marks marks_of_result(CXType result, Colour of)
{
    return of == COLOUR_PLAIN ? marks_of_type(result) : marks_by_name(&result);
}

static enum CXChildVisitResult add_named(CXCursor cursor, CXCursor parent, CXClientData data)
{
    Marks *marks = data;

    (void)parent;
    if (clang_getCursorKind(cursor) == CXCursor_TypeRef && marks->colour == COLOUR_PLAIN)
        *marks = marks_of(clang_getCursorReferenced(cursor));
    return CXChildVisit_Recurse;
}

/*
 * Of what a handle gives: `await *t`, where `async_task(op_fn *) t`. The type says nothing any more,
 * but the handle's declaration does.
 */
static Marks marks_by_handle(Node *node)
{
    Marks marks = {.colour = COLOUR_PLAIN};

    if (node->kind == CXCursor_DeclRefExpr || node->kind == CXCursor_MemberRefExpr) {
        CXCursor declaration = clang_getCursorReferenced(node->cursor);
        if (handle_of(clang_getCursorType(declaration)) != HANDLE_NONE)
            clang_visitChildren(declaration, add_named, &marks);
    }
    for (uint32_t i = 0; i < node->children && marks.colour == COLOUR_PLAIN; i++)
        marks = marks_by_handle(node->child[i]);
    return marks;
}

static bool is_pointer_to_function(const Node *node)
{
    CXType type = clang_getCanonicalType(clang_getPointeeType(node_canonical(node)));

    return type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
}

/* Of what an async function gives, awaited: `(await pick(1))(2)`. */
static Marks marks_of_awaited(Node *node)
{
    CXType type = clang_getCursorType(node->cursor);

    while (node_unary(node) == CXUnaryOperator_Extension) node = node_strip(node->child[0]);
    bool call = node->kind == CXCursor_CallExpr && node->children;
    Colour of = call ? marks_of_callee(node->child[0]).colour : COLOUR_PLAIN;
    Marks marks = marks_of_result(type, of);
    bool untold = marks.colour == COLOUR_PLAIN && !call && is_pointer_to_function(node);
    return untold ? marks_by_handle(node) : marks;
}

Marks marks_of_callee(Node *callee)
{
    Node *node = node_strip(callee);

    while (node->kind == CXCursor_ArraySubscriptExpr || node_unary(node) == CXUnaryOperator_Deref ||
           node_unary(node) == CXUnaryOperator_AddrOf)
        node = node_strip(node->child[0]);
    if (node->kind == CXCursor_DeclRefExpr || node->kind == CXCursor_MemberRefExpr) {
        Marks marks = marks_of(clang_getCursorReferenced(node->cursor));
        if (marks.colour != COLOUR_PLAIN) return marks;
    }
    return marks_of_awaited(node);
}
