// The third parameter that hosts give to main.
// env: ASYNCC_TEST=here
// args: one two
#include <asyncc.h>
#include <stdio.h>
#include <string.h>

async int main(int, char **, char **);

async int main(int argc, char **argv, char *envp[])
{
    int i = 0;

    await async_sleep(0);
    printf("%d %s\n", argc, argv[1]); // expect: 3 one
    while (envp[i] && strncmp(envp[i], "ASYNCC_TEST=", 12) != 0) await async_sleep(i++ & 0);
    printf("%s\n", envp[i]); // expect: ASYNCC_TEST=here
    return 0;
}
