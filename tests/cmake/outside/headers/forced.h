#define FORCED 8
