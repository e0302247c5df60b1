/* own.h - the program's own memory, for inspect/ (internal; layer 5). */
#ifndef ASYNCC_RUNTIME_DEBUG_OWN_H
#define ASYNCC_RUNTIME_DEBUG_OWN_H

#include "inspect/inspect.h"

extern const async__layout_t async__layout;

/** Reads what is there; `at` has to be. */
bool async__read_own(void *arg, uint64_t at, void *to, size_t size);

#endif
