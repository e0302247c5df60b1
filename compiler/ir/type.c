#include "type.h"

Str type_declare(Arena *arena, const Type *type, Str name)
{
    Str before = type->before;
    bool glued =
        before.len == 0 || before.at[before.len - 1] == '*' || before.at[before.len - 1] == '(';
    const char *space = name.len == 0 || glued || before.at[before.len - 1] == ' ' ? "" : " ";

    return arena_printf(arena, "%.*s%s%.*s%.*s", STR_ARG(before), space, STR_ARG(name),
                        STR_ARG(type->after));
}

/* Takes the words const, volatile and restrict off the end of a pointer's declarator. */
static Str without_trailing_qualifiers(Str text)
{
    static const char *const word[] = {"const", "volatile", "restrict", "_Atomic", "__restrict"};
    bool again = true;

    while (again) {
        again = false;
        while (text.len && text.at[text.len - 1] == ' ') text.len--;
        for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
            size_t n = strlen(word[i]);
            if (text.len < n || memcmp(text.at + text.len - n, word[i], n) != 0) continue;
            text.len -= n;
            again = true;
        }
    }
    return text;
}

/* Takes qualifiers off the front of a specifier: `const volatile int`. */
static Str without_leading_qualifiers(Str text)
{
    static const char *const word[] = {"const ", "volatile ", "_Atomic "};
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
            if (!str_starts(text, word[i])) continue;
            text.at += strlen(word[i]);
            text.len -= strlen(word[i]);
            again = true;
        }
    }
    return text;
}

/* Whether the qualifiers of its value, or its elements, stand behind a star. */
static bool is_starred(const Type *type)
{
    while (type->class_ == TYPE_ARRAY && type->element) type = type->element;
    return type->class_ == TYPE_POINTER && memchr(type->before.at, '*', type->before.len);
}

const Type *type_unqualified(Arena *arena, const Type *type)
{
    if (!type->is_const && !type->is_volatile && !type->is_atomic) return type;
    Type *plain = ARENA_NEW(arena, Type);
    *plain = *type;
    plain->is_const = plain->is_volatile = plain->is_atomic = false;
    plain->before = is_starred(type) ? without_trailing_qualifiers(type->before)
                                     : without_leading_qualifiers(type->before);
    return plain;
}

const Type *type_assignable(Arena *arena, const Type *type)
{
    if (!type->is_const || type->class_ == TYPE_ARRAY || type->is_array) return type;
    const Type *plain = type_unqualified(arena, type);
    Type *to = ARENA_NEW(arena, Type);

    *to = *type_qualified(arena, plain, false, type->is_volatile);
    if (!type->is_atomic) return to;
    to->is_atomic = true;
    to->before = is_starred(type) ? arena_printf(arena, "%.*s_Atomic", STR_ARG(to->before))
                                  : arena_printf(arena, "_Atomic %.*s", STR_ARG(to->before));
    return to;
}

const Type *type_qualified(Arena *arena, const Type *type, bool is_const, bool is_volatile)
{
    is_const &= !type->is_const;
    is_volatile &= !type->is_volatile;
    if (!is_const && !is_volatile) return type;
    const char *words = is_const ? is_volatile ? "const volatile" : "const" : "volatile";
    bool array = type->class_ == TYPE_ARRAY || type->is_array;
    bool named = array && !str_starts(type->after, "["); /* a typedef of an array */
    bool behind = !array && (is_starred(type) || type->class_ == TYPE_VLA);
    Type *to = ARENA_NEW(arena, Type);

    *to = *type;
    to->is_const |= is_const;
    to->is_volatile |= is_volatile;
    if (array) to->element = type_qualified(arena, type->element, is_const, is_volatile);
    if (array && !named) {
        to->before = to->element->before;
    } else if (behind) {
        bool star = type->before.at[type->before.len - 1] == '*';
        to->before = arena_printf(arena, "%.*s%s%s", STR_ARG(type->before), star ? "" : " ", words);
    } else {
        to->before = arena_printf(arena, "%s %.*s", words, STR_ARG(type->before));
    }
    return to;
}

const Type *type_pointer_to(Arena *arena, const Type *element)
{
    Type *pointer = ARENA_NEW(arena, Type);
    bool wrap = element->class_ == TYPE_ARRAY || element->class_ == TYPE_FUNCTION ||
                element->class_ == TYPE_VLA;
    bool star = element->before.len && element->before.at[element->before.len - 1] == '*';

    *pointer = (Type){.class_ = TYPE_POINTER,
                      .element = element,
                      .size = sizeof(void *),
                      .align = sizeof(void *),
                      .is_scoped = element->is_scoped,
                      .is_unnamed = element->is_unnamed,
                      .needs = element->needs};
    pointer->before = arena_printf(arena, "%.*s%s%s", STR_ARG(element->before), star ? "" : " ",
                                   wrap ? "(*" : "*");
    pointer->after = wrap ? arena_printf(arena, ")%.*s", STR_ARG(element->after)) : element->after;
    return pointer;
}

const Type *type_words(Arena *arena, const char *words, TypeClass class_, uint64_t size)
{
    Type *type = ARENA_NEW(arena, Type);

    *type = (Type){.class_ = class_, .before = str_from(words), .size = size, .align = size};
    return type;
}
