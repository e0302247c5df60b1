/*
 * misuse_words.c - words of the dialect where they mean nothing: `await int x;`, `async int x;`.
 * To clang they are a prefix and an attribute, which may stand at many a place.
 */
#include "misuse.h"

/* ------------------------------------------------------------------ words that nobody looked at */

void misuse_stray_words(Parser *p)
{
    for (size_t i = 0; i < p->macros.words.len; i++) {
        const Word *word = &p->macros.words.at[i];
        WordKind kind = word->info->kind;
        if (word->seen || (kind != WORD_AWAIT && kind != WORD_YIELD && kind != WORD_YIELD_FROM))
            continue;
        error_at(p, word->span, "'%s' stands before no expression", word->info->spelling);
    }
}

/* ------------------------------------------------------------------ marks */

static bool leads_to_function(CXType type)
{
    for (type = clang_getCanonicalType(type);; type = clang_getCanonicalType(type)) {
        if (type.kind == CXType_FunctionProto || type.kind == CXType_FunctionNoProto) return true;
        if (type.kind == CXType_Pointer)
            type = clang_getPointeeType(type);
        else if (type.kind == CXType_Attributed)
            type = clang_Type_getModifiedType(type);
        else if (type_is_array(type))
            type = clang_getArrayElementType(type);
        else
            return false;
    }
}

static bool may_be_marked(const Node *node)
{
    switch (node->kind) {
    case CXCursor_VarDecl:
    case CXCursor_ParmDecl:
    case CXCursor_FieldDecl:
    case CXCursor_TypedefDecl: return leads_to_function(clang_getCursorType(node->cursor));
    case CXCursor_StructDecl:
    case CXCursor_UnionDecl:
    case CXCursor_EnumDecl: return false;
    default: return true;
    }
}

void misuse_marks(Parser *p, Node *node)
{
    Colour colour = clang_isDeclaration(node->kind) ? marks_of(node->cursor).colour : COLOUR_PLAIN;

    if (colour != COLOUR_PLAIN && node->in_file && !may_be_marked(node)) {
        Str name = cursor_name(p->arena, node->cursor);
        error_at(p, node->span, "'%s' before '%.*s', which is no function",
                 colour == COLOUR_ASYNC ? "async" : "generator", STR_ARG(name));
    }
    for (uint32_t i = 0; i < node->children; i++) misuse_marks(p, node->child[i]);
}
