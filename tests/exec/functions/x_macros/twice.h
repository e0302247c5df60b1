#ifndef T
#error T
#endif
#define CAT_(a, b) a##b
#define CAT(a, b) CAT_(a, b)
static async T CAT(twice_, T)(T v)
{
    await async_sleep(0);
    T r = v;
    await async_sleep(0);
    return r + v;
}
#undef T
