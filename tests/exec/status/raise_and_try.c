/* a raised status travels up until a try looks at it; LVALUE is written only on success */
#include <asyncc.h>
#include <stdio.h>

static async int f(int k)
{
    if (k < 0) async_raise(k);
    await async_sleep(0);
    if (k == 3) async_raise(42);
    return k * 10;
}

static async int deep(int depth, int k)
{
    int v = depth ? await deep(depth - 1, k) : await f(k);
    printf("unless raised ");
    return v;
}

static async void none(int k) { (void)await f(k); }

async int main(void)
{
    int v = -1, status;

    status = await async_try(v = f(2));
    printf("%d %d\n", status, v);                           // expect: 0 20
    v = -1;
    status = await async_try(v = f(ASYNC_ENOENT));
    printf("%s %d\n", async_status_name(status), v);        // expect: ENOENT -1
    status = await async_try(v = f(3));
    printf("%d %d\n", status, v);                           // expect: 42 -1
    status = await async_try(v = deep(3, ASYNC_EAGAIN));
    printf("%s %d\n", async_status_name(status), v);        // expect: EAGAIN -1
    status = await async_try(v = deep(1, 1));
    printf("%d %d\n", status, v);                           // expect: unless raised unless raised 0 10
    status = await async_try(none(3));
    printf("%d\n", status);                                 // expect: 42
    if (await async_try(f(3)) == 42) printf("42\n");        // expect: 42
    v = (await async_try(none(1)) == 0) + (await async_try(none(-5)) == -5);
    printf("%d\n", v);                                      // expect: 2
    printf("%s\n", async_status_message(ASYNC_ENOENT)[0] ? "said" : "empty");   // expect: said
    for (int i = 0; i < 3; i++) {
        if (await async_try(v = f(i * 3)) != 0) continue;
        printf("%d ", v);
    }
    printf("\n");                                           // expect: 0 60
    return 0;
}
