/* cc.h - asyncc --cc COMPILER ARGUMENTS...: asyncc in front of any compiler. */
#ifndef CC_H
#define CC_H

#include "base/arena.h"

/** Index in argv of the word --cc, when the command line is one of these; otherwise 0. */
int cc_word(int argc, char **argv);

/**
 * Translates the dialect files among the compiler's inputs and runs the compiler on the results;
 * with none among them it becomes the compiler. Words before --cc are options of asyncc's own. The
 * exit status: the compiler's, 128 + N when signal N ended it, 1 where a translation found errors,
 * 2 for what asyncc cannot do.
 */
int cc_run(Arena *arena, int argc, char **argv);

#endif
