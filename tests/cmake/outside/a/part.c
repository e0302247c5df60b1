#include "parts.h"

#include "../only_a.h"

async int part_a(void)
{
    await async_sleep(1);
    return ONLY_A;
}
