/*
 * parser.h - what the files of parse/ share while one unit is parsed.
 *
 *      Parser   the unit: clang's, ours, tokens, macro calls
 *      Body     the function whose tree is being built
 *
 * A tree is built from nodes (node.h) and the text between them. Where a node comes out of a macro
 * body the text is not there: the builder asks for that call to be expanded (parser_expand) and
 * goes on with whatever; the unit is then parsed again with the call expanded in its text.
 */
#ifndef PARSE_PARSER_H
#define PARSE_PARSER_H

#include "../base/lex.h"
#include "../diag/diag.h"
#include "../ir/ast.h"
#include "../ir/names.h"
#include "macros.h"
#include "node.h"
#include "parse.h"
#include "session.h"

typedef struct Scoped Scoped;
typedef struct Layers Layers;

/* A diagnostic that waits. */
typedef struct Report {
    DiagLevel level;
    const char *flag; /* of a warning */
    Span span;
    Str message;
} Report;

/* The line of an #if, #else, ... */
typedef struct SectionLine {
    uint32_t at;  /* its # */
    Span lines;   /* whole lines, with their newline */
    bool skipped; /* what follows up to the next line is left out */
} SectionLine;

/* From an #if to its #endif. */
typedef struct Section {
    VEC(SectionLine) lines;
    bool goes; /* its lines, and what they leave out, have to go from the text */
} Section;

/* A header whose text messages show. */
typedef struct Header {
    CXFile file;
    const Source *source;
} Header;

typedef struct Parser {
    Arena *arena;
    const ParseOptions *options;
    DiagList *diags;
    Unit *unit;
    CXTranslationUnit clang;
    CXFile file;
    Tokens tokens;
    Macros macros;
    Map local_types;         /* names of types declared inside functions: set so far */
    struct Scoped *scoped;   /* scoped.c: those of the function that is being built */
    struct Layers *layers;   /* vla.c: of that function */
    uint32_t function_begin; /* of that function */
    Names names;             /* new ones */
    uint64_t pointer_size;   /* of the target */
    Map frames;              /* NAME of struct NAME__frame to CXCursor * of its definition */
    VEC(Call *) calls;       /* all that were made: their `function` is found at the end */
    VEC(Report) reports;
    size_t errors;                  /* among them */
    bool silenced;                  /* the last one was not taken */
    Offsets clang_errors;           /* offsets in the main file of clang's own errors */
    VEC(Header) headers;            /* those that were asked for */
    VEC(CXCursor) header_functions; /* coroutines defined in headers */
    VEC(Span) skipped;              /* text that conditions leave out */
    VEC(Section *) sections;        /* by their first line */
    VEC(Span) digraphs;             /* that have to be spelled plainly */
    VEC(uint32_t) expand;           /* offsets of macro calls whose body has to be in the text */
} Parser;

/* A declaration and the Local made for it. */
typedef struct LocalEntry {
    CXCursor cursor;
    Local *local;
} LocalEntry;

/* A yield whose operand reaches further than clang's tree says: its keyword is passed over. */
typedef struct SkippedYield {
    uint32_t at, operand;
} SkippedYield;

typedef struct Body {
    Parser *parser;
    Function *function;
    Scope *scope;       /* the innermost one */
    LocalEntry *locals; /* hash table, by cursor */
    size_t local_slots, local_count;
    VEC(SkippedYield) skipped;
    VEC(CXCursor) addressed; /* variables whose address is taken somewhere in the function */
    bool maybe;     /* in an arm of && || ?: */
    bool beside;    /* in a full expression that suspends */
    bool unordered; /* in an expression that is taken apart for the order of its operands alone */
} Body;

/* ------------------------------------------------------------------ text */

/** Index of the first token from `at` on that is code: no comment, no directive. */
size_t code_at(const Parser *p, uint32_t at);
/** Index of the last token of code before `at`; tokens.len when there is none. */
size_t code_before(const Parser *p, uint32_t at);
bool token_is(const Parser *p, size_t token, const char *spelling);
static inline Str span_text(const Parser *p, Span span)
{
    return source_text(&p->unit->source, span);
}
/** The end of the statement that ends at `end`: behind its semicolon, if one follows. */
uint32_t past_semicolon(const Parser *p, uint32_t end);
/** From behind the opening bracket at token `open` to its closing one. */
Span inside_brackets(const Parser *p, size_t open);
/** Without white space and comments at both ends. */
Span span_trim(const Parser *p, Span span);

/* ------------------------------------------------------------------ macros */

/** Asks for the macro call that holds `at` to be expanded. */
void parser_expand(Parser *p, uint32_t at);
/** Whether the token that stands for `at` comes from the body of a macro that has parts. */
static inline bool from_body(const Parser *p, uint32_t at)
{
    const MacroCall *call = macros_call(&p->macros, at);

    return call && !call->is_literal;
}
/**
 * place.c: clang ends whatever ends in a macro inside another's arguments where the outer one ends;
 * puts such ends right.
 */
