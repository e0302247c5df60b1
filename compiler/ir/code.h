/*
 * code.h - the normalised tree: what the emitters print.
 *
 * Made by lower/ from ast.h. Its statements keep the shape and the text of the source; what is
 * different: a suspension is a statement of its own (Await, Yield), operands that have to wait for
 * one are in temporaries, and leaving a scope with defers is spelled out by labels and jumps.
 * Temporaries are Locals like any other, so that liveness and the frame plan treat them alike.
 *
 *      Text  a line of code under construction: pieces of source, names of locals, our own words
 *      Code  a statement
 *      Plan  what the frame holds, which states there are
 */
#ifndef IR_CODE_H
#define IR_CODE_H

#include "../base/bitset.h"
#include "ast.h"

typedef struct Code Code;
typedef struct Await Await;
typedef struct Routine Routine;

/* ------------------------------------------------------------------ text */

typedef enum PieceKind {
    PIECE_SOURCE, /* a span of the main file, with its references renamed */
    PIECE_WORDS,  /* our own text */
    PIECE_LOCAL,  /* the name of a local, as it is spelled where it ended up */
    PIECE_RESULT, /* the result of an await whose frame still holds it */
    PIECE_STATUS, /* what a joint raised, or 0 */
    PIECE_FINISHED, /* whether an await that is a joint's child ended with status 0 */
    PIECE_FRAME   /* the address of an await's child frame: `&self->range.base` */
} PieceKind;

typedef struct Piece {
    PieceKind kind;
    Span span;          /* SOURCE */
    Str words;          /* WORDS */
    Local *local;       /* LOCAL */
    Access access;      /* LOCAL */
    Await *await;       /* RESULT, STATUS, FINISHED, FRAME */
} Piece;

typedef struct Text {
    VEC(Piece) pieces;
} Text;

/* ------------------------------------------------------------------ suspensions */

/* Where a raise goes: the label of the innermost defers, with the status in `raised`. */
typedef struct Unwind {
    Str label;     /* empty: out of the function at once */
    Local *raised;
} Unwind;

typedef enum AwaitKind {
    AWAIT_EMBEDDED,  /* the callee's frame is a member of this one: NAME__start */
    AWAIT_POOLED,    /* through the callee's ramp; a pointer to the frame that it may leave */
    AWAIT_OPERATION, /* an operation of the runtime, its frame a member of this one */
    AWAIT_GENERATOR, /* a sync generator's frame, a member of this one or of the plain function */
    AWAIT_DELEGATE,  /* yield_from: the inner generator's frame, a member of this one */
    AWAIT_DELEGATE_POOLED, /* the same, by a pointer to the frame that its ramp gave */
    AWAIT_BRANCH,    /* a child of a joint that is more than a call: `body`, a function of its own */
    AWAIT_JOINT      /* children that were started before: gather, race */
} AwaitKind;

/*
 * A suspension point on a callee. `dest` receives the value of a pooled callee (or stands for
 * nothing: void, or a value that nobody reads); the value of the others is read from the child.
 */
struct Await {
    AwaitKind kind;
    Call *call;          /* NULL for operations that the compiler itself brings in, and joints */
    Routine *callee;     /* EMBEDDED */
    Str operation;       /* OPERATION, JOINT: "async_read"; EMBEDDED: the function's name */
    Str awaited;         /* what is awaited, for people: "async_read", "*t", "op" */
    Text function;       /* POOLED: what is called */
    Text arguments;      /* joined by commas */
    const Type *result;  /* of the call */
    Local *dest;         /* POOLED: where the value goes; may be NULL */
    Local *caught;       /* async_try: the status goes here instead of being raised */
    Span at;             /* the await expression */
    uint64_t size, align; /* OPERATION: of its frame */
    Scope *scope;        /* where the child's frame belongs */
    Unwind unwind;
    bool pinned;         /* GENERATOR: alive beside what the scope's blocks hold */
    const char *mode;    /* JOINT: "GATHER", "RACE" */
    VEC(Await *) children; /* JOINT; each on a branch of its own, started one after the other */
    Await *joint;        /* of a child */
    bool gives_way;      /* OPERATION: to the back of the ready queue; there is no child */
    bool is_direct;      /* POOLED: the callee's definition is seen: by NAME__call, not its ramp */
    bool is_late;        /* JOINT: what it raises is raised later, by its frame's status */
    bool is_closure;     /* BRANCH: an async function of ours, with a frame of its own: closure.h */
    Str self;            /* closure: what its frame is called in its text */
    Local *given;        /* closure: what it is called with beside `up`; NULL: nothing */
    const char *given_type; /* as it comes: "int64_t " */
    struct Member *layout; /* of a closure's frame */
    uint64_t lead, frame_align; /* of a closure's frame, as in Routine */
    Code *body;          /* BRANCH: what it runs; it works on the frame of the whole function */
    BitSet touched;      /* BRANCH: the locals that it names */
    Await *within;       /* the branch that this await stands in; NULL: the function itself */

