#include <asyncc.h>

static generator(int) void numbers(int n) { for (int i = 0; i < n; i++) yield i; }
static generator(int, const char *) void named(void) { const char *s = async_receive(const char *, yield 1); (void)s; }
static async generator(int) void ticks(void) { await async_sleep(1); yield 1; }
typedef generator(double) void measure_fn(void);

static generator(const char *) void texts(measure_fn *measure)
{
    yield_from numbers(2);                  // error: 'numbers' yields 'int', but the generator that delegates to it 'const char \*'
    yield_from measure();                   // error: 'measure' yields 'double', but the generator that delegates to it 'const char \*'
}

static generator(int) void plain(void)
{
    yield_from numbers(2);
    yield_from named();                     // error: 'named' receives 'const char \*', but the generator that delegates to it 'int'
}

static generator(int, const char *) void answered(void)
{
    yield_from named();
    yield_from numbers(1);                  // error: 'numbers' receives 'int', but the generator that delegates to it 'const char \*'
}

static async generator(long) void longs(void)
{
    yield_from ticks();                     // error: 'ticks' yields 'int'
    async_try(yield_from ticks());          // error: 'ticks' yields 'int'
}

static async generator(uint64_t, int) void beats(void)
{
    yield_from async_every(1);              // nothing is received there
}

int main(void)
{
    async_for (const char *s, texts(NULL)) (void)s;
    async_for (int i, plain()) (void)i;
    async_for (int i, answered()) (void)i;
    (void)longs, (void)beats;
    return 0;
}
