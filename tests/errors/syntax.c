#include <asyncc.h>

async int main(void)
{
    int v = 1 + ;                           // error: expected
    return v;
}
