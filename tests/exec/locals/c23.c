// C23 across suspensions: types, literals, attributes, empty initializers.
// std: gnu23
// cc: clang-19
#include <asyncc.h>
#include <stdio.h>
#include <stddef.h>
static async int f(int n) { await async_sleep(0); return n; }
enum color : unsigned char { RED = 1, GREEN };
[[nodiscard]] static async int nod(int n) { await f(n); return n; }
struct [[deprecated]] old { int x; };
static async unsigned _BitInt(70) big(unsigned _BitInt(70) v) { await f(0); return v + 1; }
static async nullptr_t np(void) { await f(0); return nullptr; }
static async enum color col(enum color c) { await f(0); return c; }
static async bool yes(void) { await f(0); return true; }
async int main()
{
    auto x = await f(3);
    constexpr int k = 4;
    static constexpr int sk = 5;
    const int arr[k] = {await f(1), k, sk};
    typeof_unqual(arr[0]) u = await f(2);
    u++;
    unsigned _BitInt(70) b = await big(5uwb);
    int *p = await np();
    await f(0);
    printf("%d %d %d %d %d\n", x,
           arr[0] + arr[1] + arr[2] + arr[3], u, b == 6, p == nullptr);
    enum color c = await col(GREEN);
    switch (await col(RED)) {
    case RED: printf("red "); [[fallthrough]];
    case GREEN: printf("green\n");
    }
    await f(0);
    printf("%d %d\n", c, (int)sizeof c);
    bool flag = await yes() && !false;
    await f(0);
    printf("%d %d\n", flag, 0b1010'1010 + await f(1'000));
    _BitInt(9) small = await f(100) * 2; await f(1); printf("%d\n", (int)small);
    struct { int v; } e = {}; e.v = await f(6); await f(0); printf("%d\n", e.v);
    int va[await f(3)] = {}; va[2] = await f(1); printf("%d\n", va[0] + va[2]);
    return await nod(0);
}
/* expect:
3 10 3 1 1
red green
2 1
1 1170
200
6
1
*/
