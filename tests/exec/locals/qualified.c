/* const, volatile, restrict, _Atomic and register locals; what the type system says of them */
// plain: same
#include <asyncc.h>
#include <stdio.h>

#define KIND(p) _Generic((p), const int *: "const", volatile int *: "volatile", int *: "plain", default: "other")

static async int get(int x) { await async_sleep(0); return x; }
static void add(int *restrict to, const int *restrict from) { *to += *from; }

async int main(void)
{
    const int fixed = await get(5);
    volatile int seen = 6;
    _Atomic int shared = 7;
    register int fast = 8;
    const struct { int a; const char *name; } record = { await get(9), "record" };
    const int list[] = { 1, await get(2), 3 };
    int plain = 10, *const pinned = &plain;

    await async_sleep(0);
    seen++;
    shared += 2;
    fast += await get(1);
    *pinned += 5;
    add(pinned, &fixed);
    await async_sleep(0);
    printf("%d %d %d %d\n", fixed, seen, (int)shared, fast);    // expect: 5 7 9 9
    printf("%d %s %d\n", record.a, record.name, list[1]);       // expect: 9 record 2
    printf("%d\n", plain);                                      // expect: 20
    printf("%s %s %s\n", KIND(&fixed), KIND(&seen), KIND(&plain));  // expect: const volatile plain
    printf("%s %s\n", KIND(&list[0]), KIND(pinned));            // expect: const plain
    return 0;
}
