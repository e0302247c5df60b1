/*
 * views.h - what asyncc can write of a file instead of C: all from the plan that the C is made
 * from, so that they cannot disagree with it. The texts are in the unit's arena.
 */
#ifndef EMIT_VIEWS_H
#define EMIT_VIEWS_H

#include "../ir/program.h"

/** frames.c: a table for each coroutine's frame, the largest first. */
Str emit_frames(const Program *program);
/** json.c: functions, states, edges, locals; docs/emit.schema.json tells of it. */
Str emit_json(const Program *program);
/** dot.c: the graph of states, for Graphviz. */
Str emit_dot(const Program *program);
/** dot.c: the graph of one coroutine. */
Str emit_dot_of(const Program *program, const Routine *routine);
/** dot.c: has Graphviz draw a graph; 0, or an errno value: ENOENT where there is no Graphviz. */
int emit_svg(Arena *arena, Str dot, Str *svg);
/**
 * html.c: a page of source, generated C (`c`, with #line), and for each coroutine its graph, where
 * Graphviz is there, and its frame.
 */
Str emit_html(const Program *program, Str c);

#endif
