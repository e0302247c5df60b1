// caught: compile scope of a defer
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(int argc, char **argv)
{
    (void)argv;
    switch (argc) {
    case 1: defer puts("x"); break;
    case 2: return 1;
    }
    return 0;
}
