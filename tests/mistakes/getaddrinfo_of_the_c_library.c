// caught: compile blocking-call
#include <asyncc.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

async int main(void)
{
    struct addrinfo *r = NULL;
    int rc = getaddrinfo("localhost", "1", NULL, &r);
    if (!rc) freeaddrinfo(r);
    return 0;
}
