// Types without a name whose declarator follows without a blank.
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async void pause(void) { await async_sleep(0); }

async int main(void)
{
    struct { signed m : 11; }l = {0};
    union {int a; char b[4];}u={7};enum{one = 1, two}e=two;
    await pause();
    struct {int n;}s={3},*p=&s,*q=NULL;
    printf("%d\n", (l.m = 1000) + u.a + e);        // expect: 1009
    await pause();
    printf("%d %d %d\n", l.m, p->n, q == NULL);    // expect: 1000 3 1
    return 0;
}
