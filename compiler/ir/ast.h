/*
 * ast.h - asyncc's own tree of a dialect file.
 *
 * Statements are all there. Expressions are there only where a suspension is inside; everything
 * else is a span of source text, and what is known of it lies in side tables: the references to
 * locals (Function.refs) that renaming and liveness read.
 *
 *      Unit -> Function -> Scope, Local, Ref
 *                       -> Stmt  -> Expr -> Start -> Call
 *
 * The parser builds it; `check` reads it; `lower` makes the normalised tree (lower.h) from it.
 * All of it lives in the unit's arena and is not changed after parse.
 */
#ifndef IR_AST_H
#define IR_AST_H

#include "../base/map.h"
#include "../base/vec.h"
#include "../diag/source.h"
#include "type.h"

typedef struct Expr Expr;
typedef struct Stmt Stmt;
typedef struct Scope Scope;
typedef struct Local Local;
typedef struct Function Function;
typedef struct Start Start;

/* ------------------------------------------------------------------ names */

/*
 * A block, or a function's parameters: where locals are declared. Scopes form a tree; the
 * statement that opens a scope points to it. A `for` or an `async_for` with a declaration opens one
 * around itself, its body (if a block) another inside.
 */
struct Scope {
    Scope *parent; /* NULL: the function's own scope, with the parameters */
    Span span;
    uint32_t index; /* in Function.scopes */
};

/*
 * An object declared inside a function: parameter or local with automatic storage. Static, extern
 * and thread-local ones are not here: they stay as they are.
 */
struct Local {
    Str name;
    const Type *type;
    Scope *scope;
    uint32_t declared; /* offset of its name in its declarator */
    uint32_t index;    /* in Function.locals */
    bool is_parameter;
    bool is_register;
    bool has_cleanup;  /* __attribute__((cleanup(f))) */
    bool address_taken; /* by &, by decay of an array, or volatile: live in its whole scope */
    bool is_kept;       /* in the frame whatever liveness says */
    bool is_implied;    /* of async_for or async_group: that nobody names it is no mistake */
    uint32_t align;     /* of _Alignas; 0: its type's */
    Str cleanup;       /* f */
    bool is_needed;    /* of the compiler's own: something reads it */
    bool is_settled;   /* `raised`: 0 from its declaration on, until something is raised */
    bool is_temporary; /* of the compiler's own, for the value of an expression */
    const void *branch; /* the branch (struct Await) whose own it is; NULL: the function's */
};

typedef enum Access {
    ACCESS_READ,
    ACCESS_WRITE,      /* the whole object, and always when its statement runs */
    ACCESS_UPDATE,     /* read and written: ++, +=, or written only perhaps, or only in part */
    ACCESS_ADDRESS,    /* address taken or array decayed */
    ACCESS_UNEVALUATED /* in sizeof, typeof, ...: renamed, nothing else */
} Access;

/* A place in the text that names a local. */
typedef struct Ref {
    uint32_t at; /* offset of the identifier; its length is local->name.len */
    Local *local;
    Access access;
} Ref;

/*
 * `(type){ ... }` whose address is known: an object of the block that it stands in, with a Local
 * made for it.
 */
typedef struct Literal {
    Span span;
    Local *local;
} Literal;

/*
 * A type declared inside the function that the frame may need: `text` goes before the frame, in its
 * place `stays`.
 */
typedef struct Hoist {
    Span specifiers; /* what is written before `text`, for one of several typedefs; or empty */
    Span text, gone;
    Str stays;
} Hoist;

/* A name (or, where the span is empty, a place) that becomes `text`, or a type. */
typedef struct Rename {
    Span span;
    Str text;
    const Type *type; /* NULL: `text` */
} Rename;

/* ------------------------------------------------------------------ expressions */

