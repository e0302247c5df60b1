#include <asyncc.h>

typedef int plain_fn(int);
typedef async int op_fn(int);
typedef generator(int) void numbers_fn(int);
struct ops { int (*plain)(int); async int (*op)(int); };

async int f(int a);
async int g(int a);
generator(int) void numbers(int n);
int p(int a);
void keep(void *address);

static plain_fn *const first = (plain_fn *)f;       // error: pointer to a plain function is wanted
static op_fn *const second = (op_fn *)p;            // error: pointer to an async function or generator

int main(int argc, char **argv)
{
    int (*a)(int) = (int (*)(int))f;                // error: pointer to a plain function is wanted
    plain_fn *b = (plain_fn *)&f;                   // error: pointer to a plain function is wanted
    op_fn *c = (op_fn *)p;                          // error: pointer to an async function or generator
    async int (*d)(int) = (async int (*)(int))p;    // error: pointer to an async function or generator
    struct ops o = {(plain_fn *)(argc ? f : p), 0}; // error: pointer to a plain function is wanted
    void (*any)(void) = (void (*)(void))f;          // error: pointer to a plain function is wanted
    op_fn *e = (op_fn *)any;                        // error: pointer to an async function or generator
    op_fn *n = (op_fn *)numbers;                    // error: another kind of async function or generator
    a = (op_fn *)f;                                 // error: pointer to a plain function is wanted
    c = (plain_fn *)p;                              // error: pointer to an async function or generator

    op_fn *again = (op_fn *)f, *null = (op_fn *)0, *from = (op_fn *)(void *)argv;
    plain_fn *plain = (plain_fn *)p, *none = (plain_fn *)0;
    keep((void *)f);
    keep((void *)(long)numbers);
    o.op = (op_fn *)again;
    keep(&a), keep(&b), keep(&c), keep(&d), keep(&any), keep(&e), keep(&n), keep(&null), keep(&from);
    keep(&plain), keep(&none), keep((void *)first), keep((void *)second);
    return ((int (*)(int))f)(1);                    // error: pointer to a plain function is wanted
}
