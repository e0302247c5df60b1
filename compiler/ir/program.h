/* program.h - a unit, lowered: what every emitter reads. */
#ifndef IR_PROGRAM_H
#define IR_PROGRAM_H

#include "code.h"
#include "names.h"

typedef struct Program {
    const Unit *unit;
    Names names;
    Routine **routine; /* by Function.index */
} Program;

#endif
