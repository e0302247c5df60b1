/*
 * ast.h - the own tree as text (asyncc --dump=ast): a line for each node, children indented.
 *
 *      function f 3:11 async suspends
 *        local x 3:17 parameter int
 *        compound 3:20
 *          return 3:22
 *            await 3:29 :int
 *              call f(1) async
 *                plain "1" constant :int
 *        ref x 3:31 read
 */
#ifndef DUMP_AST_H
#define DUMP_AST_H

#include "../base/writer.h"
#include "../ir/ast.h"

void dump_ast(Writer *w, const Unit *unit);

#endif