    /* filled by the frame plan */
    uint32_t state;      /* from 1 */
    Str label;           /* `serve__read`: state constant and label */
    Str field;           /* `read`: the child's member in the frame */
    BitSet live;         /* locals that live across */
};

/*
 * A plain call that another thread makes: its result and its arguments lie in a struct NAME, and
 * the function NAME__call makes it.
 */
typedef struct Blocking {
    Str name;            /* `f__blocking_1`; members `result`, `call`, and the arguments */
    Span callee;         /* what is called, where it is a function's name; empty: the member `call` */
    const Type *function; /* of the member `call` */
    const Type *result;
    const Type **argument;
    Str *member;         /* what the arguments are called */
    uint32_t arguments;
    Span at;
} Blocking;

/** Whether it needs no struct: nothing goes in, nothing comes out. */
static inline bool blocking_is_empty(const Blocking *blocking)
{
    return blocking->callee.end && !blocking->arguments && blocking->result->class_ == TYPE_VOID;
}

/** Whether the callee's frame is its own, and the caller has a pointer to it. */
static inline bool await_is_pooled(const Await *await)
{
    return await->kind == AWAIT_POOLED || await->kind == AWAIT_DELEGATE_POOLED;
}

/** Whose frame a branch works on: that of the closure around it; NULL: the function's own. */
static inline const Await *await_owner(const Await *branch)
{
    while (branch && !branch->is_closure) branch = branch->within;
    return branch;
}

/* ------------------------------------------------------------------ statements */

typedef enum CodeKind {
    CODE_TEXT,     /* a simple statement: `text` with its semicolon */
    CODE_DECL,     /* a declaration: `decl` */
    CODE_SET,      /* a temporary gets a value: `local` = `text` */
    CODE_AWAIT,    /* `await` */
    CODE_START,    /* `await` gets going, waited for later: a joint, its child, a generator */
    CODE_YIELD,    /* `yield` */
    CODE_SEQUENCE, /* `items`, one after the other, no block of their own */
    CODE_BLOCK,    /* `items` in braces, with the source's text between them */
    CODE_IF,       /* `head` then `body`, `otherwise` */
    CODE_LOOP,     /* `head` (while/for/switch ...) then `body`; `tail` for do */
    CODE_FOREVER,  /* for (;;) `body`: a loop whose head suspends */
    CODE_LABEL,    /* `text` (with its colon) then `body`, which may be NULL */
    CODE_JUMP,     /* goto, break, continue: `text`, `target` */
    CODE_LEAVE,    /* leaves the coroutine: result is stored, or `text` is the status raised */
    CODE_STORE,    /* the result is stored: `text`; a CODE_LEAVE without one follows later */
    CODE_DISPATCH, /* after defers: goes on where `leave` says */
    CODE_COMMENT   /* a line of comment: `text` */
} CodeKind;

typedef enum LoopKind { LOOP_WHILE, LOOP_DO, LOOP_FOR, LOOP_SWITCH } LoopKind;
typedef enum JumpKind { JUMP_BREAK, JUMP_CONTINUE, JUMP_GOTO } JumpKind;
typedef enum LeaveKind { LEAVE_RETURN, LEAVE_RAISE } LeaveKind;

/* A way out of a block with defers: the value of `leave` that stands for it, and where it goes. */
typedef struct Exit {
    Str name;    /* of the enumerator: `f__to_found` */
    Code *jump;  /* a CODE_JUMP or CODE_LEAVE */
} Exit;

typedef struct CodeDeclarator {
    Declarator *source;
    Text init;     /* empty: none */
    bool has_init;
} CodeDeclarator;

