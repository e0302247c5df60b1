/*
 * place.c - where nodes in the arguments of a macro end.
 *
 *      MAX(a, 1 + MIN(b, c))
 *             ^   ^ the sum ends here, libclang says
 *
 * A node whose last token comes from a macro that stands in another one's arguments ends, for
 * libclang, where that macro's name begins. It ends where the call does. (Nothing else ends just
 * where a macro's name begins: two tokens of one expression that touch there would be one word.)
 */
#include "parser.h"

/* The expansion that begins at `at` inside another one; NULL: none. */
static const MacroPlace *nested_at(const Parser *p, uint32_t at)
{
    size_t i = macros_last_place(&p->macros, at);
    const MacroPlace *place = i ? &p->macros.places.at[i - 1] : NULL;

    return place && place->outer && place->span.begin == at ? place : NULL;
}

void fix_ends(const Parser *p, Node *node)
{
    const MacroPlace *last = node->in_file && node->span.end ? nested_at(p, node->span.end) : NULL;

    if (last) node->span.end = last->span.end;
    for (uint32_t i = 0; i < node->children; i++) fix_ends(p, node->child[i]);
}
