#include <asyncc.h>
async int main(void)
{
    defer { await async_sleep(1); }
    async_timeout(9) { (void)1; }
}
