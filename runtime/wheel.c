/*
 * wheel.c - the timer wheel.
 */
#include "wheel.h"

void wheel_init(wheel_t *wheel, uint64_t now)
{
    wheel->now = now;
    wheel->count = 0;
    for (int level = 0; level < WHEEL_LEVELS; level++) {
        wheel->used[level] = 0;
        for (int i = 0; i < WHEEL_SLOTS; i++) list_init(&wheel->slot[level][i]);
    }
}

static unsigned slot_index(uint64_t time, unsigned level)
{
    return (unsigned)(time >> (level * WHEEL_BITS)) & (WHEEL_SLOTS - 1);
}

static void place(wheel_t *wheel, async_tick_t *tick)
{
    uint64_t differs = wheel->now ^ tick->deadline;
    unsigned level = differs ? (63u - (unsigned)__builtin_clzll(differs)) / WHEEL_BITS : 0;
    unsigned index = slot_index(tick->deadline, level);

    list_append(&wheel->slot[level][index], &tick->link);
    wheel->used[level] |= (uint64_t)1 << index;
}

void wheel_insert(wheel_t *wheel, async_tick_t *tick, uint64_t deadline)
{
    tick->deadline = (deadline > wheel->now ? deadline : wheel->now) & (UINT64_MAX >> 1);
    wheel->count++;
    place(wheel, tick);
}

void wheel_remove(wheel_t *wheel, async_tick_t *tick)
{
    if (!tick->link.next) return;
    list_remove(&tick->link);
    tick->link.next = NULL;
    wheel->count--;
}

/*
 * The first slot in use: of the lowest level that has one, since a level's slots all lie before the
 * end of the slot that the time is in one level up. NULL: there is none.
 */
static list_t *first_slot(wheel_t *wheel, unsigned *level, unsigned *index)
{
    for (*level = 0; *level < WHEEL_LEVELS; ++*level) {
        while (wheel->used[*level]) {
            *index = (unsigned)__builtin_ctzll(wheel->used[*level]);
            if (!list_empty(&wheel->slot[*level][*index])) return &wheel->slot[*level][*index];
            wheel->used[*level] &= wheel->used[*level] - 1;
        }
    }
    return NULL;
}

/* When a slot begins; those that have passed are empty, so it is not before the wheel's time. */
static uint64_t slot_time(const wheel_t *wheel, unsigned level, unsigned index)
{
    unsigned shift = level * WHEEL_BITS;
    uint64_t above = shift + WHEEL_BITS < 64 ? wheel->now >> (shift + WHEEL_BITS) : 0;
    return ((above << WHEEL_BITS) | index) << shift;
}

uint64_t wheel_next(wheel_t *wheel)
{
    unsigned level, index;
    return first_slot(wheel, &level, &index) ? slot_time(wheel, level, index) : UINT64_MAX;
}

/* Moves the ticks of a slot that the time has reached to lower levels. */
static void cascade(wheel_t *wheel, list_t *slot)
{
    list_t ticks;

    list_move(&ticks, slot);
    while (!list_empty(&ticks)) {
        list_t *link = ticks.next;
        list_remove(link);
        place(wheel, container_of(link, async_tick_t, link));
    }
}

static void collect(wheel_t *wheel, list_t *slot, list_t *due)
{
    while (!list_empty(slot)) {
        list_t *link = slot->next;
        list_remove(link);
        list_append(due, link);
        wheel->count--;
    }
}

void wheel_expire(wheel_t *wheel, uint64_t now, list_t *due)
{
    unsigned level, index;
    list_t *slot;

    list_init(due);
    while ((slot = first_slot(wheel, &level, &index)) != NULL) {
        uint64_t time = slot_time(wheel, level, index);
        if (time > now) break;
        if (time > wheel->now) wheel->now = time;
        wheel->used[level] &= ~((uint64_t)1 << index);
        if (level == 0) collect(wheel, slot, due);
        else cascade(wheel, slot);
    }
    if (now > wheel->now) wheel->now = now;
}
