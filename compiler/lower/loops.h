/*
 * loops.h - loops, of which those stay what they are whose head does not suspend.
 */
#ifndef LOWER_LOOPS_H
#define LOWER_LOOPS_H

#include "context.h"

void loop_while(Lower *l, Stmt *stmt);
void loop_do(Lower *l, Stmt *stmt);
void loop_for(Lower *l, Stmt *stmt);
/** async_for over a generator. */
void loop_generator(Lower *l, Stmt *stmt);

#endif
