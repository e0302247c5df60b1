#include <asyncc.h>

async int number;                           // error: 'number', which is no function
struct s { async int member; };             // error: 'member'
typedef async int kind;                     // error: 'kind'
generator(int) int *series;                 // error: 'series'
await int waits;                            // error: before no expression
static int takes(async int x) { return x; } // error: 'x'

typedef async int op_fn(int);
struct ops { async int (*run)(int); op_fn *again, *table[2]; };
async int (*pick(void))(int);

static async int f(void)
{
    yield struct s { int a; } v = {1};      // error: before no expression
    async int local = 1;                    // error: 'local'
    __asm__("" : : "r"(await f()));         // error: suspension
    return v.a + local;
}

async int main(void) { return await f() + takes(1); }
