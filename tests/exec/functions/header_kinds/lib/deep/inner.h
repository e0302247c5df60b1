#ifndef LIB_DEEP_INNER_H
#define LIB_DEEP_INNER_H
#include "../once.h"
#include "beside.h"
static inline async int inner(int x) { return BESIDE + await once(x) - 3; }
#endif
