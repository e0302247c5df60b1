/*
 * context.h - what the lowering of one function carries along, and the builders that all of
 * lower/ uses.
 */
#ifndef LOWER_CONTEXT_H
#define LOWER_CONTEXT_H

#include "../diag/diag.h"
#include "../ir/code.h"
#include "../ir/names.h"

typedef VEC(Code *) CodeList;

/*
 * Where a way out of a statement has to pass: a loop, a switch, a block with active defers, or an
 * async_try, which holds what is raised in it and nothing else. They nest like the statements do;
 * the innermost comes first.
 */
typedef struct Region {
    struct Region *outer;
    enum { REGION_LOOP, REGION_SWITCH, REGION_DEFERS, REGION_TRY } kind;
    /* LOOP: `continue` becomes a jump to this label when the loop's step was moved into its body */
    Str continue_label;
    bool continue_used;
    /* `break` becomes a jump to this label: a block that is no loop */
    Str break_label;
    bool break_used;
    Local *object;  /* that block's, of the runtime: it holds an async_scope_t, `scope` */
    /* DEFERS: the label to run them from, the exits that pass through, the block's extent */
    Str label; /* TRY: behind it */
    bool label_used;
    Code *dispatch;
    Span span;
    uint32_t depth; /* DEFERS: how many deferred statements this one stands in */
    bool is_shield; /* DEFERS: no cancellation comes out of it before its end */
    Local *caught;  /* TRY: what holds the status */
    Local *stale; /* TRY: the `raised` of defers inside that hand on to it; NULL: there are none */
    uint32_t index; /* LOOP, SWITCH: tells the breaks of one from those of another */
} Region;

typedef struct Lower {
    Arena *arena;
    const Unit *unit;
    Names *names;
    DiagList *diags;
    Routine *routine;
    CodeList *list;  /* where statements are appended */
    Scope *scope;    /* of the statement that is lowered */
    Span at;         /* its extent */
    Span full;       /* the full expression that is lowered: what may write to locals meanwhile */
    Region *region;
    struct DeferredList *deferred; /* what the block ends with */
    uint32_t depth;  /* of deferred statements around what is lowered */
    Await *branch;   /* the branch that is lowered; NULL: the function itself */
    Routine **routines; /* by Function.index; those already lowered are complete */
    uint32_t embed_limit;
    bool edges; /* Routine.edges are wanted */
} Lower;

/* ------------------------------------------------------------------ text */

void text_words(Lower *l, Text *text, const char *format, ...) __attribute__((format(printf, 3, 4)));
void text_span(Lower *l, Text *text, Span span);
void text_local(Lower *l, Text *text, Local *local, Access access);
void text_result(Lower *l, Text *text, Await *await);
void text_frame(Lower *l, Text *text, Await *await);
void text_finished(Lower *l, Text *text, Await *child);
/** What a joint, which has been waited for, raises; 0: nothing. */
void text_status(Lower *l, Text *text, Await *joint);
void text_append(Lower *l, Text *text, const Text *more);
static inline bool text_is_empty(const Text *text) { return text->pieces.len == 0; }

/* ------------------------------------------------------------------ statements */

/** A new statement that stems from the one being lowered; not yet in any list. */
Code *code_new(Lower *l, CodeKind kind);
Code *code_append(Lower *l, Code *code);
Code *code_text(Lower *l, Text text);              /* appends `text`, semicolon included */
Code *code_words(Lower *l, const char *format, ...) __attribute__((format(printf, 2, 3)));
Code *code_set(Lower *l, Local *local, Text value, bool declare); /* appends */
Code *code_goto(Lower *l, Str label);              /* not appended */
Code *code_label(Lower *l, Str label);             /* appends `label:` */
/** A sequence of its own: lists opened here are closed by list_close. */
Code *sequence_open(Lower *l, CodeList **before);
void sequence_close(Lower *l, CodeList *before);

/** A temporary of the type (unqualified), in the current scope. */
Local *temporary(Lower *l, const Type *type, const char *stem);
/** A local of the routine as a whole: `leave`, `raised`. */
Local *routine_local(Lower *l, const Type *type, const char *stem);

const Type *type_int(Lower *l);
bool type_is_void(const Type *type);

/** "not yet supported: ..." at a span. */
void not_yet(Lower *l, Span at, const char *what);

#endif
