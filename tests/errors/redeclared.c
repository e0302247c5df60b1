#include <asyncc.h>

static async int f(int);
static int f(int a) { return a; }                                   // error: 'f' is a plain function here, and an async function where it is declared before
static generator(char) void letters(void);
static generator(double) void letters(void) { yield 1.5; }          // error: 'letters' yields 'double' here, and 'char' where it is declared before
static generator(int, char) void asks(void);
static generator(int) void asks(void) { yield 1; }                  // error: 'asks' receives 'int' here, and 'char' where it is declared before
static async generator(int) void ticks(void);
static generator(int) void ticks(void) { yield 1; }                 // error: 'ticks' is a plain generator here, and an async generator where
static int g(int);
static async int g(int a) { return a; }                             // error: 'g' is declared before without 'async'
typedef async int op_fn(int);
static op_fn h;
static async int h(int a) { return a; }
static op_fn h;
extern __typeof__(h) h;
static async int h(int);
typedef int number;
static generator(int, int) void same(void);
static generator(number) void same(void) { yield 1; }
static __attribute__((unused)) async const char *text(int);
static async __attribute__((noinline)) const char *text(int a) { (void)a; return ""; }
static async op_fn *pick(void);
static async op_fn *pick(void) { return h; }

async int main(void)
{
    async_task(int) t = async_spawn(h(1)), many[1] = {t};
    int got = t[0];                                                 // error: the result of a task is read without 'await'

    got += await *many[0];
    async_for (int i, same()) got += i;
    async_for (int i, asks()) got += i;
    async_for (char c, letters()) got += c;
    return got + (await f(1)) + (await g(1)) + (await (await pick())(1));
}
