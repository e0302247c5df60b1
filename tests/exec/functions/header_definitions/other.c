#include "inline.h"

async int other(int x) { return 100 + await pause_twice(x); }
