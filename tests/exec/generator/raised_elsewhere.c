/* what a generator raises in a plain loop is told, unless the loop was left before: pooled ones too */
// stderr: ^asyncc: generator 'down' \(.*raised_elsewhere.c:30\) ended with EPERM .*nobody looked at it\nasyncc: generator 'late' \(.*:35\) ended with EIO [^\n]*\n$
#include <asyncc.h>
#include <stdio.h>

static generator(int) void down(int n)
{
    if (n == 0) async_raise(ASYNC_EPERM);
    yield n;
    yield_from down(n - 1);
}

static generator(int) void late(int n)
{
    for (int i = 0; i < n; i++) yield i;
    async_raise(ASYNC_EIO);
}

static int leaves(int n)
{
    async_for (int v, late(n)) {
        if (v == 1) break;
        if (n == 5) return v;
    }
    return -1;
}

int main(void)
{
    async_for (int v, down(2)) printf("%d ", v);
    printf("| ");
    for (int i = 4; i < 6; i++) printf("%d ", leaves(i));
    async_for (int v, down(3)) if (v == 2) break;
    printf("| ");
    async_for (int v, late(2)) printf("%d ", v);
    printf("\n");       // expect: 2 1 | -1 0 | 0 1
    async_gen(int) g = async_iter(late(0));
    async_for (int v, g) printf("%d ", v);
    printf("%s\n", async_status_name(async_status(g)));     // expect: EIO
    async_close(g);
    return 0;
}