typedef enum ExprKind {
    EXPR_PLAIN,       /* not taken apart: a span */
    EXPR_PAREN,       /* ( kid ) */
    EXPR_UNARY,       /* any prefix operator but & and ++/--; kid[0] */
    EXPR_ADDRESS,     /* & kid */
    EXPR_INCDEC,      /* ++ or --, before or behind; kid[0] is an lvalue */
    EXPR_BINARY,      /* arithmetic, comparison, ...: kid[0] op kid[1] */
    EXPR_LOGICAL,     /* && or || */
    EXPR_COMMA,
    EXPR_CONDITIONAL, /* kid[0] ? kid[1] : kid[2]; GNU a ?: b has two kids */
    EXPR_ASSIGN,      /* kid[0] = kid[1] */
    EXPR_COMPOUND_ASSIGN, /* kid[0] op= kid[1]; op */
    EXPR_CALL,        /* plain call: kid[0] what is called, then the arguments */
    EXPR_SUBSCRIPT,   /* kid[0] [ kid[1] ] */
    EXPR_MEMBER,      /* kid[0] . name or -> name */
    EXPR_CAST,        /* ( type ) kid[0], and what is alike: __builtin_va_arg, choose_expr */
    EXPR_COMPOUND_LITERAL, /* ( type ) { ... }: kid[0] is the list */
    EXPR_LIST,        /* an initializer list: kids are the initializers, designators in the text between */
    EXPR_STATEMENT,   /* ({ ... }): `block` */
    EXPR_GENERIC,     /* _Generic(...): kids are what the associations give, the rest text between */
    EXPR_AWAIT,       /* `start` */
    EXPR_YIELD,       /* yield kid[0]; `received` */
    EXPR_YIELD_FROM,  /* `start` is a START_CALL */
    EXPR_FORM         /* a form that is not awaited and rewritten all the same: see Start */
} ExprKind;

/* A variable that an expression names. */
typedef struct Touch {
    const Local *local; /* NULL: it has another storage; `name` tells it from others */
    Str name;
    bool writes;        /* ++, an assignment: to a part of it too */
    bool is_public;     /* what goes through memory may reach it */
} Touch;

/* What evaluating an expression reads and writes, as far as that can be told: see effects.h. */
typedef struct Effects {
    bool reads_memory, writes_memory; /* through pointers, in calls; a volatile read writes */
    VEC(Touch) touches;
} Effects;

/*
 * An expression in which something suspends, and its operands. `span` is its whole text in the main
 * file; the text between the kids' spans is what stands between them. Kids are in source order.
 */
struct Expr {
    ExprKind kind;
    Span span;
    const Type *type;  /* of the value (arrays not decayed); void where there is none */
    Expr **kid;
    uint32_t kids;
    bool suspends;     /* something inside does */
    bool apart;        /* it is taken apart: it suspends, or stands beside what does and C leaves the
                          order of its operands open */
    bool is_lvalue;    /* it designates an object: reading it can give another value later */
    bool is_constant;  /* literals, enumerators, addresses of variables: the same at any time */
    bool is_fixed;     /* an lvalue that designates the same object at any time */
    bool has_effects;  /* calls something, writes something, reads volatile */
    bool is_bit_field; /* an lvalue whose address cannot be taken */
    const Effects *effects; /* beside something that suspends; otherwise NULL: has_effects says all */
    Str op;            /* EXPR_UNARY, EXPR_BINARY, EXPR_LOGICAL, EXPR_ASSIGN...: "+", "&&", "+=", "." "->" */
    Span op_at;        /* where the operator stands */
    Start *start;
    Stmt *block;             /* EXPR_STATEMENT: a STMT_COMPOUND */
    const Type *received;    /* EXPR_YIELD: S of async_receive(S, yield v), else NULL */
};

/* ------------------------------------------------------------------ start expressions */

typedef enum StartKind {
    START_CALL,   /* callee(arguments) */
    START_HANDLE, /* *handle */
    START_ASSIGN, /* target = inner */
    START_FORM,   /* async_gather(...), async_sleep is a call, async_join(h) is a form */
    START_YIELD   /* `yield v` or `yield_from CALL`, in async_try alone: `handle` is that expression */
} StartKind;

/* The forms of dialect.md section 6 and 7 that are more than a call; the table is in form.def. */
typedef enum FormKind {
    FORM_GATHER,
    FORM_RACE,
    FORM_WAIT_FOR,
    FORM_SHIELD,
    FORM_TRY,
    FORM_MAP,
    FORM_BLOCKING,
    FORM_JOIN,
    FORM_GET,          /* async_get(q) */
    FORM_PUT,          /* async_put(q, v) */
    FORM_NEXT,         /* of an async generator; also SEND, THROW, CLOSE */
    FORM_SEND,
    FORM_THROW,
    FORM_CLOSE,
    FORM_SPAWN,        /* not awaited: async_spawn(CALL) and what is alike */
    FORM_RUN,          /* async_run(P) in plain functions */
    FORM_PLAIN,        /* not awaited: a macro over plain operands, such as async_try_put(q, v) */
    FORM_RAISE,        /* async_raise(code) */
    FORM_CHECK,        /* async_check(E) */
    FORM_SERVE_WITH,
    FORM_MERGE
} FormKind;

