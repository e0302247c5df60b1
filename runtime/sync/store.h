/*
 * store.h - where a queue keeps its items (internal; layer 4).
 *
 * One block of equal slots, and a spare one for moving an item:
 *
 *      FIFO      ring:   [....|first|....|last|....]   from `head` on, around the end
 *      LIFO      stack:  [first|....|last|.........]
 *      PRIORITY  heap:   each slot holds the item, then the number of its arrival
 *
 * The block grows as items come, and starts anew when the store has been emptied after a spike.
 */
#ifndef ASYNCC_RUNTIME_SYNC_STORE_H
#define ASYNCC_RUNTIME_SYNC_STORE_H

#include <asyncc/sync.h>

typedef struct sync_store {
    char *slots;      /* `room` of them, and the spare one; NULL while room is 0 */
    size_t item_size; /* bytes of an item */
    size_t slot_size; /* and of its slot */
    size_t room, head, count;
    uint64_t arrivals; /* PRIORITY */
    async__compare_fn *compare;
    enum async__queue_kind kind;
} sync_store_t;

void sync_store_init(sync_store_t *store, size_t item_size, enum async__queue_kind kind,
                     async__compare_fn *compare);
void sync_store_free(sync_store_t *store);

void sync_store_push(sync_store_t *store, const void *item);

/** Takes the item whose turn it is out of a store that is not empty. */
void sync_store_pop(sync_store_t *store, void *out);

/**
 * The next item to be popped is not the first one but the one behind `skipped` others, which keep
 * their order. Only order of arrival knows of such a thing: nothing is done to stacks and heaps.
 */
void sync_store_advance(sync_store_t *store, size_t skipped);

#endif
