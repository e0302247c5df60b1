/*
 * tag.c - what a type's tags say: whether a function is a coroutine, whether a pointer is a handle.
 */
#include "tag.h"
#include "parser.h"

Colour type_colour(CXType function)
{
    CXType type = clang_getResultType(function);
    bool is_async = false, is_generator = false;

    while (type.kind != CXType_Invalid && type.kind != CXType_Elaborated &&
           type.kind != CXType_Typedef) {
        CXType canonical = clang_getCanonicalType(type);
        if (type.kind == CXType_Pointer)
            type = clang_getPointeeType(type);
        else if (clang_getArrayElementType(type).kind != CXType_Invalid)
            type = clang_getArrayElementType(type);
        else if (clang_getResultType(canonical).kind != CXType_Invalid)
            type = clang_getResultType(type);
        else
            break;
    }
    CXString text = clang_getTypeSpelling(type);
    is_async = strstr(clang_getCString(text), "btf_type_tag(\"async\")") != NULL;
    is_generator = strstr(clang_getCString(text), "btf_type_tag(\"generator\")") != NULL;
    clang_disposeString(text);
    if (is_generator) return is_async ? COLOUR_ASYNC_GENERATOR : COLOUR_GENERATOR;
    return is_async ? COLOUR_ASYNC : COLOUR_PLAIN;
}

/* The last tag of a spelling, when nothing but its star, qualifiers and brackets come after it. */
static HandleKind handle_in_spelling(const char *text)
{
    static const char *const name[] = {
        [HANDLE_TASK] = "task\"",
        [HANDLE_FUTURE] = "future\"",
        [HANDLE_GENERATOR] = "gen\"",
        [HANDLE_QUEUE] = "queue\"",
    };
    const char *last = NULL;

    for (const char *at = strstr(text, TAG_OPEN); at; at = strstr(at + 1, TAG_OPEN)) last = at;
    if (!last) return HANDLE_NONE;
    last += sizeof TAG_OPEN - 1;
    const char *rest = strstr(last, TAG_CLOSE) + sizeof TAG_CLOSE - 1;
    while (*rest == ' ') rest++;
    if (*rest++ != '*' || strpbrk(rest, "*([") != NULL) return HANDLE_NONE;
    for (HandleKind kind = HANDLE_TASK; kind <= HANDLE_QUEUE; kind++)
        if (strncmp(last, name[kind], strlen(name[kind])) == 0) return kind;
    return HANDLE_NONE;
}

HandleKind handle_of(CXType type)
{
    for (;;) {
        CXCursor declaration = clang_getTypeDeclaration(type);
        if (clang_getCanonicalType(type).kind != CXType_Pointer) return HANDLE_NONE;
        if (type.kind != CXType_Typedef && type.kind != CXType_Elaborated) break;
        if (clang_getCursorKind(declaration) != CXCursor_TypedefDecl) return HANDLE_NONE;
        type = clang_getTypedefDeclUnderlyingType(declaration);
    }
    CXString text = clang_getTypeSpelling(type);
    HandleKind kind = handle_in_spelling(clang_getCString(text));
    clang_disposeString(text);
    return kind;
}