/* What is called by an await, a spawn, an async_for. */
typedef struct Call {
    Expr *callee;       /* the text before the parenthesis; kid of nothing else */
    Str name;           /* of the function, when called by its name; otherwise empty */
    Function *function; /* its definition in this file, before or after; NULL: not seen */
    bool is_operation;  /* an ASYNC_OPERATION of the runtime: NAME__frame and NAME__start exist */
    uint64_t frame_size, frame_align; /* of an operation's frame */
    const Type *type;   /* of the function */
    const Type *result; /* of the call */
    const Type **parameter; /* as many as the prototype names */
    uint32_t parameters;
    Colour colour;
    Expr **argument;
    uint32_t arguments;
    Span span;          /* callee to closing parenthesis */
    Span parens;        /* the text between the parentheses */
} Call;

struct Start {
    StartKind kind;
    Span span;
    const Type *type;   /* of the result */
    Call *call;         /* START_CALL */
    Expr *handle;       /* START_HANDLE: the operand of * ; START_FORM: the first plain operand */
    HandleKind handle_kind;
    Expr *target;       /* START_ASSIGN: the LVALUE */
    Start *inner;       /* START_ASSIGN, and forms over one P */
    FormKind form;
    Span name;          /* START_FORM: the word */
    Start **operand;    /* forms over several: gather, race */
    uint32_t operands;
    Expr **argument;    /* the form's plain operands: ms of wait_for, q and v of put, ... */
    uint32_t arguments;
    Span declaration;   /* async_map: `int i`; async_serve_with */
    Local *local;       /* what it declares */
};

/* ------------------------------------------------------------------ statements */

typedef enum StmtKind {
    STMT_COMPOUND,
    STMT_DECL,
    STMT_EXPR,     /* expression statement, `span` with its semicolon */
    STMT_NULL,     /* ; */
    STMT_IF,
    STMT_WHILE,
    STMT_DO,
    STMT_FOR,
    STMT_SWITCH,
    STMT_CASE,     /* case, case range or default: `label` and a statement (may be NULL before }) */
    STMT_LABEL,    /* name: and a statement (may be NULL in C23) */
    STMT_GOTO,
    STMT_BREAK,
    STMT_CONTINUE,
    STMT_RETURN,
    STMT_DEFER,    /* defer body */
    STMT_ASYNC_FOR,
    STMT_ASYNC_GROUP,
    STMT_ASYNC_TIMEOUT,
    STMT_OTHER     /* asm, nested typedef-only declaration, ...: a span, copied */
} StmtKind;

/* The length of an array of variable length: evaluated at the declaration, kept in a local. */
typedef struct Size {
    Local *local;
    Expr *expr;
} Size;

typedef VEC(Size) Sizes;

/* One declarator of a declaration. */
typedef struct Declarator {
    Local *local;   /* NULL: static, extern, typedef, a function: stays as it is */
    Span span;      /* from the first token of the declarator (after the specifiers) to its end */
    Span init;      /* the initializer's text, without the =; empty: none */
    Sizes sizes;     /* of a variably modified type that is in scope at a suspension */
    bool is_gone;    /* a typedef of such a type, spelled out where it is used, or one beside it */
    Expr *init_expr; /* never NULL when there is an initializer: EXPR_PLAIN, EXPR_LIST, ... */
    bool braces;     /* init is a list in braces, perhaps by way of a macro */
} Declarator;

/* An expression in a statement's head. */
typedef struct Head {
    Expr *expr; /* NULL: absent (for (;;)) */
    Span span;
} Head;

