/*
 * The potato market. A generator takes potatoes off the shelf while there are any; an async generator
 * also waits for more to be delivered. Two customers shop at once: while one waits, the other buys.
 */
#include <asyncc.h>
#include <stdio.h>

typedef struct shelf {
    const char *what;
    int count;
    int delivered; /* by the next delivery */
} shelf_t;

static generator(int) void take(shelf_t *shelf, int wanted)
{
    for (int n = 1; n <= wanted && shelf->count > 0; n++) {
        shelf->count--;
        yield n;
    }
}

static async void ask_for_more(shelf_t *shelf)
{
    printf("no %s left, asking for more\n", shelf->what);
    await async_sleep(50);
    shelf->count += shelf->delivered;
    printf("%d %s delivered\n", shelf->delivered, shelf->what);
}

static async generator(int) void take_patiently(shelf_t *shelf, int wanted)
{
    for (int n = 1; n <= wanted; n++) {
        if (shelf->count == 0) await ask_for_more(shelf);
        shelf->count--;
        yield n;
    }
}

static async int buy(shelf_t *shelf, int wanted)
{
    int bag = 0;

    async_for (int n, take_patiently(shelf, wanted)) {
        printf("%s %d\n", shelf->what, n);
        bag = n;
    }
    return bag;
}

async int main(void)
{
    shelf_t potatoes = { "potatoes", 3, 4 }, tomatoes = { "tomatoes", 2, 3 };
    int got = 0, p, t;

    async_for (int n, take(&potatoes, 5)) got = n;
    printf("in a hurry: %d of 5 potatoes\n", got);

    await async_gather(p = buy(&potatoes, 5), t = buy(&tomatoes, 4));
    printf("with patience: %d potatoes and %d tomatoes\n", p, t);
    return 0;
}
