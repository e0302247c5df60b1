/*
 * lock.c - locks along the ways through a function.
 *
 * A pthread mutex held across an await keeps its thread, and whoever wants it on the same thread,
 * from going on. A lock that the function releases on one way out and not on another is forgotten.
 *
 * Statements are followed in order; branches are joined. The calls are found by name in the text.
 */
#include "checker.h"

typedef struct Held {
    Str what; /* the argument's text: `&m` */
    Span at;  /* where it was taken */
    bool is_pthread;
    bool deferred; /* a defer releases it */
    bool warned;
} Held;

typedef VEC(Held) Locks;

typedef struct LockWalk {
    Checker *c;
    Locks held;
    bool dead; /* control does not get here */
    bool in_defer;
    VEC(Str) released; /* what the function releases anywhere */
} LockWalk;

static void walk(LockWalk *w, const Stmt *stmt);

/* ------------------------------------------------------------------ what happens in a text */

typedef enum LockEvent { NO_EVENT, TAKE_PTHREAD, TAKE_ASYNC, RELEASE, SUSPEND } LockEvent;

/* `await async_lock(&l)`: it has the lock then; as an operand of a race it may not have it. */
static bool is_awaited(const Checker *c, size_t token)
{
    size_t before = lex_code_before(&c->tokens, token);
    Str text = c->unit->source.text;

    return before < c->tokens.len && (lex_is(text, &c->tokens.at[before], "await") ||
                                      lex_is(text, &c->tokens.at[before], "_Await"));
}

static LockEvent event_of(const Checker *c, size_t index)
{
    static const struct {
        const char *name;
        LockEvent event;
    } known[] = {{"pthread_mutex_lock", TAKE_PTHREAD},
                 {"pthread_mutex_unlock", RELEASE},
                 {"async_lock", TAKE_ASYNC},
                 {"async_unlock", RELEASE},
                 {"await", SUSPEND},
                 {"_Await", SUSPEND}};

    const Token *token = &c->tokens.at[index];

    if (token->kind != TOKEN_IDENTIFIER) return NO_EVENT;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        if (!lex_is(c->unit->source.text, token, known[i].name)) continue;
        return known[i].event == TAKE_ASYNC && !is_awaited(c, index) ? NO_EVENT : known[i].event;
    }
    return NO_EVENT;
}

/* The text between the parentheses behind a token, white space at the ends left out. */
static Str argument_of(const Checker *c, size_t token)
{
    Str text = c->unit->source.text;
    size_t open = lex_code(&c->tokens, token + 1);

    if (open >= c->tokens.len || !lex_is(text, &c->tokens.at[open], "(")) return STR("");
    size_t close = lex_closing(&c->tokens, text, open);
    size_t first = lex_code(&c->tokens, open + 1), last = lex_code_before(&c->tokens, close);
    if (close >= c->tokens.len || first >= close) return STR("");
    return source_text(&c->unit->source, (Span){c->tokens.at[first].begin, c->tokens.at[last].end});
}

static void take(LockWalk *w, Str what, Span at, bool is_pthread)
{
    Held held = {.what = what, .at = at, .is_pthread = is_pthread};

    if (what.len) VEC_PUSH(w->c->arena, &w->held, held);
}

static void release(LockWalk *w, Str what)
{
    size_t kept = 0;

    for (size_t i = 0; i < w->held.len; i++) {
        Held *held = &w->held.at[i];
        if (!str_eq(held->what, what))
            w->held.at[kept++] = *held;
        else if (w->in_defer) {
            held->deferred = true;
            w->held.at[kept++] = *held;
        }
    }
    w->held.len = kept;
}

static void suspend(LockWalk *w, Span at)
{
    for (size_t i = 0; i < w->held.len; i++) {
        Held *held = &w->held.at[i];
        if (!held->is_pthread || held->warned || w->in_defer) continue;
        held->warned = true;
        diag_at(w->c->diags, &w->c->unit->source, DIAG_WARNING, "mutex-across-await", at,
                "the mutex '%.*s' is held across this await", STR_ARG(held->what));
        diag_note(w->c->diags, &w->c->unit->source, held->at, "locked here");
    }
}

static void happen(LockWalk *w, LockEvent event, size_t token)
{
    Span at = {w->c->tokens.at[token].begin, w->c->tokens.at[token].end};

    switch (event) {
    case TAKE_PTHREAD:
    case TAKE_ASYNC: take(w, argument_of(w->c, token), at, event == TAKE_PTHREAD); break;
    case RELEASE: release(w, argument_of(w->c, token)); break;
    case SUSPEND: suspend(w, at); break;
    default: break;
    }
}

static void read_text(LockWalk *w, Span span)
{
    const Tokens *tokens = &w->c->tokens;

    if (w->dead) return;
    for (size_t i = lex_find(tokens, span.begin); i < tokens->len; i++) {
        if (tokens->at[i].begin >= span.end) break;
        LockEvent event = event_of(w->c, i);
        if (event != NO_EVENT) happen(w, event, i);
    }
}

/* ------------------------------------------------------------------ ways */

static bool is_released_somewhere(const LockWalk *w, Str what)
{
    for (size_t i = 0; i < w->released.len; i++)
        if (str_eq(w->released.at[i], what)) return true;
    return false;
}

