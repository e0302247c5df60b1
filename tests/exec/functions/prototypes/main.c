/* async functions across translation units: callers know a prototype and nothing more */
// plain: same
#include "text.h"

#include <stdio.h>

async int ping(int n)
{
    if (n == 0) return 100;
    await note("ping", n);
    return await pong(n - 1);
}

async int main(void)
{
    struct reply r = await fetch("index");
    printf("%d %s\n", r.code, r.body);
    printf("%s\n", (await fetch("x")).body);
    int v = await ping(4);
    printf("= %d\n", v);
    for (int i = 0; i < step_count; i++) {
        v = await steps[i].run(10);
        printf("%s %d\n", steps[i].name, v);
    }
    v = await run_step(steps[1].run, 3);
    printf("%d\n", v);
    return 0;
}
/* expect:
200 <index>
<x>
ping 4
pong 3
ping 2
pong 1
= 100
twice 20
square 100
9000
*/
