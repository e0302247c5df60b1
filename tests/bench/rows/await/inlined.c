/* The machine of hand.c where the compiler is free to inline the callee. */
#define noinline unused
#include "hand.c"
