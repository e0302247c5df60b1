#include "deferred.h"
#include "stmt.h"

/* ------------------------------------------------------------------ what is deferred */

static void defer(Lower *l, uint32_t from, const Stmt *stmt, Local *local)
{
    Region *region = defers_open(l, (Span){from, l->deferred->block.end});

    VEC_PUSH(l->arena, &l->deferred->all, (Deferred){region, stmt, local});
}

bool is_kept_array(const Local *local)
{
    return local && local->is_kept && local->type->class_ == TYPE_VLA && local->type->is_array;
}

void deferred_array(Lower *l, Local *local)
{
    defer(l, local->declared, NULL, local);
}

void deferred_add(Lower *l, const Stmt *stmt)
{
    Code *comment = code_new(l, CODE_COMMENT);

    text_span(l, &comment->text, stmt->span);
    code_append(l, comment);
    defer(l, stmt->span.end, stmt, NULL);
}

static bool suspends_after(const Stmt *block, uint32_t item)
{
    for (uint32_t i = item; i < block->compound.items; i++)
        if (block->compound.item[i]->suspends) return true;
    return false;
}

/*
 * source:  T x __attribute__((cleanup(f))) = e;      where something suspends behind it
 * becomes: x = e; and f(&x) like a deferred statement; x is in the frame then. Where nothing
 *          suspends and nothing is deferred, C does it.
 */
void deferred_cleanups(Lower *l, const Stmt *block, uint32_t item)
{
    const Stmt *stmt = block->compound.item[item];

    if (stmt->kind != STMT_DECL || !(l->deferred->all.len || suspends_after(block, item))) return;
    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        Local *local = stmt->decl.declarator[i].local;
        if (!local || !local->has_cleanup) continue;
        local->is_needed = true;
        defer(l, stmt->span.end, NULL, local);
    }
}

/*
 * source:  { defer D; A; int a[n]; B; }    in a plain function
 * becomes: { A; { int a[n]; B; } defer: D; }, since ways out of A may not jump into the scope of a
 */
void deferred_braces(Lower *l)
{
    if (l->routine->function->colour != COLOUR_PLAIN || !l->deferred->all.len) return;
    code_words(l, "{");
    VEC_PUSH(l->arena, &l->deferred->all, (Deferred){0});
}

/* ------------------------------------------------------------------ at the end of the block */

static void clean_up(Lower *l, Local *local)
{
    Text text = {0};

    if (is_kept_array(local)) {
        text_words(l, &text, "async_array_free(");
        text_local(l, &text, local, ACCESS_WRITE);
        text_words(l, &text, ");");
        code_text(l, text);
        return;
    }
    text_words(l, &text, "%.*s(&", STR_ARG(local->cleanup));
    text_local(l, &text, local, ACCESS_ADDRESS);
    text_words(l, &text, ");");
    code_text(l, text);
}

/* A deferred statement that suspends holds cancellations off; one that came is raised behind it. */
static void lower_deferred_body(Lower *l, Stmt *body)
{
    l->depth++;
    if (!body->suspends) {
        stmt_lower(l, body);
        l->depth--;
        return;
    }
    code_words(l, "async_shield_enter(%.*s);", STR_ARG(l->routine->cx));
    Region *shield = defers_open(l, body->span);
    defers_watch(l, shield);
    stmt_lower(l, body);
    defers_close(l, shield, true);
    leave_shield(l, shield->dispatch->raised);
    defers_dispatch(l, shield);
    l->depth--;
}

static void close_defers(Lower *l, DeferredList *deferred)
{
    bool reachable = !list_ends_in_jump(l->list);
    Span at = l->at;

    for (size_t i = deferred->all.len; i-- > 0;) {
        const Deferred *last = &deferred->all.at[i];
        if (!last->region) {
            code_words(l, "}");
            continue;
        }
        if (last->stmt) l->at = last->stmt->defer.body->span;
        defers_close(l, last->region, reachable);
        if (last->stmt) lower_deferred_body(l, last->stmt->defer.body);
        else clean_up(l, last->local);
        defers_dispatch(l, last->region);
    }
    l->at = at;
}

DeferredList *deferred_open(Lower *l, const Stmt *block, DeferredList *deferred)
{
    DeferredList *outer = l->deferred;

    *deferred = (DeferredList){.block = block->span};
    l->deferred = deferred;
    return outer;
}

void deferred_close(Lower *l, const Stmt *block, DeferredList *outer)
{
    DeferredList *deferred = l->deferred;

    l->deferred = outer;
    if (!deferred->all.len) return;
    l->at = (Span){block->span.end - 1, block->span.end - 1};
    close_defers(l, deferred);
}
