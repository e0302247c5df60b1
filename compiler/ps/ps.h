/* ps.h - `asyncc ps`: the tasks of a running program, or of a core file. */
#ifndef PS_H
#define PS_H

#include <stdbool.h>

/** Whether the command line asks for it. */
bool ps_asked(int argc, char **argv);
/** Does it: the exit status, 0, or 2 after a message on stderr. A core file is gdb's to read. */
int ps_run(int argc, char **argv);

#endif
