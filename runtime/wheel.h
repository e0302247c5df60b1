/*
 * wheel.h - any number of timers over one clock (internal; layer 1, no libuv).
 *
 * A hierarchical wheel: eleven levels of 64 slots cover every 64-bit time. A tick lies at the
 * level of the highest group of six bits in which its deadline differs from the wheel's time, so
 * it is inserted and removed in constant time, and moves down a level (it "cascades") at most ten
 * times. Ticks of the same millisecond fire in the order in which they were inserted: a tick that
 * cascades does so before anything can be inserted beside it directly.
 */
#ifndef ASYNCC_RUNTIME_WHEEL_H
#define ASYNCC_RUNTIME_WHEEL_H

#include <asyncc/loop.h>

#include "list.h"

enum { WHEEL_BITS = 6, WHEEL_SLOTS = 1 << WHEEL_BITS, WHEEL_LEVELS = 11 };

typedef struct wheel {
    uint64_t now;                 /* everything due before it has fired */
    size_t count;                 /* ticks in it */
    uint64_t used[WHEEL_LEVELS];  /* slots that may hold ticks */
    list_t slot[WHEEL_LEVELS][WHEEL_SLOTS];
} wheel_t;

void wheel_init(wheel_t *wheel, uint64_t now);

/** `tick` is in no wheel. A deadline in the past is due at once. */
void wheel_insert(wheel_t *wheel, async_tick_t *tick, uint64_t deadline);
/** Nothing happens when the tick is in no wheel. */
void wheel_remove(wheel_t *wheel, async_tick_t *tick);

/** The next time at which wheel_expire has something to do; UINT64_MAX: never. */
uint64_t wheel_next(wheel_t *wheel);

/** Moves the time on to `now`, and what is due to `due`, in order. */
void wheel_expire(wheel_t *wheel, uint64_t now, list_t *due);

#endif
