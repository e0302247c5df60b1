#include <asyncc.h>

static async int helper(const char *text)
{
    int sum = 0;
    while (*text) {
        int digit = *text++ - '0';
        await async_sleep(0);
        sum += digit;
    }
    return sum;
}

async int second(int x) { return await helper("123456789") * x; }
