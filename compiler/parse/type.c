/*
 * type.c - clang's types to ours. Typedef names stay; the dialect's tags, typeof and auto go.
 *
 * libclang shows the sugar that carries a tag, and typeof, as an unexposed type: what is under it
 * is known by its spelling, or, less prettily, by the canonical type.
 */
#include "parser.h"
#include "tag.h"
#include <stdio.h>

/* What is carried down while a type is built. */
typedef struct TypeWalk {
    Parser *parser;
    bool inner; /* behind a function layer of this declarator: a tag found belongs further out */
} TypeWalk;

static const Type *build(TypeWalk walk, CXType from);

/* ------------------------------------------------------------------ spellings */

static Str spelling(Parser *p, CXType type)
{
    return take_string(p->arena, clang_getTypeSpelling(type));
}

static bool text_has(Str text, const char *part)
{
    return strstr(text.at, part) != NULL; /* arena text: a NUL follows */
}

/* `text` without any of the dialect's tags, and without doubled spaces. */
static Str without_tags(Parser *p, Str text)
{
    char *to = arena_alloc(p->arena, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.len;) {
        if (strncmp(text.at + i, TAG_OPEN, sizeof TAG_OPEN - 1) == 0) {
            const char *end = strstr(text.at + i, TAG_CLOSE);
            if (!end) break;
            i = (size_t)(end - text.at) + sizeof TAG_CLOSE - 1;
        } else if (text.at[i] == ' ' && (n == 0 || to[n - 1] == ' ')) {
            i++;
        } else {
            to[n++] = text.at[i++];
        }
    }
    while (n && to[n - 1] == ' ') n--;
    to[n] = '\0';
    return (Str){to, n};
}

/* Whether a spelling is a name, perhaps qualified, perhaps with stars behind it. */
static bool is_plain_spelling(Parser *p, Str text)
{
    size_t word = 0;
    bool starred = false;

    if (text.len == 0 || str_starts(text, "typeof") || str_starts(text, "__")) return false;
    for (size_t i = 0; i <= text.len; i++) {
        int c = i < text.len ? (unsigned char)text.at[i] : ' ';
        if (lex_is_word_char(c)) {
            if (starred) return false;
            continue;
        }
        if (c != ' ' && c != '*') return false;
        if (map_get(&p->local_types, (Str){text.at + word, i - word})) return false;
        starred |= c == '*';
        word = i + 1;
    }
    return true;
}

/* ------------------------------------------------------------------ what a type needs */

static bool is_inside_function(CXCursor declaration)
{
    for (;;) {
        declaration = clang_getCursorSemanticParent(declaration);
        enum CXCursorKind kind = clang_getCursorKind(declaration);
        if (kind == CXCursor_FunctionDecl) return true;
        if (kind != CXCursor_StructDecl && kind != CXCursor_UnionDecl) return false;
    }
}

static enum CXVisitorResult find_const_field(CXCursor field, CXClientData data)
{
    CXType type = clang_getCanonicalType(clang_getCursorType(field));
    bool *found = data;

    while (type_is_array(type)) type = clang_getArrayElementType(type);
    if (clang_isConstQualifiedType(type))
        *found = true;
    else if (type.kind == CXType_Record)
        clang_Type_visitFields(type, find_const_field, data);
    return *found ? CXVisit_Break : CXVisit_Continue;
}

static void add_declaration(Parser *p, CXType from, Type *to)
{
    CXCursor declaration = clang_getTypeDeclaration(from);
    Span span;

    if (clang_Cursor_isNull(declaration) || clang_isInvalid(clang_getCursorKind(declaration)))
        return;
    CXCursor definition = clang_getCursorDefinition(declaration);
    if (!clang_Cursor_isNull(definition)) declaration = definition;
    to->is_scoped = is_inside_function(declaration);
    if (cursor_span(p->file, declaration, &span)) to->needs = span.end;
    if (to->is_scoped) to->needs = p->function_begin;
}

static void add_parts(Type *to, const Type *part)
{
    to->is_scoped |= part->is_scoped;
    to->is_unnamed |= part->is_unnamed;
    if (part->needs > to->needs) to->needs = part->needs;
}

/* ------------------------------------------------------------------ layers */

static const char *qualifiers(CXType type, bool is_atomic)
{
    static const char *const words[] = {
        "",         "const ",         "volatile ",         "const volatile ",
        "_Atomic ", "const _Atomic ", "volatile _Atomic ", "const volatile _Atomic "};

    return words[(clang_isConstQualifiedType(type) ? 1 : 0) |
                 (clang_isVolatileQualifiedType(type) ? 2 : 0) | (is_atomic ? 4 : 0)];
}

