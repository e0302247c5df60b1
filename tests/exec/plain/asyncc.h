/*
 * Stands in for <asyncc.h> when a test is built with the keywords erased: what is left is a plain
 * C program, and what it prints is what the translated program has to print.
 */
#ifndef ASYNCC_PLAIN_H
#define ASYNCC_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define async
#define await
#define async_sleep(ms) ((void)(ms))

#endif
