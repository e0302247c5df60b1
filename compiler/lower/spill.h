/*
 * spill.h - takes suspensions out of expressions.
 *
 * Requires: an expression of the source tree.
 * Leaves:   its suspensions as statements of their own at the end of the current list, in the
 *           order of evaluation; what the text of an Operand names has been evaluated, or is
 *           evaluated where the text is put.
 * Breaks:   nothing: each operand is evaluated once, left to right.
 */
#ifndef LOWER_SPILL_H
#define LOWER_SPILL_H

#include "context.h"

/* How long the text of an operand keeps giving the same value. */
typedef enum Stability {
    STABLE_NOT,   /* it reads memory that others may write, or does something */
    STABLE_TURN,  /* until the next suspension: the result in a child's frame */
    STABLE_ALWAYS /* constants, temporaries, locals that nobody else can reach */
} Stability;

typedef struct Operand {
    Text text;        /* empty: void */
    Stability stability;
    bool effects;     /* evaluating the text does something */
    const Type *type;
} Operand;

/** The value of an expression, its suspensions taken out. */
Operand spill_value(Lower *l, Expr *expr);
/** The object that an lvalue designates, found once: the text may be read and written later. */
Operand spill_location(Lower *l, Expr *expr);
/** Evaluates an expression for what it does. */
void spill_statement(Lower *l, Expr *expr);
/** Operands in order, each saved where a later one could disturb it. */
void spill_operands(Lower *l, Expr **expr, uint32_t count, Operand *out);
/** Puts the value into a temporary. */
void spill_save(Lower *l, Operand *operand);
/** stability.c: of an expression that is not taken apart. */
Stability plain_stability(const Lower *l, const Expr *expr);
/** A condition for `if` and loops. */
Text spill_condition(Lower *l, const Head *head);
/** An operand as it may stand in an argument list or a declaration. */
Operand operand_span(Lower *l, Expr *expr);

#endif
