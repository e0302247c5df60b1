/*
 * time.h - time that comes again and again. async_sleep and async_now are <asyncc/loop.h>'s.
 */
#ifndef ASYNCC_TIME_H
#define ASYNCC_TIME_H

#include <asyncc/abi.h>
#include <asyncc/keywords.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Ticks: yields every `ms` milliseconds, the first time after `ms`, without end. The value is the
 * time at which the tick was due, as async_now gives it. Ticks stay at equal distances however long
 * the loop over them takes: those that were missed are left out. 0: once per turn.
 */
_Async _Generator(uint64_t) void async_every(uint64_t ms);

#ifdef __cplusplus
}
#endif

#endif
