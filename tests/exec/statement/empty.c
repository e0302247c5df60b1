/* bodies with nothing, or next to nothing, in them */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async void nothing(void) { }
static async void only_return(void) { return; }
static async void only_await(void) { await async_sleep(0); }
static async void only_semicolons(void) { ;; { } ; }
static async int constant(void) { return 4; }
static async void endless_once(void) { for (;;) { await async_sleep(0); return; } }
static async int through(void) { return await constant(); }

async int main(void)
{
    await nothing();
    await only_return();
    await only_await();
    await only_semicolons();
    await endless_once();
    int v = await through();
    printf("%d\n", v);                          // expect: 4
    for (int i = 0; i < 3; i++) await nothing();
    if (v == 4) await only_await(); else await nothing();
    do { } while (v-- > 0);
    printf("%d\n", v);                          // expect: -1
    return 0;
}
