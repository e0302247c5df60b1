/*
 * released.c - handles that are used when they are gone: on every way that leads there, the local
 * was joined, released, closed or freed, and given no other value since.
 */
#include "graph.h"

typedef enum Hold { NOT_REACHED, GONE, HELD } Hold; /* where ways meet: the higher */

typedef struct Release {
    const Checker *c;
    const Function *function;
    const Graph *graph;
    const Local *local;
    Hold *before; /* by step */
} Release;

static bool token_is(const Checker *c, size_t i, const char *spelling)
{
    return i < c->tokens.len && lex_is(c->unit->source.text, &c->tokens.at[i], spelling);
}

/* The word W in `W(local)` around a reference; NULL: it is no release. */
static const char *release_at(const Checker *c, const Ref *ref)
{
    static const char *const words[] = {"async_join", "async_release", "async_close",
                                        "async_queue_free"};
    size_t name = lex_find(&c->tokens, ref->at);
    size_t open = lex_code_before(&c->tokens, name), word = lex_code_before(&c->tokens, open);

    if (!token_is(c, open, "(") || !token_is(c, lex_code(&c->tokens, name + 1), ")")) return NULL;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (token_is(c, word, words[i])) return words[i];
    return NULL;
}

static bool is_in_step(const Release *r, size_t step, const Ref *ref)
{
    return ref->local == r->local && ref->access != ACCESS_UNEVALUATED &&
           span_has(r->graph->steps.at[step].span, ref->at);
}

/* What holds behind a step; `*bad` is a use of what is gone, where there is one. */
static Hold pass(const Release *r, size_t step, Hold hold, const Ref **bad)
{
    const Function *f = r->function;
    Span span = r->graph->steps.at[step].span;
    bool releases = false;

    for (size_t i = function_ref_from(f, span.begin); i < f->refs.len; i++) {
        const Ref *ref = &f->refs.at[i];
        if (ref->at >= span.end) break;
        if (!is_in_step(r, step, ref)) continue;
        if (ref->access != ACCESS_READ)
            hold = HELD;
        else if (hold == GONE && !*bad)
            *bad = ref;
        releases |= ref->access == ACCESS_READ && release_at(r->c, ref);
    }
    return releases ? GONE : hold;
}

static void warn(const Release *r, const Ref *bad)
{
    Span at = {bad->at, bad->at + (uint32_t)r->local->name.len};

    diag_at(r->c->diags, &r->c->unit->source, DIAG_WARNING, "use-after-release", at,
            "'%.*s' is used after it was released", STR_ARG(r->local->name));
    for (size_t i = r->function->refs.len; i > 0; i--) {
        const Ref *ref = &r->function->refs.at[i - 1];
        if (ref->local != r->local || ref->at >= bad->at || !release_at(r->c, ref)) continue;
        diag_note(r->c->diags, &r->c->unit->source, (Span){ref->at, ref->at + at.end - at.begin},
                  "by '%s' here", release_at(r->c, ref));
        return;
    }
}

static void follow(Release *r)
{
    size_t count = r->graph->steps.len;
    const Ref *bad = NULL;
    bool changed = true;

    r->before = ARENA_ARRAY(r->c->arena, Hold, count);
    r->before[STEP_ENTRY] = HELD;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            const Step *step = &r->graph->steps.at[i];
            if (r->before[i] == NOT_REACHED) continue;
            Hold behind = pass(r, i, r->before[i], &bad);
            for (size_t k = 0; k < step->next.len; k++) {
                Hold *to = &r->before[step->next.at[k].to];
                if (*to >= behind) continue;
                *to = behind;
                changed = true;
            }
        }
    }
    for (size_t i = 0; i < count; i++) {
        bad = NULL;
        if (r->before[i] == GONE) pass(r, i, GONE, &bad);
        if (bad) warn(r, bad);
    }
}

/* A local that is released somewhere, and of which no other reference was taken. */
static bool is_followed(const Checker *c, const Function *function, const Local *local)
{
    bool released = false;

    if (local->type->class_ != TYPE_POINTER) return false;
    for (size_t i = 0; i < function->refs.len; i++) {
        const Ref *ref = &function->refs.at[i];
        if (ref->local != local) continue;
        size_t open = lex_code_before(&c->tokens, lex_find(&c->tokens, ref->at));
        if (token_is(c, lex_code_before(&c->tokens, open), "async_retain")) return false;
        released |= release_at(c, ref) != NULL;
    }
    return released;
}

void check_released(const Checker *c, const Function *function, const Graph *graph)
{
    for (size_t i = 0; i < function->locals.len; i++) {
        Release r = {.c = c, .function = function, .graph = graph, .local = function->locals.at[i]};
        if (is_followed(c, function, r.local)) follow(&r);
    }
}
