// Macros that make async functions; a header that defines one for each type it is included for.
// plain: same
#include <asyncc.h>
#include <stdio.h>
#define T int
#include "twice.h"
#define T double
#include "twice.h"
typedef long number;
#define T number
#include "twice.h"
#define LOCK(body) do { printf("lock "); body; printf("unlock\n"); } while (0)
#define VAR(t, n, i) t n = (i)
#define RETRY(n, e) ({ int ok_ = 0; for (int k_ = 0; k_ < (n) && !ok_; k_++) ok_ = (e); ok_; })
#define NAME_OF(x) #x
#define CHECKED(e) ((e) >= 0 ? (e) : -1)
#define LOOP_BREAK(c) if (c) break
#define RET(e) return await f(e)
static async int f(int n) { await async_sleep(0); return n; }
static async int early(int n) { if (n) RET(n); RET(9); }
async int main(void)
{
    printf("%d %g %ld\n", await twice_int(2), await twice_double(1.5), await twice_number(7));
    LOCK(printf("%d ", await f(1)));
    LOCK({ VAR(int, z, await f(2)); await f(0); printf("%d ", z); });
    VAR(int, out, await f(5));
    await f(0);
    printf("%d %d %s %d\n", out, RETRY(3, await f(1)), NAME_OF(await f(1)), CHECKED(await f(3)));
    for (;;) { LOOP_BREAK(await f(out--) < 3); }
    printf("%d %d %d\n", out, await early(4), await early(0));
    return 0;
}
/* expect:
4 3 14
lock 1 unlock
lock 2 unlock
5 1 await f(1) 3
1 4 9
*/
