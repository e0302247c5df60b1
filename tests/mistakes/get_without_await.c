// caught: compile async_get.*without 'await'
#include <asyncc.h>
#include <asyncc/sync.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    async_queue(int) q = async_queue_new(int, 1);
    int v = async_get(q);
    async_queue_free(q);
    return v;
}
