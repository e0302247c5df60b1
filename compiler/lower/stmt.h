/*
 * stmt.h - statements of the source tree become statements of the normalised one.
 *
 * Requires: the source tree of a function.
 * Leaves:   Routine.body; no suspension inside an expression, defers spelled out.
 */
#ifndef LOWER_STMT_H
#define LOWER_STMT_H

#include "context.h"

/** Appends what a statement becomes. */
void stmt_lower(Lower *l, Stmt *stmt);
/** A statement expression's block; the value of its last statement goes into `temp` unless NULL. */
Code *stmt_expression_block(Lower *l, Stmt *block, Local *temp);
/** A statement's body: one Code of its own, not appended. */
Code *stmt_body(Lower *l, Stmt *stmt);
/** Leaves the function with the value (or status) in `text`, through the defers on the way. */
void stmt_leave(Lower *l, LeaveKind kind, Text text);

/** Whether it declares an array of variable length that memory of its own is needed for. */
bool stmt_declares_array(const Stmt *stmt);
/** Lowers a statement that is a block to what it declares: at its end the arrays are freed. */
void stmt_in_block(Lower *l, Stmt *stmt, void (*lower)(Lower *l, Stmt *stmt));

#endif