void fix_ends(const Parser *p, Node *node);
/** Whether a macro call and the span overlap in part; `at` is where that call begins. */
bool crosses_macro(const Parser *p, Span span, uint32_t *at);

/** The word of the dialect at a node's begin, or NULL. */
static inline Word *word_at(const Parser *p, uint32_t at) { return macros_word(&p->macros, at); }
/** misuse_names.c: names that are taken by what is generated. */
void misuse_names(Parser *p);
/** Gives each of two words its node where clang made one of them: prefix.c. */
void prefixes_split(Parser *p, Node *node);
/** Whether the span holds a word that makes rewriting necessary. */
bool has_active(const Parser *p, Span span);
/** Whether the span holds an await, a yield or the like. */
bool has_suspension(const Parser *p, Span span);

/* ------------------------------------------------------------------ parts */

/** They are kept until it is clear that the unit need not be parsed again. */
void error_at(Parser *p, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));
void note_at(Parser *p, Span span, const char *format, ...) __attribute__((format(printf, 3, 4)));
void warning_at(Parser *p, const char *flag, Span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
/** Whether clang has found an error in the span. */
bool has_clang_error(const Parser *p, Span span);
/** What clang says in the span with these words is said better by asyncc. Whether it said it. */
bool silence_clang(Parser *p, Span span, const char *words);
/** Whether it is known that something is wrong, or still hidden. */
static inline bool parser_in_doubt(const Parser *p)
{
    return p->errors > 0 || p->expand.len > 0 || diag_errors(p->diags) > 0;
}

/** marks.c: what a declaration is marked with. */
typedef struct Marks {
    Colour colour;
    bool is_operation;
    CXType yields, receives; /* CXType_Invalid where not given */
} Marks;
Marks marks_of(CXCursor declaration);
/** Of the typedef behind a type, through pointers and arrays, or by the type's tag. */
Marks marks_of_type(CXType type);
/**
 * Of what a function of that colour returns: `async` before `int (*pick(void))(int)` is pick's, and
 * clang has it at both functions.
 */
Marks marks_of_result(CXType result, Colour of);
/** Of what an expression calls, or hands on: by its declaration, a typedef, or the type's tag. */
Marks marks_of_callee(Node *callee);

/** type.c */
const Type *parse_type(Parser *p, CXType type);
/** The type that a declaration gives, its colour included. */
const Type *parse_declared_type(Parser *p, CXCursor declaration);
HandleKind handle_of(CXType type);
/** By the tags in the type alone. */
Colour type_colour(CXType type);

/** activate.c: decides which words of a function make rewriting necessary. */
void words_activate(Parser *p, Node *node, Colour colour);
/** function.c: NULL when it need not be rewritten. */
Function *parse_function(Parser *p, Node *node);

/** scoped.c: types declared in the body of a function that is going to be built. */
void scoped_open(Parser *p, const Function *function, Node *body);
/** tell.c: asks for calls to be expanded that would tell how the output looks. */
void expand_telling(Body *b);
/** part.c: calls in a body that hold a part of a statement; whether there are any. */
bool expand_parts(Parser *p, Span body);
/** part.c: notes the digraphs of a function that no macro call holds; whether there are any. */
bool digraphs_note(Parser *p, Span function);
/** Fills in what goes before the frame and what is renamed. */
void scoped_close(Parser *p, Function *function);
/** What such a type is called from now on; empty: it is none. */
Str scoped_spelling(Parser *p, CXCursor declaration);
/** Whether it is a typedef that goes before the frame alone, out of a declaration of several. */
bool scoped_is_apart(const Parser *p, CXCursor declaration);

/** The same for a type without a name outside functions: it gets a tag. */
Str unnamed_spelling(Parser *p, CXCursor declaration);
/** merged.c: what async_merge yields, by what it holds. Or empty. */
Str merged_spelling(Parser *p, CXCursor declaration);

/** vla.c: whether arrays of variable length are in the type. */
bool type_is_variable(CXType type);
/** Whether that is so of what a declaration declares. */
bool vla_is_declared(const Node *declaration);
/** Whether a jump of ours may lead into the declaration's scope: nothing of it stays then. */
bool vla_is_kept(const Body *b, const Node *declaration);
/** The sizes that it brings; before its type is looked at. */
void vla_sizes(Body *b, Node *declaration, Sizes *out);
/** `[length]`, where it is known. */
Str vla_dimension(Parser *p, CXType array);
/** A name of such a type. */
void vla_type_name(Body *b, Node *node);

/** local.c */
Local *local_add(Body *b, Node *declaration);
Local *local_find(const Body *b, CXCursor declaration);
/** Puts a local of the compiler's own behind the others. */
void local_place(Body *b, Local *local);
/** The object that a compound literal is. */
Local *local_unnamed(Body *b, Node *literal);
/** align.c: of _Alignas and the like; 0: none. */
uint32_t alignment_of(Parser *p, Node *declaration);
Scope *scope_open(Body *b, Span span);
void scope_close(Body *b);

/**
 * ref.c: records the references in an expression that is used so. `part`: it is the array of a
 * subscript or the record of a member, not used as a whole.
 */
void refs_use(Body *b, Node *node, Access access, bool part);
static inline void refs_value(Body *b, Node *node) { refs_use(b, node, ACCESS_READ, false); }
/** In a declaration: sizes and typeof, not the initializer. */
void refs_declarator(Body *b, Node *node);
/** The object of a compound literal that is taken apart is used so. */
void refs_literal(Body *b, Node *node, Access access, bool part);
/** Everything in a statement of which there is no tree. */
void refs_opaque(Body *b, Node *node);
/** Ascending, each place once. */
void refs_finish(Body *b);
/** Whether the expression is an array (or vector) object, not a pointer. */
bool is_array_object(Node *node);

/** stmt.c: the statement at a node; `begin` may lie before it (attributes). */
Stmt *parse_stmt(Body *b, Node *node);
Stmt *parse_compound(Body *b, Node *node);
Stmt *stmt_new(Body *b, StmtKind kind, Node *node);
/** jump.c: no suspension, no jump out of it, no defer, no label. */
bool stmt_is_simple(const Parser *p, Node *node);
/** Jumps out of statement expressions: what they stand in has to be rewritten. */
void jumps_activate(Parser *p, const Node *node);

/** control.c: statements with a head. */
Stmt *parse_if(Body *b, Node *node);
Stmt *parse_while(Body *b, Node *node);
Stmt *parse_do(Body *b, Node *node);
Stmt *parse_for(Body *b, Node *node);
Stmt *parse_switch(Body *b, Node *node);
/** block.c: the dialect's statements. */
Stmt *parse_defer(Body *b, Node *node);
Stmt *parse_async_for(Body *b, Node *node, const Word *word);
Stmt *parse_group(Body *b, Node *node, const Word *word);
Stmt *parse_timeout(Body *b, Node *node, const Word *word);
/** decl.c */
Stmt *parse_decl(Body *b, Node *node);
/** The declarator of a name, without its initializer. */
Span declarator_span(const Parser *p, uint32_t name_at);

/** expr.c */
Expr *parse_expr(Body *b, Node *node);
Expr *parse_expr_use(Body *b, Node *node, Access access);
Expr *expr_new(Body *b, ExprKind kind, Node *node);
Expr *expr_with_kids(Body *b, ExprKind kind, Node *node, uint32_t kids);
/** Where an expression stands, without the yields that were passed over. */
Span expr_span(const Body *b, const Node *node);

/** list.c */
Expr *parse_list(Body *b, Node *node);

/** provided.c: a builtin that clang has a node of its own for: __c11_atomic_store(p, v, order). */
Expr *parse_builtin(Body *b, Node *node);
/** A call of a macro of the compiler's headers, as one of a function; NULL: none. */
Expr *parse_provided(Body *b, Node *node);
/** Whether such a call is all that an expression has out of the macro that it begins with. */
bool leads_with_provided(const Parser *p, const Node *node);
/** origin.c: the call at `at` of a macro that is not the system's and not asyncc's; NULL: none. */
const MacroCall *users_call(const Parser *p, uint32_t at);
/** Whether `at` lies in its arguments, which it may name in a typeof beside evaluating them. */
bool is_in_provided(const Parser *p, uint32_t at);

/** start.c */
Start *parse_start(Body *b, Node *node);
Call *parse_call(Body *b, Node *node);
/** form.c */
Start *parse_form(Body *b, Node *node, const Word *word);
/** The arguments of a word, as they are written. */
typedef VEC(Span) Operands;
Operands word_operands(const Parser *p, const Word *word);
/** The expression under `node` that is written in just that span; NULL: there is none. */
Node *find_operand(Node *node, Span span);
/** The variable under `node` whose name stands in the span. */
Node *find_variable(const Parser *p, Node *node, Span span);

/** generic.c: _Generic; of what is not evaluated in it, the names alone. */
Expr *parse_generic(Body *b, Node *node);

/** flags.c */
void expr_flags(const Parser *p, Node *node, Expr *expr);
/** a ?: b is shown as condition, condition, value, other. */
bool node_is_elvis(const Node *node);
/** va_arg, the atomic builtins: clang has nodes of their own for them. */
bool node_is_builtin(const Parser *p, const Node *node);

/** effects.c: what evaluating an expression reads and writes. */
const Effects *effects_gather(Body *b, Node *node);
/** Whether C leaves open in which order an expression does what it does, and that matters. */
bool is_unordered(Body *b, Node *node);
/** Notes every variable whose address is taken under `node`. */
void addresses_note(Body *b, Node *node);

/** misuse.c: what only clang's tree shows, in every function and initializer of the main file. */
void misuse_check(Parser *p, Node *declaration);
/** misuse_words.c: words before no expression, once all is checked. */
void misuse_stray_words(Parser *p);
/** needs.c: words of <asyncc/sync.h> or <asyncc/net.h> in a file that includes only <asyncc.h>. */
void misuse_headers(Parser *p);
/** Declarations marked as async or generator that declare no function. */
void misuse_marks(Parser *p, Node *node);

#endif
