/*
 * c.h - the C emitter's parts: statements, suspensions, declarations.
 */
#ifndef EMIT_C_H
#define EMIT_C_H

#include "out.h"

/** A statement at its place; `indent` is that of the line it stands on. */
void c_code(Out *o, const Code *code, Str indent);
/** c_block.c: the statements between a function's braces, or a block's. */
void c_items(Out *o, const Code *block, Str indent);
/** A statement that does not follow the source before it. */
void c_own_line(Out *o, const Code *item, Str indent);
/** Whether the braces are the source's. */
bool c_from_source(const Code *block);
void c_block_of_source(Out *o, const Code *block, Str indent);
/** Items between braces of ours, one of which may be the source's block: one pair is enough. */
void c_list(Out *o, const Code *code, Str indent, Str outer);
/** Braces of ours around anything. */
void c_braced(Out *o, const Code *code, Str indent);
/** Whether it is a piece of the source, braces and all; and its text. */
bool c_is_kept(const Code *code);
void c_kept_body(Out *o, const Code *code, Str indent);
/** What a head governs. `gap`: the source between the two. */
void c_body(Out *o, const Code *code, Span gap, Str indent);
/** Starts a line for a statement of ours, unless it follows a head on the same line. */
void c_begin(Out *o, const Code *code, Str indent);
/** One level further in. */
Str c_deeper(Out *o, Str indent);
/** The white space before what stands at `at`, when it is the first on its line; else `otherwise`. */
Str c_indent_of(Out *o, uint32_t at, Str otherwise);

/**
 * c_declare.c: what stands before, between and behind a place and the value that it gets. `=`
 * alone, but ASYNC_COPY where the type has const members: C assigns no such objects.
 */
void c_assign(Out *o, const Type *type);
void c_assign_value(Out *o, const Type *type);
void c_assigned(Out *o, const Type *type);

/** c_leave.c: jumps, the ways out of the function, and where the defers of a block lead to. */
void c_jump(Out *o, const Code *code);
void c_store(Out *o, const Text *value);
/** The right side of an assignment: in parentheses where a comma stands outside all brackets. */
void c_value(Out *o, const Text *value);
void c_leave(Out *o, const Code *code, Str indent);
void c_dispatch(Out *o, const Code *code, Str indent);

/** c_declare.c: declarations of locals, of which some have moved. */
void c_declaration(Out *o, const Code *code, Str indent);
/** What holds an object of the type: of variable length, it is elsewhere, and this a pointer. */
Str c_object(Out *o, const Type *type, Str name);
bool c_declares_inline(const Out *o, const Code *code);
/** `self->i = 0, self->j = 1` for the head of a for. */
void c_assignments(Out *o, const Code *code);

/** c_await.c: suspensions. */
void c_await(Out *o, const Code *code, Str indent);
void c_start(Out *o, const Code *code, Str indent);
void c_yield(Out *o, const Code *code, Str indent);
/** `return async_raised(frame, CODE)`, or the way to the defers. */
void c_raise(Out *o, Unwind unwind, const char *status);

/** c_blocking.c: the structs of plain calls on other threads, and the functions that make them. */
void c_blocking_structs(Out *o, const Routine *routine);
void c_blocking_functions(Out *o, const Routine *routine);

/** c_frame.c: the struct, the states; before whatever embeds it. */
void c_frame(Out *o, const Routine *routine);
/** c_scaffold.c: whether the text of a function names a local. */
bool c_is_named(const Function *function, const Local *local);
/** c_scaffold.c: descriptor, start function, ramp, and the real main. */
void c_descriptor(Out *o, const Routine *routine);
void c_closure_descriptor(Out *o, const Routine *routine, const Await *closure);
void c_start_function(Out *o, const Routine *routine);
void c_call_function(Out *o, const Routine *routine);
void c_ramp(Out *o, const Routine *routine);
/** Which of its own words the body of NAME__run uses; the others are marked as unused. */
typedef struct RunUses {
    bool self, cx, state;
} RunUses;
void c_run_head(Out *o, const Routine *routine, RunUses uses);
void c_main(Out *o, const Routine *routine);
/** c_function.c: everything that stands for a function's definition. */
void c_declarations(Out *o, Routine *routine);
void c_function(Out *o, Routine *routine);
/** The function of an operand of a combinator, or of a closure; all of those of a routine. */
void c_branch_function(Out *o, const Routine *routine, const Await *branch);
void c_branch_functions(Out *o, const Routine *routine);
/** c_frame.c: the enumerators of the states; the members of a part of a frame. */
void c_states(Out *o, const Routine *routine);
void c_members(Out *o, const Routine *routine, const Member *group, Str indent);
/** c_closure.c: the async functions of ours inside a function: frames and ramps, what they run. */
void c_closures(Out *o, const Routine *routine);
void c_closure_functions(Out *o, const Routine *routine);
/** The call of one; of one that an operation calls, its name and what it works on. */
void c_closure_call(Out *o, const Await *closure);

#endif
