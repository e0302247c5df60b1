#include <asyncc.h>

async generator(int) int main(void) // error: a program cannot be a generator
{
    yield 1;
    return 0;
}
