#include <asyncc.h>

async int get(int x);
async void note(int x);

async int head(int x)
{
    switch (await get(x)) {
    case 0:
        return 1;
    case 1 ... 3:
        x = 5;
        break;
    default:
        x = 7;
    }
    return x;
}

async int bodies(int x)
{
    int r = 0;

    switch (x) {
    case 0:
        r = await get(0);
        __attribute__((fallthrough));
    case 1: {
        int local = r + 1;
        await note(local);
        r = local * 2;
        break;
    }
    default:
        for (int i = 0; i < x; i++) {
            if (i == 3) break;
            r += await get(i);
        }
    }
    return r;
}

async void duff(char *to, const char *from, int count)
{
    int turns = (count + 1) / 2;

    switch (count % 2) {
    case 0: do { *to++ = (char)await get(*from++); __attribute__((fallthrough));
    case 1:      *to++ = (char)await get(*from++);
            } while (--turns > 0);
    }
}
