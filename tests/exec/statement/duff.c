/* Duff's device: cases inside a loop, with an await between them */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int get(const char *from, int i)
{
    if (i % 3 == 0) await async_sleep(0);
    return from[i];
}

static async void copy(char *to, const char *from, int count)
{
    int i = 0, turns = (count + 3) / 4;

    switch (count % 4) {
    case 0: do { to[i] = (char)await get(from, i); i++; __attribute__((fallthrough));
    case 3:      to[i] = (char)await get(from, i); i++; __attribute__((fallthrough));
    case 2:      to[i] = (char)await get(from, i); i++; __attribute__((fallthrough));
    case 1:      to[i] = (char)await get(from, i); i++;
            } while (--turns > 0);
    }
    to[i] = '\0';
}

async int main(void)
{
    char to[32];

    await copy(to, "a", 1);
    printf("%s\n", to);                         // expect: a
    await copy(to, "switch", 6);
    printf("%s\n", to);                         // expect: switch
    await copy(to, "into a loop", 11);
    printf("%s\n", to);                         // expect: into a loop
    await copy(to, "12345678", 8);
    printf("%s\n", to);                         // expect: 12345678
    return 0;
}