static TypeClass class_of(CXType canonical)
{
    switch (canonical.kind) {
    case CXType_Void: return TYPE_VOID;
    case CXType_Record: return TYPE_RECORD;
    case CXType_Pointer: return TYPE_POINTER;
    case CXType_ConstantArray:
    case CXType_IncompleteArray: return TYPE_ARRAY;
    case CXType_VariableArray: return TYPE_VLA;
    case CXType_FunctionProto:
    case CXType_FunctionNoProto: return TYPE_FUNCTION;
    case CXType_Atomic: return class_of(clang_getCanonicalType(clang_Type_getValueType(canonical)));
    default: return TYPE_SCALAR;
    }
}

static bool is_without_name(Str spelling)
{
    return text_has(spelling, "(unnamed") || text_has(spelling, "(anonymous");
}

static Str scoped_name(Parser *p, CXType from, Str name)
{
    Str scoped = scoped_spelling(p, clang_getTypeDeclaration(from));

    if (!scoped.len && is_without_name(name))
        scoped = merged_spelling(p, clang_getTypeDeclaration(clang_getCanonicalType(from)));
    return scoped.len ? scoped : name;
}

static Str file_name(Parser *p, CXType from, Str name)
{
    Str tagged = unnamed_spelling(p, clang_getTypeDeclaration(from));

    return tagged.len ? tagged : name;
}

static void name_layer(TypeWalk walk, CXType from, Type *to)
{
    Parser *p = walk.parser;
    CXType canonical = clang_getCanonicalType(from);
    Str name = spelling(p, clang_getUnqualifiedType(from));
    Type *layer = to;

    add_declaration(p, from, to);
    if (to->is_scoped)
        name = scoped_name(p, from, name);
    else if (is_without_name(name))
        name = file_name(p, from, name);
    to->is_unnamed = is_without_name(name);
    if (canonical.kind == CXType_Vector && from.kind == CXType_Vector) {
        const Type *element = build(walk, clang_getElementType(from));
        name = arena_printf(p->arena, "__attribute__((__vector_size__(%lld))) %.*s",
                            clang_Type_getSizeOf(from), STR_ARG(element->before));
    }
    layer->before = arena_printf(p->arena, "%s%.*s", qualifiers(from, false), STR_ARG(name));
    if (canonical.kind == CXType_Pointer || type_is_array(canonical) ||
        clang_getResultType(canonical).kind != CXType_Invalid) {
        CXCursor declaration = clang_getTypeDeclaration(from);
        walk.inner = false;
        if (clang_getCursorKind(declaration) == CXCursor_TypedefDecl) {
            const Type *under = build(walk, clang_getTypedefDeclUnderlyingType(declaration));
            to->element = type_is_array(canonical) ? type_qualified(p->arena, under->element,
                                                                    to->is_const, to->is_volatile)
                                                   : under->element;
            to->colour = under->colour;
            to->handle = under->handle;
            if (under->class_ == TYPE_VLA) to->class_ = TYPE_VLA;
        }
    }
    if (canonical.kind == CXType_Record)
        clang_Type_visitFields(canonical, find_const_field, &to->has_const_member);
}

static void pointer_layer(TypeWalk walk, CXType from, CXType pointee, Type *to)
{
    Parser *p = walk.parser;
    const Type *element = build(walk, pointee);
    bool wrap = element->class_ == TYPE_ARRAY || element->class_ == TYPE_FUNCTION ||
                element->class_ == TYPE_VLA;
    bool named = wrap && element->after.len == 0; /* a typedef of an array or a function */
    bool star = element->before.len && element->before.at[element->before.len - 1] == '*';

    wrap &= !named;
    to->element = element;
    to->before = arena_printf(
        p->arena, "%.*s%s%s%s%s%s%s", STR_ARG(element->before), star ? "" : " ", wrap ? "(*" : "*",
        clang_isConstQualifiedType(from) ? "const " : "",
        clang_isVolatileQualifiedType(from) ? "volatile " : "",
        clang_isRestrictQualifiedType(from) ? "restrict " : "", to->is_atomic ? "_Atomic " : "");
    while (to->before.at[to->before.len - 1] == ' ') to->before.len--;
    to->after = wrap ? arena_printf(p->arena, ")%.*s", STR_ARG(element->after)) : element->after;
    if (element->class_ == TYPE_VLA) to->class_ = TYPE_VLA;
    to->handle = handle_of(from);
    add_parts(to, element);
}

