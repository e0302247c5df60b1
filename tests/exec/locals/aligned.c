/* over-aligned locals, parameters and results are aligned wherever the frame lies */
// plain: same
#include <asyncc.h>
#include <stdint.h>
#include <stdio.h>

struct line { _Alignas(64) char bytes[64]; };

static int is_aligned(const void *p, uintptr_t to) { return (uintptr_t)p % to == 0; }

static async struct line make(char c)
{
    struct line l = { { c } };
    char before = c;
    await async_sleep(0);
    printf("%d %d\n", is_aligned(&l, 64), before == l.bytes[0]);
    return l;
}

static async int at_parameter(char c, struct line l)
{
    await async_sleep(0);
    return is_aligned(&l, 64) && l.bytes[0] == c;
}

static async int deep(int depth)
{
    char odd = (char)depth;
    _Alignas(32) int v[3] = { depth };
    await async_sleep(0);
    int ok = is_aligned(v, 32) && v[0] == odd;
    return depth ? ok + await deep(depth - 1) : ok;
}

async int main(void)
{
    _Alignas(128) int wide = 5;
    char odd = 1;
    struct line l = await make('x');                    // expect: 1 1
    printf("%d %d\n", is_aligned(&wide, 128), wide);    // expect: 1 5
    printf("%d %d\n", is_aligned(&l, 64), odd);         // expect: 1 1
    printf("%d\n", await at_parameter('x', l));         // expect: 1
    printf("%d\n", await deep(5));                      // expect: 6
    return 0;
}
