#include <asyncc.h>
#include <stdio.h>

static async generator(int) void ticks(int n) { for (int i = 0; i < n; i++) { await async_sleep(1); yield i; } }
static generator(int) void numbers(int n) { for (int i = 0; i < n; i++) yield i; }

async int main(void)
{
    async_gen(int) g = async_iter(ticks(3));
    async_gen(int) later, either = async_iter(ticks(1)), plain = async_iter(numbers(1));
    bool more = async_next(g);                              // error: 'async_next' of an async generator without 'await'

    later = async_iter(ticks(1));
    more |= async_send(later, 1);                           // error: 'async_send' of an async generator without 'await'
    more |= async_throw(g, ASYNC_EIO);                      // error: 'async_throw' of an async generator without 'await'
    defer async_close(g);                                   // error: 'async_close' of an async generator without 'await'
    more |= await async_next(later);
    await async_close(later);
    more |= async_next(plain);
    async_close(plain);
    if (more) either = async_iter(numbers(1));
    async_close(either);                                    // which of the two cannot be told
    return 0;
}