static void array_layer(TypeWalk walk, CXType from, Type *to)
{
    Parser *p = walk.parser;
    const Type *element = type_qualified(
        p->arena, build(walk, clang_getArrayElementType(from)), to->is_const,
        to->is_volatile); /* `a->ch` of a const struct: the qualifier is the array's */
    long long length = clang_getArraySize(from);
    Str dimension = from.kind == CXType_ConstantArray   ? arena_printf(p->arena, "[%lld]", length)
                    : from.kind == CXType_VariableArray ? vla_dimension(p, from)
                                                        : STR("[]");

    to->element = element;
    to->is_array = true;
    to->before = element->before;
    to->after = arena_printf(p->arena, "%.*s%.*s", STR_ARG(dimension), STR_ARG(element->after));
    to->is_const = element->is_const;
    to->is_volatile = element->is_volatile;
    if (element->class_ == TYPE_VLA) to->class_ = TYPE_VLA;
    add_parts(to, element);
}

static Str parameter_list(TypeWalk walk, CXType from, Type *to)
{
    Parser *p = walk.parser;
    int count = clang_getNumArgTypes(from);
    Str list = STR("");

    walk.inner = false;
    for (int i = 0; i < count; i++) {
        const Type *type = build(walk, clang_getArgType(from, (unsigned)i));
        Str one = type_declare(p->arena, type, STR(""));
        list = arena_printf(p->arena, "%.*s%s%.*s", STR_ARG(list), i ? ", " : "", STR_ARG(one));
        add_parts(to, type);
    }
    if (clang_isFunctionTypeVariadic(from) && count > 0)
        return arena_printf(p->arena, "%.*s, ...", STR_ARG(list));
    return count == 0 && clang_getCanonicalType(from).kind == CXType_FunctionProto ? STR("void")
                                                                                   : list;
}

static void function_layer(TypeWalk walk, CXType from, Type *to)
{
    Parser *p = walk.parser;
    Str parameters = parameter_list(walk, from, to);

    to->colour = walk.inner ? COLOUR_PLAIN : type_colour(from);
    walk.inner = true;
    to->element = build(walk, clang_getResultType(from));
    to->before = to->element->before;
    to->after =
        arena_printf(p->arena, "(%.*s)%.*s", STR_ARG(parameters), STR_ARG(to->element->after));
    add_parts(to, to->element);
}

static void atomic_layer(TypeWalk walk, CXType from, Type *to)
{
    CXType value = clang_Type_getValueType(from);

    to->is_atomic = true;
    if (clang_getCanonicalType(value).kind == CXType_Pointer) {
        pointer_layer(walk, from, clang_getPointeeType(clang_getCanonicalType(value)), to);
        return;
    }
    const Type *inner = build(walk, value);
    to->before =
        arena_printf(walk.parser->arena, "%s%.*s", qualifiers(from, true), STR_ARG(inner->before));
    add_parts(to, inner);
}

/* `typeof(typeof(X) __attribute__((...))*)`: X as it was written, where that can be used. */
static const Type *handle_element(TypeWalk walk, CXType canonical, Str text)
{
    static const char open[] = "typeof(typeof(";
    const Type *element = build(walk, clang_getPointeeType(canonical));
    const char *at = strstr(text.at, open);
    const char *end = at ? strstr(at, TAG_OPEN) : NULL;

    if (!end) return element;
    at += sizeof open - 1;
    while (end > at && (end[-1] == ' ' || end[-1] == ')')) end--;
    Str name = arena_copy(walk.parser->arena, (Str){at, (size_t)(end - at)});
    if (element->after.len || !is_plain_spelling(walk.parser, name)) return element;
    Type *named = ARENA_NEW(walk.parser->arena, Type);
    *named = *element;
    named->before = name;
    return named;
}

/* Parentheses, tags, typeof, auto: sugar that libclang gives no way through. */
static void unexposed_layer(TypeWalk walk, CXType from, Type *to)
{
    Parser *p = walk.parser;
    CXType canonical = clang_getCanonicalType(from);
    Str text = spelling(p, from), plain = without_tags(p, text);

    if (clang_getResultType(canonical).kind != CXType_Invalid) {
        function_layer(walk, from, to);
        return;
    }
    const Type *same = build(walk, canonical);
    HandleKind handle = handle_of(from);
    if (handle != HANDLE_NONE) {
        Type pointer = *same;
        const Type *element = handle_element(walk, canonical, text);
        bool star = element->before.len && element->before.at[element->before.len - 1] == '*';
        if (element->after.len == 0 && pointer.after.len == 0)
            pointer.before = arena_printf(p->arena, "%.*s%s*%s", STR_ARG(element->before),
                                          star ? "" : " ", same->is_const ? "const" : "");
        pointer.element = element;
        pointer.handle = handle;
        *to = pointer;
        return;
    }
    *to = *same;
    if (same->after.len == 0 && is_plain_spelling(p, plain) && !same->is_unnamed)
        to->before = plain;
}