/* A way out of the function. */
static void leave(LockWalk *w, Span at)
{
    for (size_t i = 0; i < w->held.len && !w->dead; i++) {
        Held *held = &w->held.at[i];
        if (held->deferred || !is_released_somewhere(w, held->what)) continue;
        diag_at(w->c->diags, &w->c->unit->source, DIAG_WARNING, "lock-leak", at,
                "the lock '%.*s' is not released on this way out", STR_ARG(held->what));
        diag_note(w->c->diags, &w->c->unit->source, held->at, "locked here");
    }
}

static Locks copy(LockWalk *w, const Locks *locks)
{
    Locks all = {0};

    for (size_t i = 0; i < locks->len; i++) VEC_PUSH(w->c->arena, &all, locks->at[i]);
    return all;
}

/* What is held on both ways: a lock taken on one of them alone is left out of the account. */
static void join(LockWalk *w, const Locks *other, bool other_dead)
{
    size_t kept = 0;

    if (other_dead) return;
    if (w->dead) {
        w->held = copy(w, other);
        w->dead = false;
        return;
    }
    for (size_t i = 0; i < w->held.len; i++)
        for (size_t k = 0; k < other->len; k++)
            if (str_eq(w->held.at[i].what, other->at[k].what)) {
                w->held.at[kept++] = w->held.at[i];
                break;
            }
    w->held.len = kept;
}

static void walk_branch(LockWalk *w, const Stmt *stmt)
{
    Locks before = copy(w, &w->held);
    bool dead = w->dead;

    walk(w, stmt);
    join(w, &before, dead);
}

static void walk_if(LockWalk *w, const Stmt *stmt)
{
    read_text(w, stmt->if_.cond.span);
    if (!stmt->if_.otherwise) {
        walk_branch(w, stmt->if_.then);
        return;
    }
    Locks before = copy(w, &w->held);
    bool dead = w->dead;
    walk(w, stmt->if_.then);
    Locks then = w->held;
    bool then_dead = w->dead;
    w->held = before;
    w->dead = dead;
    walk(w, stmt->if_.otherwise);
    join(w, &then, then_dead);
}

static void walk_deferred(LockWalk *w, const Stmt *stmt)
{
    w->in_defer = true;
    read_text(w, stmt->defer.body->span);
    w->in_defer = false;
}

static void walk_block(LockWalk *w, const Stmt *stmt)
{
    for (uint32_t i = 0; i < stmt->compound.items; i++) walk(w, stmt->compound.item[i]);
}

/* Where a label stands control may come from anywhere: nothing is known to be held. */
static void walk_label(LockWalk *w, const Stmt *inner)
{
    if (w->dead) w->held.len = 0;
    w->dead = false;
    if (inner) walk(w, inner);
}

static void walk_jump(LockWalk *w, const Stmt *stmt)
{
    read_text(w, stmt->span);
    if (stmt->kind == STMT_RETURN) leave(w, stmt->span);
    w->dead = true;
}

static void walk(LockWalk *w, const Stmt *stmt)
{
    switch (stmt->kind) {
    case STMT_COMPOUND: walk_block(w, stmt); break;
    case STMT_IF: walk_if(w, stmt); break;
    case STMT_WHILE:
    case STMT_DO:
        if (stmt->kind == STMT_WHILE) read_text(w, stmt->loop.cond.span);
        walk_branch(w, stmt->loop.body);
        if (stmt->kind == STMT_DO) read_text(w, stmt->loop.cond.span);
        break;
    case STMT_FOR:
        read_text(w, stmt->for_.head);
        walk_branch(w, stmt->for_.body);
        break;
    case STMT_SWITCH:
        read_text(w, stmt->switch_.value.span);
        walk_branch(w, stmt->switch_.body);
        break;
    case STMT_CASE: walk_label(w, stmt->case_.stmt); break;
    case STMT_LABEL: walk_label(w, stmt->label.stmt); break;
    case STMT_RETURN:
    case STMT_GOTO:
    case STMT_BREAK:
    case STMT_CONTINUE: walk_jump(w, stmt); break;
    case STMT_DEFER: walk_deferred(w, stmt); break;
    case STMT_ASYNC_FOR:
        read_text(w, stmt->async_for.head);
        walk_branch(w, stmt->async_for.body);
        break;
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT: walk_branch(w, stmt->block.body); break;
    default: read_text(w, stmt->span);
    }
}

/* ------------------------------------------------------------------ the function */

/* False when the function names no lock at all. */
static bool find_releases(LockWalk *w, Span body)
{
    const Tokens *tokens = &w->c->tokens;
    bool takes = false;

    for (size_t i = lex_find(tokens, body.begin); i < tokens->len; i++) {
        if (tokens->at[i].begin >= body.end) break;
        LockEvent event = event_of(w->c, i);
        takes |= event == TAKE_PTHREAD || event == TAKE_ASYNC;
        if (event == RELEASE) VEC_PUSH(w->c->arena, &w->released, argument_of(w->c, i));
    }
    return takes;
}

void check_locks(Checker *c, const Function *function)
{
    LockWalk w = {.c = c};

    if (function->colour == COLOUR_PLAIN || !find_releases(&w, function->body)) return;
    walk(&w, function->block);
    leave(&w, (Span){function->body.end - 1, function->body.end});
}
