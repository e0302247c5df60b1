#include <asyncc.h>
struct point { yield int x; };
async int main(void) { await struct s { int a; } v = {1}; return v.a; }
