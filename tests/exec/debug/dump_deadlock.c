// Tasks that await each other are told as such, and each of them once.
#include <asyncc.h>
#include <asyncc/debug.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static async_task(int) pair[2];

static async int other(int i) { return await *pair[1 - i]; }

async int main(void)
{
    FILE *file = tmpfile();
    char line[1024];

    pair[0] = async_spawn(other(0));
    pair[1] = async_spawn(other(1));
    await async_sleep(1);
    async_dump(file);
    rewind(file);
    while (fgets(line, sizeof line, file))
        if (strstr(line, "which waits")) fputs(strstr(line, "which"), stdout); // expect: which waits for this one: a deadlock
    fclose(file);
    fflush(stdout);
    _Exit(0); /* they end by nothing else */
}
