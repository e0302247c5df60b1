/*
 * lock.h - what conditions need to know of locks (internal; layer 4).
 *
 * In the line of a lock stand async_lock and async_condition_wait. The status with which one of
 * them ends when it is given the lock stands in its frame's status meanwhile.
 */
#ifndef ASYNCC_RUNTIME_SYNC_LOCK_H
#define ASYNCC_RUNTIME_SYNC_LOCK_H

#include "waiters.h"

/** Hands a lock that is locked to the next in line, or frees it. */
void sync_lock_pass(async_lock_t *lock);

#endif
