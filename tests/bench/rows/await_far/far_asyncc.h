#include <asyncc.h>
#include <stdint.h>

async uint64_t add(uint64_t a, uint64_t b);
