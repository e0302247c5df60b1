/*
 * misuse_types.c - conversions that clang lets pass: between pointers to async and to plain
 * functions, between handles, and of what is yielded.
 */
#include "misuse.h"

/* ------------------------------------------------------------------ types */

Str type_words_of(Parser *p, CXType type)
{
    return type_declare(p->arena, parse_type(p, type), STR(""));
}

bool same_type(CXType a, CXType b)
{
    return clang_equalTypes(clang_getUnqualifiedType(clang_getCanonicalType(a)),
                            clang_getUnqualifiedType(clang_getCanonicalType(b)));
}

static bool is_arithmetic(CXType type)
{
    return (type.kind >= CXType_Bool && type.kind <= CXType_LongDouble) ||
           type.kind == CXType_Enum || type.kind == CXType_Float128 || type.kind == CXType_Half ||
           type.kind == CXType_Float16 || type.kind == CXType_Complex;
}

/* Arrays and functions as the pointers that they become. */
static CXType pointee_of(CXType type)
{
    if (type_is_array(type)) return clang_getArrayElementType(type);
    return type.kind == CXType_Pointer ? clang_getPointeeType(type) : type;
}

static bool is_function(CXType type)
{
    return type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto;
}

static bool is_null_constant(Node *node)
{
    node = node_strip(node);
    while (node->kind == CXCursor_CStyleCastExpr && node->children)
        node = node_strip(node->child[node->children - 1]);
    if (node->kind == CXCursor_GNUNullExpr || node->kind == CXCursor_CXXNullPtrLiteralExpr)
        return true;
    if (node->kind != CXCursor_IntegerLiteral) return false;
    CXEvalResult result = clang_Cursor_Evaluate(node->cursor);
    bool zero = result && clang_EvalResult_getAsInt(result) == 0;
    if (result) clang_EvalResult_dispose(result);
    return zero;
}

static bool pointers_fit(CXType from, CXType to)
{
    CXType a = clang_getCanonicalType(pointee_of(from)), b = clang_getCanonicalType(pointee_of(to));

    return a.kind == CXType_Void || b.kind == CXType_Void || same_type(a, b);
}

bool fits(Node *node, CXType wanted)
{
    CXType from = node_canonical(node_explicit(node)), to = clang_getCanonicalType(wanted);
    bool pointer = from.kind == CXType_Pointer || type_is_array(from) || is_function(from);

    if (from.kind == CXType_Invalid || same_type(from, to)) return true;
    if (to.kind == CXType_Atomic) return fits(node, clang_Type_getValueType(to));
    if (is_arithmetic(to) && is_arithmetic(from)) return true;
    if (to.kind == CXType_Bool && pointer) return true;
    if (to.kind == CXType_Pointer && pointer) return pointers_fit(from, to);
    if (to.kind == CXType_Pointer) return is_null_constant(node) || from.kind == CXType_NullPtr;
    return to.kind == CXType_Void || to.kind == CXType_Vector || to.kind == CXType_ExtVector;
}

/* ------------------------------------------------------------------ colours */

/* Whether a type is a function's or a pointer to one. */
static bool is_function_like(CXType type)
{
    CXType canonical = clang_getCanonicalType(type);

    if (canonical.kind == CXType_Pointer)
        canonical = clang_getCanonicalType(clang_getPointeeType(canonical));
    return is_function(canonical);
}

static void check_colours(Place place, Node *value, Colour wanted)
{
    Node *node = node_strip(value);
    CXType type = clang_getCursorType(node->cursor);

    if (node->kind == CXCursor_ConditionalOperator && node->children == 3) {
        check_colours(place, node->child[1], wanted);
        check_colours(place, node->child[2], wanted);
        return;
    }
    if (!is_function_like(type) || is_null_constant(node)) return;
    Colour given = marks_of_callee(node).colour;
    if (given == wanted) return;
    if (given != COLOUR_PLAIN && wanted == COLOUR_PLAIN)
        error_at(place.parser, value->span,
                 "an async function or generator where a pointer to a plain function is wanted");
    else if (given == COLOUR_PLAIN)
        error_at(place.parser, value->span,
                 "a plain function where a pointer to an async function or generator is wanted");
    else
        error_at(place.parser, value->span,
                 "another kind of async function or generator is wanted here");
}

static Colour colour_of_declaration(CXCursor declaration)
{
    Colour colour = marks_of(declaration).colour;

    return colour != COLOUR_PLAIN ? colour : marks_of_type(clang_getCursorType(declaration)).colour;
}

