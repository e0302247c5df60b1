/*
 * effects.h - whether it matters which of two expressions is evaluated first.
 */
#ifndef IR_EFFECTS_H
#define IR_EFFECTS_H

#include "ast.h"

/** Whether evaluating `first` before `later` could differ from the other way round. */
bool effects_conflict(const Effects *first, const Effects *later);

/** Whether `by` writes a variable that `of` names. */
bool effects_rewrite(const Effects *of, const Effects *by);

/** `more` is added to `all`. */
void effects_add(Arena *arena, Effects *all, const Effects *more);

/** Of an expression, by its flags alone where nothing else is known. */
Effects effects_of(const Expr *expr);

#endif
