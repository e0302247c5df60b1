#include <asyncc.h>

static generator(int) void range(int n) { for (int i = 0; i < n; i++) yield i; }

int main(void)
{
    range(3);                               // error: async_for|async_iter|generator
    (void)range(4);                         // error: async_for|async_iter|generator
    return 0;
}
