/* variables with a clean-up function, in order with the defers */
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>

#define AUTO_FREE __attribute__((cleanup(free_text))) char *

static void free_text(char **p)
{
    printf("free-%s ", *p ? *p : "none");
    free(*p);
}

static void leave(int *p) { printf("leave-%d ", *p); }

static char *make(char c)
{
    char *p = malloc(2);
    p[0] = c;
    p[1] = '\0';
    return p;
}

static async int f(int how)
{
    AUTO_FREE a = make('a');
    defer printf("defer ");
    __attribute__((cleanup(leave))) int x = how;
    await async_sleep(0);
    for (int i = 0; i < 2; i++) {
        AUTO_FREE b = make((char)('0' + i));
        await async_sleep(0);
        if (how == 1) return b[0];
        if (how == 2) async_raise(ASYNC_EIO);
        if (how == 3) continue;
        x += 10;
    }
    AUTO_FREE none = NULL;
    printf("end ");
    return a[0];
}

async int main(void)
{
    for (int how = 0; how < 4; how++) {
        int v = 0, status = await async_try(v = f(how));
        printf("%d %d\n", v, status != 0);
    }
    // expect: free-0 free-1 end free-none leave-20 defer free-a 97 0
    // expect: free-0 leave-1 defer free-a 48 0
    // expect: free-0 leave-2 defer free-a 0 1
    // expect: free-0 free-1 end free-none leave-3 defer free-a 97 0
    async_task(int) t = async_spawn(f(0));
    await async_sleep(0);
    async_cancel(t);
    await async_try(*t);
    async_release(t);
    printf("\n");                               // expect: leave-0 defer free-a
    return 0;
}
