/* deferred statements that await, nested ones, loops and defers inside them */
#include <asyncc.h>
#include <stdio.h>

static async void say(const char *s) { await async_sleep(0); printf("%s ", s); }

static async int chain(int depth)
{
    defer {
        await async_sleep(0);
        printf("d%d ", depth);
    }
    return depth ? await chain(depth - 1) + 1 : 0;
}

async int main(void)
{
    {
        defer {
            defer printf("last ");
            await say("first");
            { defer printf("inner "); await async_sleep(0); }
            for (int i = 0; i < 2; i++) {
                defer printf("l%d ", i);
                if (i == 0) continue;
                break;
            }
            printf("middle ");
        }
        printf("body ");
    }
    printf("\n");                               // expect: body first inner l0 l1 middle last
    int v = await chain(3);
    printf("%d\n", v);                          // expect: d0 d1 d2 d3 3
    for (int i = 0; i < 2; i++) {
        int kept = i * 10;
        defer { await say("at"); printf("%d ", kept); }
        kept++;
        await async_sleep(0);
    }
    printf("\n");                               // expect: at 1 at 11
    return 0;
}
