// caught: compile read without 'await'
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct p {
    int x;
};
static async struct p f(void)
{
    await async_sleep(1);
    return (struct p){1};
}
async int main(void)
{
    async_task(struct p) t = async_spawn(f());
    int v = t->x;
    async_release(t);
    return v;
}
