#include <asyncc.h>

struct later;

static async struct later f(void);

async int main(void)
{
    await f();                              // error: incomplete
    return 0;
}
