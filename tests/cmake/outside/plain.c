#include "headers/parts.h"
#include "plain.h"

int twice(int n)
{
    return 2 * n;
}
