// caught: compile never started
#include <asyncc.h>
#include <asyncc/net.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async void serve(async_stream_t *s)
{
    char b[9];
    ssize_t n = async_read(s, b, sizeof b);
    printf("%zd\n", n);
    async_close(s);
}
async int main(void)
{
    async_stream_t *s = NULL;
    if (s) await serve(s);
    return 0;
}
