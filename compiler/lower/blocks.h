/*
 * blocks.h - async_timeout and async_group: blocks whose end has something to wait for.
 */
#ifndef LOWER_BLOCKS_H
#define LOWER_BLOCKS_H

#include "context.h"

void block_timeout(Lower *l, Stmt *stmt);
void block_group(Lower *l, Stmt *stmt);

#endif
