#ifndef LIB_PLAIN_H
#define LIB_PLAIN_H
#define PLAIN 7
static inline int plain_value(void) { return PLAIN; }
#endif
