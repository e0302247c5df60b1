// caught: compile no function
#include <asyncc.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static async int counter;
async int main(void) { return counter; }
