/*
 * convert.h - what the files of the converter share: an ordinary C program, read, and what is to be
 * put into its text.
 *
 *      convert.c   options, the edits, the text that is written
 *      colour.c    which functions become async
 *      spread.c    awaits on their calls, suspensions between and inside the rest
 *      vary.c      which of the forms that mean the same an await, a suspension takes
 */
#ifndef DIFFERENTIAL_CONVERT_H
#define DIFFERENTIAL_CONVERT_H

#include "base/lex.h"
#include "base/map.h"
#include "parse/node.h"

/* A function that the program defines. */
typedef struct Function {
    Str name;
    CXCursor definition;
    Node *tree;         /* of the definition */
    const char *plain;  /* why it stays as it is; NULL: it becomes async */
    const Str *because; /* the name that belongs to that reason, or NULL */
    uint32_t parameters;
    uint32_t first_seen; /* where it is first declared or called */
    VEC(struct Function *) calls;
} Function;

/* One of its declarations, the definition among them. */
typedef struct Declaration {
    Function *function; /* NULL: of something else, which shares its specifiers with one of ours */
    Node *node;
    uint32_t name_at;
} Declaration;

typedef struct Edit {
    uint32_t at, remove;
    uint32_t order; /* of those at one place: what ends there goes before what begins there */
    Str text;
} Edit;

typedef struct Program {
    Arena *arena;
    Str text;
    Tokens tokens;
    CXFile file;
    CXTranslationUnit unit;
    VEC(Node *) top; /* trees of the declarations in the main file */
    Map functions;   /* name -> Function * */
    VEC(Declaration) declarations;
    VEC(Edit) edits;
    uint64_t random;
    bool reserved; /* _Await rather than await */
} Program;

/** colour.c: fills in functions and declarations, and says which functions stay plain. */
void colour(Program *program);
/** spread.c: the edits of all calls, and of the suspensions that the seed asks for. */
void spread(Program *program);

/* What goes before and behind something. */
typedef struct Around {
    Str before, after;
} Around;

/** vary.c: what is put around the call of an async function (NULL: not written outside of macros),
 *  and in the place of its name. */
Around vary_call(Program *program, const Node *call);
Str vary_name(Program *program, const Function *function, Str name);
/** vary.c: what is put around a value, and around a statement with its semicolon. */
Around vary_value(Program *program);
Around vary_statement(Program *program, const Node *node);
/** spread.c: a declaration of that type; the parameters of a function, `void` for none. */
Str type_text(Program *program, CXType type, Str name);
Str parameters_text(Program *program, const Function *function, bool named);
/** vary.c: the spelling of a keyword that this seed takes. */
Str word(const Program *program, const char *plain, const char *reserved);

/** Whether a cursor's begin and end stand in the file, outside all macro calls. */
bool is_written(const Program *program, const Node *node);
/** The token that begins at an offset, or NULL. */
const Token *token_at(const Program *program, uint32_t at);
static inline bool token_is(const Program *program, size_t token, const char *spelling)
{
    return token < program->tokens.len &&
           lex_is(program->text, &program->tokens.at[token], spelling);
}
/** The direct callee of a call, one of ours; `*name_at` is where its name stands. Or NULL. */
Function *callee_of(const Program *program, const Node *call, uint32_t *name_at);
/** The function that a cursor refers to, one of ours; or NULL. */
Function *function_of(const Program *program, CXCursor reference);
/** The child that is called, parentheses, casts, * and & taken off; NULL: no name. */
const Node *called_name(const Node *call);

void insert(Program *program, uint32_t at, bool begins, Str text);
void replace(Program *program, Span span, Str text);
/** A number below n. */
uint32_t draw(Program *program, uint32_t n);

#endif
