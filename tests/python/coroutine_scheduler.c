/* a round-robin of generators */
#include "pair.h"

static generator(int) int worker(int id, int steps)
{
    defer printf("worker %d left\n", id);
    for (int i = 0; i < steps; i++) yield 10 * id + i;
    return id;
}

int main(void)
{
    async_gen(int) g[3] = { async_iter(worker(1, 2)), async_iter(worker(2, 4)), async_iter(worker(3, 1)) };
    int alive = 3;
    while (alive > 1) {
        alive = 0;
        for (int i = 0; i < 3; i++) alive += shown(async_next(g[i]), g[i]);
    }
    for (int i = 0; i < 3; i++) async_close(g[i]);
    return 0;
}
