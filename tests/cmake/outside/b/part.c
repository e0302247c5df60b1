#include "parts.h"

async int part_b(void)
{
    await async_sleep(1);
    return 2;
}
