#include <asyncc.h>

static async int printed(const char *format, ...)   // error: variadic
{
    await async_sleep(1);
    return format[0];
}

async int main(void) { return await printed("a", 1); }
