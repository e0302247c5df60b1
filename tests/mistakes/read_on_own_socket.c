// caught: compile blocking-call
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

async int main(void)
{
    char b[3];
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    ssize_t n = read(fd, b, 3);
    close(fd);
    return n > 0;
}
