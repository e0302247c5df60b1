/*
 * out.h - the C file under construction: text with indentation, comments and #line.
 *
 * Every line of the output belongs to a line of the source, or to the output itself; out.c knows
 * which one the C compiler would assume, and writes a #line where that is wrong.
 */
#ifndef EMIT_OUT_H
#define EMIT_OUT_H

#include "../base/writer.h"
#include "../ir/code.h"
#include "edit.h"

/* Lines of ours that would be longer are wrapped. */
enum { OUT_COLUMNS = 100 };

/* What the compiler takes a line for, where that is not known: some line of the source. */
#define OUT_UNKNOWN UINT32_MAX

/* The files that lines of the output come from. */
typedef struct OutFiles {
    VEC(const Source *) all;
} OutFiles;

typedef struct Out {
    Writer w;
    OutFiles *files;
    const Source *source;
    Arena *arena;
    const char *name;   /* of the output file, for #line; NULL: no #line at all */
    uint32_t assumed;   /* the place that the current line is taken for; 0: the output's own */
    bool ours;          /* the current line has words of ours: it may be wrapped */
    bool swallow;       /* a statement has vanished: so does the line that it stood on */
    bool broke;         /* our own lines were written: the source's next text starts a line */
    bool inside;        /* a statement of ours follows a head on the same line */
    const bool *ramps;      /* by Function.index: whether it needs one */
    const Routine *routine; /* whose names are used */
    const Unit *unit;
    Edits edits;            /* of the routine `edited` */
    const Routine *edited;
    Edits outside;          /* of functions */
    bool hoisting;          /* what is written goes before the frame: it can name no locals */
    bool defined;           /* ... and what is defined inside went there before it */
    bool heading;           /* it is a function's head: parameters are called as they are there */
    const Await *branch;    /* the branch whose function is written; NULL: the routine's own */
} Out;

/** As a string literal of C. */
const char *out_quoted(Arena *arena, Str text);
/** Starts a new line of ours for a line of the source (0: for none), indented. */
void out_line(Out *o, uint32_t place, Str indent);
/** File and line that a place in the source comes from, for out_line. */
uint32_t out_place(const Out *o, uint32_t at);
/** A blank line of the output's own. */
void out_blank(Out *o);
void out_words(Out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** Source text as it is, names apart; lines keep their numbers. */
void out_span(Out *o, Span span);
/** Whether all of it has gone before the frame. */
bool out_is_gone(const Out *o, Span span);
/** What stands between two statements. */
void out_gap(Out *o, Span gap, Str indent);
void out_text(Out *o, const Text *text);
/** The source on one line, fit for a comment; what does not fit on it is left out. */
void out_comment(Out *o, Span span);
void out_whole_comment(Out *o, Span span);
/** Puts the comments behind the lines from `from` on, an offset in what is written, below each other. */
void out_align_comments(Out *o, size_t from);
/** What the frame is called that holds what is a branch's (NULL: the function's) own. */
Str out_self(const Out *o, const Await *branch);
/** Where it is kept. */
void out_local(Out *o, const Local *local);
/** What stands for it as an expression that is used so. */
void out_use(Out *o, const Local *local, Access access);
/** A declaration of `name`, the lengths of arrays filled in. */
Str out_type(Out *o, const Type *type, Str name);
void out_result(Out *o, const Await *await);
/** `&self->read.base`, or the pointer to a pooled child's. */
void out_child_head(Out *o, const Await *await);
/** `self->read`, or what the member is called in a plain function. */
void out_child(Out *o, const Await *await);
/** The frame that is resumed, `self` or a branch's `&self->branch.frame`; and its head's address. */
Str out_own(const Out *o);
Str out_frame(const Out *o);
/** The name of the function that is written, without `__resume`. */
Str out_resumed(const Out *o);
uint32_t out_source_line(const Out *o, Span span);

#endif
