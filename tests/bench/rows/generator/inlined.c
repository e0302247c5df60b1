/* The machine of hand.c where the compiler is free to inline it. */
#define noinline unused
#include "hand.c"
