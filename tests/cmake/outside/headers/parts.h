/* The two parts of the program, for dialect files and plain ones. */
#ifndef PARTS_H
#define PARTS_H

#include <asyncc.h>

async int part_a(void);
async int part_b(void);

#endif