struct Code {
    CodeKind kind;
    Span source;    /* what it stems from: #line, comments, and the text around it */
    Scope *scope;
    bool said;      /* SEQUENCE: the emitter says first, in a comment, what the source was */
    bool verbatim;  /* `source` as a whole is to be copied, names apart */
    Text text;
    Local *local;
    Await *await;
    CodeDeclarator *declarator; /* DECL */
    uint32_t declarators;
    struct {
        Text value;      /* empty: nothing is yielded (void) */
        Local *received; /* temp that takes the value sent, or NULL */
        Local *caught;
        uint32_t state;
        Str label;
        BitSet live;
        Span at;
        Unwind unwind;
    } yield; /* never in a branch */
    VEC(Code *) items;
    Code *body, *otherwise;
    Code *init;         /* LOOP_FOR: what stands first in its head; NULL: nothing, or lowered before */
    Stmt *stmt;         /* DECL, IF, LOOP, LABEL: what it was in the source */
    const Stmt *loop_of; /* FOREVER, LOOP, the IF that leaves it: the loop it was, for pictures */
    bool braces;        /* BLOCK: made by us, there are no braces in the source */
    LoopKind loop;
    bool endless;       /* no condition: for (;;) */
    Text tail;          /* do: `while (...)` */
    Scope *inner;       /* BLOCK, LOOP: the scope that it opens */
    JumpKind jump;
    Str target;         /* goto: the label */
    bool is_default, is_case; /* LABEL */
    bool declares;      /* SET: the temporary is declared here, with or without a value */
    bool clears;        /* SET: of `raised`, where nothing was raised */
    LeaveKind leave;
    bool raises;        /* DISPATCH: a raise passes through */
    bool goes_on;       /* DISPATCH: the end of the block can be reached */
    bool ends;          /* DISPATCH: behind it the function ends, raised or not */
    Local *to, *raised; /* DISPATCH: where its exits lead to; what was raised, or 0 */
    Unwind unwind;      /* LEAVE by a raise, DISPATCH: where that goes on to */
    VEC(Exit) exits;    /* DISPATCH */
};

/* ------------------------------------------------------------------ the frame */

/* Where a local ended up. */
typedef struct Place {
    bool moved;   /* into the frame, where every use of it looks */
    bool argument; /* a parameter of NAME__run; its field holds it while the function is suspended */
    bool shared;  /* with a branch: in the frame whatever liveness says */
    Str field;    /* its name there */
    BitSet across; /* indices of the suspension points that it lives across */
} Place;

/** Whether the frame has a field for it. */
static inline bool place_has_field(const Place *place)
{
    return place->moved || place->argument;
}

typedef enum MemberKind { MEMBER_LOCAL, MEMBER_CHILD, MEMBER_GROUP } MemberKind;

/*
 * The frame's layout is a tree: a GROUP is a struct of its members; where `overlap` is set it is a
 * union, whose members are never alive together. Groups are unnamed in C, so a field is reached by
 * its own name.
 */
typedef struct Member {
    MemberKind kind;
    Local *local;
    Await *child;
    bool overlap;
    Span scope;     /* GROUP of a block: where it is in the source */
    VEC(struct Member *) members;
    uint64_t size, align, offset;
} Member;

typedef struct Suspension {
    Await *await; /* or */
    Code *yield;
} Suspension;

/* Ends of an edge beside the states: 0 is the function's beginning. */
#define EDGE_RETURN UINT32_MAX
#define EDGE_RAISE (UINT32_MAX - 1)

/* From one state the next suspension, or an end, that can be reached; for pictures, not for code. */
typedef struct Edge {
    uint32_t from, to; /* states */
    Str condition;     /* what has to hold on the shortest way, as in the source; empty: nothing */
    bool unwinds;      /* only after something was raised */
} Edge;

/* A function on its way to C. */
struct Routine {
    Function *function;
    Code *body;         /* CODE_BLOCK */
    VEC(Local *) locals; /* the function's, then the temporaries; Local.index is the index here */
    VEC(Suspension) suspensions; /* in source order: states 1, 2, ... */
    VEC(Await *) awaits; /* all, started or waited for, in the order of the text */
    VEC(Edge) edges;     /* by `from` */
    Place *place;       /* by Local.index */
    Member *layout;     /* GROUP */
    uint64_t frame_size, frame_align, lead;
    VEC(Local *) ways;  /* `leave` and `raised`, a pair for each depth of defers inside deferred statements,
                           of the function and of each branch */
    Local *result;      /* of a plain function: the value that waits for the defers */
    VEC(Str) exits;     /* enumerators of `leave`, in order */
    VEC(Routine *) callees; /* embedded or called directly, each once */
    bool is_called;     /* directly: NAME__call is needed */
    bool delegates;     /* by yield_from */
    VEC(Await *) closures;
    VEC(Await *) branches; /* in the order of the text */
    VEC(Blocking *) blockings; /* the same */
    bool declared;      /* the emitter has written its frame */
    bool embeddable, recursive;
    uint32_t needs;     /* offset in the source after which its frame can be declared */
    bool end_reachable; /* control can reach the closing brace */
    bool takes_arguments; /* NAME__run does: all of its parameters are Place.argument */
    Str self, frame, cx, state, eager, value; /* the words used for them, clear of the user's */
    uint32_t temps;      /* made so far, for their names */
    uint32_t regions;    /* loops and switches so far */
};

#endif