/* A tag or an attribute around a type; qualifiers may stand outside it. */
static void attributed_layer(TypeWalk walk, CXType from, Type *to)
{
    const Type *inner = build(walk, clang_Type_getModifiedType(from));

    *to = *type_qualified(walk.parser->arena, inner, to->is_const, to->is_volatile);
}

/* typedef const int fixed: a const that the name does not show; fields have to do without it. */
static bool hides_const(CXType from)
{
    CXType type = clang_getCanonicalType(from);

    if (from.kind != CXType_Typedef && from.kind != CXType_Elaborated) return false;
    if (clang_isConstQualifiedType(from) || handle_of(from) != HANDLE_NONE) return false;
    while (type_is_array(type)) type = clang_getArrayElementType(type);
    return clang_isConstQualifiedType(type);
}

/* A typedef of a variably modified type is spelled out: it cannot stay where it is. */
static const Type *variable_layer(TypeWalk walk, CXType from)
{
    CXCursor declaration = clang_getTypeDeclaration(from);
    const Type *under = build(walk, clang_getTypedefDeclUnderlyingType(declaration));

    return type_qualified(walk.parser->arena, under, clang_isConstQualifiedType(from),
                          clang_isVolatileQualifiedType(from));
}

/*
 * The name of a builtin that is checked call by call, such as __builtin_prefetch: it has no type
 * that C could spell, and libclang must not be asked for its size.
 */
static bool is_of_builtin(Parser *p, CXType from)
{
    return from.kind == CXType_Unexposed && str_starts(spelling(p, from), "<");
}

static const Type *build(TypeWalk walk, CXType from)
{
    bool named = from.kind == CXType_Typedef || from.kind == CXType_Elaborated;

    if (named && type_is_variable(from)) return variable_layer(walk, from);
    if (hides_const(from)) return build(walk, clang_getCanonicalType(from));
    Type *to = ARENA_NEW(walk.parser->arena, Type);
    if (is_of_builtin(walk.parser, from)) {
        to->class_ = TYPE_FUNCTION;
        return to;
    }
    long long size = clang_Type_getSizeOf(from), align = clang_Type_getAlignOf(from);

    to->class_ = class_of(clang_getCanonicalType(from));
    to->size =
        size > 0 && to->class_ != TYPE_VOID && to->class_ != TYPE_FUNCTION ? (uint64_t)size : 0;
    to->align = align > 0 ? (uint64_t)align : 0;
    to->is_const = clang_isConstQualifiedType(from);
    to->is_volatile = clang_isVolatileQualifiedType(from);
    switch (from.kind) {
    case CXType_Pointer: pointer_layer(walk, from, clang_getPointeeType(from), to); break;
    case CXType_ConstantArray:
    case CXType_IncompleteArray:
    case CXType_VariableArray: array_layer(walk, from, to); break;
    case CXType_FunctionProto:
    case CXType_FunctionNoProto: function_layer(walk, from, to); break;
    case CXType_Atomic: atomic_layer(walk, from, to); break;
    case CXType_Attributed:
    case CXType_BTFTagAttributed: attributed_layer(walk, from, to); break;
    case CXType_Elaborated:
    case CXType_Typedef:
    case CXType_Record:
    case CXType_Enum: name_layer(walk, from, to); break;
    default:
        if (clang_equalTypes(from, clang_getCanonicalType(from)))
            name_layer(walk, from, to);
        else
            unexposed_layer(walk, from, to);
    }
    return to;
}

const Type *parse_type(Parser *p, CXType type) { return build((TypeWalk){p, false}, type); }

/* A parameter that is declared as an array or a function is a pointer. */
const Type *parse_declared_type(Parser *p, CXCursor declaration)
{
    CXType type = clang_getCursorType(declaration);
    const Type *declared = parse_type(p, type);
    bool array = declared->class_ == TYPE_ARRAY || type_is_array(clang_getCanonicalType(type));

    if (clang_getCursorKind(declaration) != CXCursor_ParmDecl) return declared;
    if (!array && declared->class_ != TYPE_FUNCTION) return declared;
    Type *pointer = ARENA_NEW(p->arena, Type);
    *pointer = *type_pointer_to(p->arena, array ? declared->element : declared);
    pointer->size = pointer->align = p->pointer_size;
    if (array && declared->element->class_ == TYPE_VLA) pointer->class_ = TYPE_VLA;
    return pointer;
}
