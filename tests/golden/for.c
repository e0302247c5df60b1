#include <asyncc.h>

async int get(int x);
async void note(int x);

async int body(const int *values, int count)
{
    int sum = 0;

    for (int i = 0; i < count; i++) {
        if (values[i] == 0) continue;
        sum += await get(values[i]);
    }
    return sum;
}

async int all_parts(int n)
{
    int sum = 0;

    for (int i = await get(0); i < await get(n); i += await get(1)) {
        if (i == 2) continue;
        if (i == 5) break;
        sum += i;
    }
    return sum;
}

async void nested(int rows, int columns)
{
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) {
            if (i == j) break;
            await note(i * columns + j);
        }
}

async int forever(int x)
{
    for (;;) {
        int got = await get(x);
        if (got < 0) return x;
        x += got;
    }
}
