/* arrays of variable length and pointers to them */
// plain: same
#include <asyncc.h>
#include <stdio.h>

static async int n(int x) { await async_sleep(0); return x; }

static async int total(int count, int v[count])
{
    int copy[count], r = 0;
    for (int i = 0; i < count; i++) copy[i] = await n(v[i]);
    await async_sleep(0);
    for (int i = 0; i < count; i++) r += copy[i];
    return r * 100 + (int)(sizeof copy / sizeof *copy);
}

static async int matrix(int rows, int columns)
{
    int m[rows][columns], (*last)[columns] = &m[rows - 1], r = 0;
    for (int i = 0; i < rows; i++)
        for (int j = 0; j < columns; j++) m[i][j] = await n(i * 10 + j);
    columns = 0;
    await async_sleep(0);
    for (unsigned j = 0; j < sizeof *last / sizeof(int); j++) r += (*last)[j];
    return r;
}

static async int growing(void)
{
    int r = 0;
    for (int size = 1; size < 4; size++) {
        char text[size + 1];
        for (int i = 0; i < size; i++) text[i] = (char)('0' + await n(size));
        text[size] = '\0';
        await async_sleep(0);
        printf("%s\n", text);
        r += (int)sizeof text;
    }
    return r;
}

async int main(void)
{
    int v = await total(3, (int[]){ 4, 5, 6 });
    printf("%d\n", v);                          // expect: 1503
    v = await matrix(2, 3);
    printf("%d\n", v);                          // expect: 33
    v = await growing();
    // expect: 1
    // expect: 22
    // expect: 333
    printf("%d\n", v);                          // expect: 9
    int size = await n(2), w[await n(size) + 1];
    size = 100;
    await async_sleep(0);
    printf("%zu\n", sizeof w / sizeof *w);      // expect: 3
    return 0;
}
