/*
 * dump.h - `asyncc --dump=STAGE`: what a stage leaves, as text. Read by people and by tests.
 *
 *      ast     the source tree             (ast.c)
 *      code    the normalised tree         (code.c)
 *      frame   the frame plan, the states  (frame.c)
 */
#ifndef DUMP_DUMP_H
#define DUMP_DUMP_H

#include "../ir/program.h"
#include <stdio.h>

/** Prints a stage; 0, or 2 when there is none of that name. */
int dump_stage(const char *stage, const Program *program, FILE *out);

void dump_code(const Program *program, FILE *out);
void dump_frame(const Program *program, FILE *out);

#endif
