#include <asyncc.h>

async int get(int x);
async void note(int x);

async int body(int n)
{
    int sum = 0;

    while (n > 0) {
        if (n == 7) {
            n--;
            continue;
        }
        sum += await get(n);
        if (sum > 100) break;
        n--;
    }
    return sum;
}

async int head(int n)
{
    int sum = 0, got;

    while ((got = await get(n)) > 0) {
        sum += got;
        if (sum > 100) break;
        if (got == 3) continue;
        n++;
    }
    return sum;
}

async void repeated(int n)
{
    do {
        await note(n);
        if (n == 5) continue;
        n -= 2;
    } while (n > 0);
}

async int until(int n)
{
    int rounds = 0;

    do
        rounds++;
    while (await get(n) < rounds);
    return rounds;
}
