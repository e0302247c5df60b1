#define ONLY_A 1