struct Stmt {
    StmtKind kind;
    Span span;      /* all of it, final semicolon or brace included */
    Scope *scope;   /* the scope that it stands in */
    bool suspends;  /* something inside does */
    bool is_simple; /* no suspension, no jump out of it, no defer, no label, no case inside: `span` may
                       be copied as it is, names apart */
    union {
        struct { Stmt **item; uint32_t items; Scope *inner; } compound;
        struct {
            Span specifiers; /* `static const int` */
            Declarator *declarator;
            uint32_t declarators;
            bool defines_type; /* struct, union or enum with a body */
            bool is_variable;  /* a type of variable length: C allows no jump into its scope */
        } decl;
        struct { Expr *expr; } expr;
        struct { bool falls_through; } other; /* STMT_OTHER: `__attribute__((fallthrough));` */
        struct { Head cond; Stmt *then, *otherwise; Span head; } if_; /* head: `if (...)` ; otherwise may be NULL */
        struct { Head cond; Stmt *body; Span head; } loop;           /* STMT_WHILE, STMT_DO (head: `while (...)`) */
        struct {
            Stmt *init; /* STMT_DECL or STMT_EXPR, its span with the semicolon; NULL: none */
            Head cond, step;
            Stmt *body;
            Scope *inner; /* of what init declares */
            Span head;    /* `for (...)` */
        } for_;
        struct { Head value; Stmt *body; Span head; } switch_;
        struct { Span label; Stmt *stmt; bool is_default; } case_;   /* label: `case 1 ... 5:` with its colon */
        struct { Str name; Span label; Stmt *stmt; } label;          /* label: `name:` */
        struct { Str name; } goto_;
        struct { Expr *value; } return_;                             /* NULL: none */
        struct { Stmt *body; Span word; } defer;
        struct {
            Span declaration; /* `int v` */
            Local *local;
            Call *call;       /* of a generator; or */
            Expr *handle;     /* a handle */
            bool is_owned;    /* the handle is the loop's to close: async_as_completed(hs, n) */
            const Type *value; /* Y */
            bool is_async;
            Stmt *body;
            Scope *inner;
            Span head;        /* `async_for (...)` */
        } async_for;
        struct { Local *group; Expr *ms; Stmt *body; Scope *inner; Span head; } block; /* GROUP, TIMEOUT */
    };
};

/* ------------------------------------------------------------------ functions and the unit */

/*
 * A function that asyncc rewrites: a coroutine, or a plain function that uses defer, async_for or a
 * start expression with a target.
 */
struct Function {
    Str name;
    Colour colour;
    Span span;        /* from the first specifier to the closing brace */
    Span head;        /* up to the opening brace, trailing white space left out */
    Span body;        /* braces included */
    uint32_t name_at; /* offset of the name in the head */
    const Type *result;
    const Type *yields, *receives; /* generators: Y and S (Y where not given) */
    bool is_static, is_inline, is_main;
    Span *dialect_words; /* in the head: `async`, `generator(...)`: what a plain prototype leaves out */
    uint32_t dialect_word_count;
    VEC(Local *) locals; /* parameters first, then in the order of declaration */
    uint32_t parameters;
    VEC(Scope *) scopes; /* [0] is the function's own */
    VEC(Ref) refs;       /* ascending by `at` */
    VEC(Local *) sizes;  /* the locals of all Sizes: what holes in types count */
    Sizes parameter_sizes;
    VEC(Literal) literals;
    VEC(Hoist) hoists;   /* in the order of the text */
    VEC(Rename) renames; /* ascending */
    Stmt *block;         /* STMT_COMPOUND */
    uint32_t index;      /* in Unit.functions */
    bool suspends;
};

/** The index in Function.refs of the first reference at or behind an offset; refs.len: none. */
static inline size_t function_ref_from(const Function *function, uint32_t at)
{
    size_t low = 0, high = function->refs.len;

    while (low < high) {
        size_t middle = (low + high) / 2;
        if (function->refs.at[middle].at < at) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* A dialect file. */
typedef struct Unit {
    Arena *arena;
    Source source;
    VEC(Function *) functions; /* in source order */
    VEC(Rename) renames;       /* tags for types without a name; words, in functions too */
    Map identifiers;           /* every identifier of the main file, names of the user's headers and
                                  macros: what new names keep clear of */
    Map macros;                /* the macros among them */
    VEC(Span) endings;         /* calls of functions that do not return */
    VEC(Str) files;            /* every file that was read, the main file first: for the depfile */
} Unit;

#endif
