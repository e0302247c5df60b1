/*
 * graph.h - the ways through a function, on our own tree: steps, and what may follow each.
 *
 * A step is a statement without others inside, or the head of one that has. What is deferred is not
 * on the ways, nor what a raise or a cancellation skips.
 */
#ifndef CHECK_GRAPH_H
#define CHECK_GRAPH_H

#include "checker.h"

typedef enum When { ALWAYS, IF_TRUE, IF_FALSE } When;

typedef struct Edge {
    size_t to;
    When when; /* the step's condition */
} Edge;

typedef struct Step {
    const Stmt *stmt; /* NULL: entry and exit */
    Span span;        /* its text: a statement, a condition, a loop's head where there is none */
    const Expr *expr; /* of it, or NULL */
    bool is_test;     /* `expr` decides which edge is taken */
    bool suspends;
    VEC(Edge) next;
} Step;

enum { STEP_ENTRY, STEP_EXIT };

struct Graph {
    VEC(Step) steps; /* [STEP_ENTRY], [STEP_EXIT], then in source order */
};

/** In the unit's arena. */
Graph *graph_new(const Checker *c, const Function *function);
/** Which steps can be reached from `from`, itself only by a way around; as many as there are. */
bool *graph_reachable(const Checker *c, const Graph *graph, size_t from);

#endif
