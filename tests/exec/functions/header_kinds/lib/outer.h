#ifndef LIB_OUTER_H
#define LIB_OUTER_H
#include "once.h"
#include "deep/inner.h" /* relative to this file */
#include "plain.h"
static inline async int outer(int x) { return await inner(await once(x)) + PLAIN; }
#endif
