/* checker.h - what the files of check/ share. */
#ifndef CHECK_CHECKER_H
#define CHECK_CHECKER_H

#include "../base/lex.h"
#include "check.h"

typedef struct Checker {
    Arena *arena;
    const Unit *unit;
    DiagList *diags;
    Tokens tokens; /* of the unit's text */
} Checker;

/* walk.c: calls back for every statement and every expression of which there is a node, outer ones
   first, in source order. Either callback may be NULL. */
typedef struct Visitor {
    void (*stmt)(void *context, const Stmt *stmt, const Stmt *parent);
    void (*expr)(void *context, const Expr *expr);
    void *context;
} Visitor;
void walk_stmt(const Visitor *visitor, const Stmt *stmt, const Stmt *parent);

/* defer.c: deferred statements, and jumps out of and into their scopes. */
void check_defers(Checker *c, const Function *function);
/* lock.c: mutexes held across an await, locks that are not released on some way out. */
void check_locks(Checker *c, const Function *function);

typedef struct Graph Graph;
/* endless.c: loops without an end and without a suspension. */
void check_endless(const Checker *c, const Function *function, const Graph *graph);
/* unchecked.c: results that are read though what sets them may have failed. */
void check_results(const Checker *c, const Function *function, const Graph *graph);
/* released.c: handles that are used after they were released. */
void check_released(const Checker *c, const Function *function, const Graph *graph);
/* never.c: async_wait_for around what cannot suspend. */
void check_wait_fors(const Checker *c);

#endif
