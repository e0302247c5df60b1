/*
 * store.c - the items of a queue: ring, stack, heap.
 */
#include "store.h"

#include <stdlib.h>
#include <string.h>

#include "alloc.h"

/* A store that is empty keeps a block of up to as many slots. */
enum { FIRST_ROOM = 8, KEPT_ROOM = 256 };

static size_t round_up(size_t size, size_t grain)
{
    return (size + grain - 1) / grain * grain;
}

void sync_store_init(sync_store_t *store, size_t item_size, enum async__queue_kind kind,
                     async__compare_fn *compare)
{
    *store = (sync_store_t){.item_size = item_size, .slot_size = item_size ? item_size : 1,
                            .kind = kind, .compare = compare};
    if (kind == ASYNC__QUEUE_PRIORITY)
        store->slot_size = round_up(round_up(item_size, sizeof(uint64_t)) + sizeof(uint64_t), 16);
}

void sync_store_free(sync_store_t *store)
{
    free(store->slots);
    store->slots = NULL;
    store->room = store->head = store->count = 0;
}

/* ------------------------------------------------------------------ slots */

static char *slot(const sync_store_t *store, size_t i)
{
    return store->slots + i * store->slot_size;
}

static char *spare(const sync_store_t *store)
{
    return slot(store, store->room);
}

/* Of a ring: the slot of the item behind `i` others. */
static char *ring_slot(const sync_store_t *store, size_t i)
{
    return slot(store, (store->head + i) % store->room);
}

static void copy_slot(const sync_store_t *store, char *to, const char *from)
{
    memcpy(to, from, store->slot_size);
}

/* The upper part of a ring that goes around the end stays at the end. */
static void grow(sync_store_t *store)
{
    size_t room = store->room ? 2 * store->room : FIRST_ROOM, upper = store->room - store->head;
    char *slots;

    if (room >= SIZE_MAX / store->slot_size) async__die("a queue is too long");
    slots = realloc(store->slots, (room + 1) * store->slot_size);
    if (!slots) async__die("out of memory");
    store->slots = slots;
    if (store->head > 0) {
        memmove(slot(store, room - upper), slot(store, store->head), upper * store->slot_size);
        store->head = room - upper;
    }
    store->room = room;
}

/* ------------------------------------------------------------------ the heap */

static uint64_t arrival(const sync_store_t *store, const char *place)
{
    uint64_t number;

    memcpy(&number, place + store->slot_size - sizeof number, sizeof number);
    return number;
}

static bool goes_before(const sync_store_t *store, const char *a, const char *b)
{
    int order = store->compare(a, b);

    return order < 0 || (order == 0 && arrival(store, a) < arrival(store, b));
}

/* Puts the spare slot's item at `i` or above. */
static void sift_up(sync_store_t *store, size_t i)
{
    while (i > 0 && goes_before(store, spare(store), slot(store, (i - 1) / 2))) {
        copy_slot(store, slot(store, i), slot(store, (i - 1) / 2));
        i = (i - 1) / 2;
    }
    copy_slot(store, slot(store, i), spare(store));
}

/* Puts the spare slot's item at the top or below. */
static void sift_down(sync_store_t *store)
{
    size_t i = 0, child;

    while ((child = 2 * i + 1) < store->count) {
        if (child + 1 < store->count &&
            goes_before(store, slot(store, child + 1), slot(store, child)))
            child++;
        if (!goes_before(store, slot(store, child), spare(store))) break;
        copy_slot(store, slot(store, i), slot(store, child));
        i = child;
    }
    copy_slot(store, slot(store, i), spare(store));
}

static void heap_push(sync_store_t *store, const void *item)
{
    uint64_t number = store->arrivals++;
    char *place = spare(store);

    memcpy(place, item, store->item_size);
    memcpy(place + store->slot_size - sizeof number, &number, sizeof number);
    sift_up(store, store->count++);
}

static void heap_pop(sync_store_t *store, void *out)
{
    memcpy(out, slot(store, 0), store->item_size);
    copy_slot(store, spare(store), slot(store, --store->count));
    if (store->count > 0) sift_down(store);
}

/* ------------------------------------------------------------------ items */

void sync_store_push(sync_store_t *store, const void *item)
{
    if (store->count == store->room) grow(store);
    if (store->kind == ASYNC__QUEUE_PRIORITY) {
        heap_push(store, item);
        return;
    }
    memcpy(ring_slot(store, store->count), item, store->item_size);
    store->count++;
}

void sync_store_pop(sync_store_t *store, void *out)
{
    if (store->kind == ASYNC__QUEUE_PRIORITY) {
        heap_pop(store, out);
    } else if (store->kind == ASYNC__QUEUE_LIFO) {
        memcpy(out, slot(store, --store->count), store->item_size);
    } else {
        memcpy(out, slot(store, store->head), store->item_size);
        store->head = store->head + 1 == store->room ? 0 : store->head + 1;
        store->count--;
    }
    if (store->count == 0 && store->room > KEPT_ROOM) sync_store_free(store);
}

void sync_store_advance(sync_store_t *store, size_t skipped)
{
    if (store->kind != ASYNC__QUEUE_FIFO || skipped == 0) return;
    copy_slot(store, spare(store), ring_slot(store, skipped));
    for (; skipped > 0; skipped--)
        copy_slot(store, ring_slot(store, skipped), ring_slot(store, skipped - 1));
    copy_slot(store, ring_slot(store, 0), spare(store));
}