/* A cast does not make an async function of a plain one, nor the other way round. */
void misuse_cast(Place place, Node *cast)
{
    CXType type = clang_getCursorType(cast->cursor);

    if (cast->kind == CXCursor_CStyleCastExpr && is_function_like(type))
        check_colours(place, node_last_expr(cast), marks_of_type(type).colour);
}

/* ------------------------------------------------------------------ initializers */

typedef struct Fields {
    CXCursor at[64];
    unsigned count;
} Fields;

static enum CXVisitorResult add_field(CXCursor field, CXClientData data)
{
    Fields *fields = data;

    if (fields->count == sizeof fields->at / sizeof *fields->at) return CXVisit_Break;
    fields->at[fields->count++] = field;
    return CXVisit_Continue;
}

static void initialise(Place place, CXType type, Colour colour, Node *init);

/* `.name = value`: the member, and the value. */
static Node *designated(Node *element, CXCursor *field)
{
    if (element->kind != CXCursor_UnexposedExpr || element->children != 2 ||
        element->child[0]->kind != CXCursor_MemberRef)
        return NULL;
    *field = clang_getCursorReferenced(element->child[0]->cursor);
    return element->child[1];
}

static void initialise_record(Place place, CXType type, Node *list)
{
    Fields fields = {.count = 0};
    unsigned next = 0;

    clang_Type_visitFields(type, add_field, &fields);
    for (uint32_t i = 0; i < list->children; i++) {
        CXCursor field;
        Node *value = designated(list->child[i], &field);
        if (value) {
            for (next = 0; next < fields.count && !clang_equalCursors(fields.at[next], field);)
                next++;
        } else {
            value = list->child[i];
            if (next < fields.count) field = fields.at[next];
        }
        if (next >= fields.count) return;
        next++;
        initialise(place, clang_getCursorType(field), colour_of_declaration(field), value);
    }
}

/* Of an array: as it is written, where that can be seen, for its tags. */
static CXType element_of(CXType array)
{
    CXType element = clang_getArrayElementType(array);

    return element.kind != CXType_Invalid
               ? element
               : clang_getArrayElementType(clang_getCanonicalType(array));
}

static void initialise(Place place, CXType type, Colour colour, Node *init)
{
    Node *node = node_strip(init);
    CXType canonical = clang_getCanonicalType(type);

    misuse_kept(place, type, init);
    if (is_function_like(canonical)) {
        if (node->kind == CXCursor_InitListExpr && node->children == 1) node = node->child[0];
        check_colours(place, node, colour);
    } else if (node->kind == CXCursor_InitListExpr && type_is_array(canonical)) {
        for (uint32_t i = 0; i < node->children; i++) {
            Node *element = node->child[i];
            bool indexed = element->kind == CXCursor_UnexposedExpr && element->children == 2;
            initialise(place, element_of(type), colour, indexed ? element->child[1] : element);
        }
    } else if (node->kind == CXCursor_InitListExpr && canonical.kind == CXType_Record) {
        initialise_record(place, canonical, node);
    }
}

void misuse_initializer(Place place, CXCursor declaration, Node *init)
{
    if (!place.unevaluated)
        initialise(place, clang_getCursorType(declaration), colour_of_declaration(declaration),
                   init);
}

/* ------------------------------------------------------------------ the other conversions */

void misuse_assignment(Place place, Node *node)
{
    Node *target = node->child[0];

    misuse_kept(place, clang_getCursorType(target->cursor), node->child[1]);
    if (!place.unevaluated && is_function_like(clang_getCursorType(target->cursor)))
        check_colours(place, node->child[1], marks_of_callee(target).colour);
}

void misuse_arguments(Place place, Node *call)
{
    Node *callee = node_strip(call->child[0]);
    CXCursor target = clang_getCursorReferenced(callee->cursor);
    bool known = callee->kind == CXCursor_DeclRefExpr &&
                 clang_getCursorKind(target) == CXCursor_FunctionDecl;
    int count = known ? clang_Cursor_getNumArguments(target) : 0;

    for (int i = 0; i < count && i + 1 < (int)call->children; i++) {
        CXCursor parameter = clang_Cursor_getArgument(target, (unsigned)i);
        misuse_kept(place, clang_getCursorType(parameter), call->child[i + 1]);
        if (is_function_like(clang_getCursorType(parameter)))
            check_colours(place, call->child[i + 1], colour_of_declaration(parameter));
    }
}

void misuse_return(Place place, Node *node)
{
    if (!place.function || node->children == 0) return;
    CXType result = clang_getCursorResultType(place.owner);
    misuse_kept(place, result, node->child[0]);
    if (is_function_like(result))
        check_colours(place, node->child[0],
                      marks_of_result(result, place.function->colour).colour);
}
