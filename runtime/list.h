/*
 * list.h - an intrusive, circular, doubly linked list (layer 0).
 *
 * The head is a link like the others; a link that is in no list points to itself (after
 * list_init) so that removing it twice does no harm. Neither owns anything.
 */
#ifndef ASYNCC_RUNTIME_LIST_H
#define ASYNCC_RUNTIME_LIST_H

#include <asyncc/abi.h>

typedef async_link_t list_t;

/** The struct of `type` whose `member` is at `link`. */
#define container_of(link, type, member) ((type *)((char *)(link) - offsetof(type, member)))

static inline void list_init(list_t *list)
{
    list->next = list->prev = list;
}

static inline bool list_empty(const list_t *list)
{
    return list->next == list;
}

static inline void list_append(list_t *list, list_t *link)
{
    link->next = list;
    link->prev = list->prev;
    list->prev->next = link;
    list->prev = link;
}

/** Takes `link` out of its list, and leaves it in none. */
static inline void list_remove(list_t *link)
{
    link->prev->next = link->next;
    link->next->prev = link->prev;
    list_init(link);
}

/** Moves everything in `from` to the empty list `to`. */
static inline void list_move(list_t *to, list_t *from)
{
    list_init(to);
    if (list_empty(from)) return;
    *to = *from;
    to->next->prev = to->prev->next = to;
    list_init(from);
}

#endif
