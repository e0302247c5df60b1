// caught: compile async
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int get(int x) { return x; }
struct op {
    async int (*run)(int);
};
static const struct op ops[] = {{get}};
async int main(void) { return await ops[0].run(1); }
