/*
 * unchecked.c - results that are read though the async_try or async_wait_for that sets them may
 * have failed.
 *
 * `st = await async_try(v = f())` leaves v alone where st is not 0. For each local without a value
 * of its own that is set so, what is known of it is followed along the ways through the function:
 * a test of the status decides on which way the value is there. What cannot be followed counts as
 * looked at: this warns where it is sure that nothing was.
 */
#include "graph.h"

/* `v = P` inside a try: who learns whether it worked. */
typedef struct Attempt {
    Local *result;
    Span target;         /* where `v` stands in it */
    Span site;           /* the try, with its await */
    const Local *status; /* NULL: nobody, or the condition that it stands in */
    size_t step;
    bool is_followed; /* nobody, a local or a condition: not anything else */
} Attempt;

/* What is known of a local, the more the higher: joined where ways meet. */
typedef enum Knowledge {
    NOT_REACHED,
    UNSET,   /* declared without a value */
    GOOD,    /* the attempt was seen to have worked */
    FAILED,  /* the attempt was seen to have failed */
    PENDING, /* attempted, and not looked at */
    SETTLED  /* has a value, or nothing is known */
} Knowledge;

typedef struct Fact {
    Knowledge knows;
    size_t attempt; /* of GOOD, FAILED, PENDING */
} Fact;

typedef struct Results {
    const Checker *c;
    const Function *function;
    const Graph *graph;
    VEC(Attempt) attempts;
    Local *local; /* the one that is followed */
    Fact *before; /* by step: what is known of it there */
    bool reporting;
} Results;

/* ------------------------------------------------------------------ attempts */

/* Where a try stands: who gets its status. */
typedef struct Taker {
    const Local *status;
    Span site;
    size_t step;
    bool is_followed;
} Taker;

static Local *local_at(const Results *r, Span span)
{
    size_t i = function_ref_from(r->function, span.begin);

    if (i >= r->function->refs.len || r->function->refs.at[i].at != span.begin) return NULL;
    Local *local = r->function->refs.at[i].local;
    return local->name.len == span.end - span.begin ? local : NULL;
}

static bool is_try(const Start *start)
{
    return start && start->kind == START_FORM &&
           (start->form == FORM_TRY || start->form == FORM_WAIT_FOR);
}

static void add_attempts(Results *r, const Start *start, Taker taker)
{
    if (!start) return;
    if (start->kind == START_ASSIGN) {
        Local *target = local_at(r, start->target->span);
        if (is_try(start->inner)) {
            taker.status = target;
            taker.is_followed = target != NULL;
            taker.site = start->inner->span;
            add_attempts(r, start->inner->inner, taker);
            return;
        }
        Attempt attempt = {target,       start->target->span, taker.site,
                           taker.status, taker.step,          taker.is_followed};
        if (target && taker.site.end) VEC_PUSH(r->c->arena, &r->attempts, attempt);
        add_attempts(r, start->inner, taker);
    } else if (start->kind == START_FORM && start->form != FORM_RACE && !is_try(start)) {
        for (uint32_t i = 0; i < start->operands; i++) add_attempts(r, start->operand[i], taker);
        if (start->form != FORM_MAP) add_attempts(r, start->inner, taker);
    }
}

static const Expr *without_parens(const Expr *expr, bool *is_void)
{
    while ((expr->kind == EXPR_PAREN || expr->kind == EXPR_CAST) && expr->kids == 1) {
        *is_void |= expr->kind == EXPR_CAST && expr->type->class_ == TYPE_VOID;
        expr = expr->kid[0];
    }
    return expr;
}

static void find_attempts(Results *r, const Expr *expr, Taker taker)
{
    bool is_void = false;
    const Expr *inner = without_parens(expr, &is_void);
    Taker unknown = {.step = taker.step};

    if (inner->kind == EXPR_ASSIGN && inner->kids == 2) {
        unknown.status = local_at(r, inner->kid[0]->span);
        unknown.is_followed = unknown.status != NULL;
        find_attempts(r, inner->kid[1], unknown);
        return;
    }
    if ((inner->kind == EXPR_AWAIT || inner->kind == EXPR_FORM) && inner->start) {
        taker.site = inner->span;
        if (is_try(inner->start)) {
            add_attempts(r, inner->start->inner, taker);
        } else {
            taker.site = (Span){0, 0}; /* raises where an operand fails: only inner tries count */
            add_attempts(r, inner->start, taker);
        }
        return;
    }
    unknown.is_followed = taker.is_followed && r->graph->steps.at[taker.step].is_test;
    for (uint32_t i = 0; i < inner->kids; i++) find_attempts(r, inner->kid[i], unknown);
}

static void find_declared(Results *r, const Stmt *stmt, size_t step)
{
    for (uint32_t i = 0; i < stmt->decl.declarators; i++) {
        const Declarator *declarator = &stmt->decl.declarator[i];
        Taker taker = {
            .status = declarator->local, .step = step, .is_followed = declarator->local != NULL};
        if (declarator->init_expr) find_attempts(r, declarator->init_expr, taker);
    }
}

static void find_all_attempts(Results *r)
{
    for (size_t i = 0; i < r->graph->steps.len; i++) {
        const Step *step = &r->graph->steps.at[i];
        if (!step->stmt) continue;
        if (step->stmt->kind == STMT_DECL) find_declared(r, step->stmt, i);
        bool alone = step->stmt->kind == STMT_EXPR;
        Taker taker = {.step = i, .is_followed = alone || step->is_test};
        if (step->expr) find_attempts(r, step->expr, taker);
    }
}

/* ------------------------------------------------------------------ tests of a status */

/* What a condition says of an attempt where it is true, and where it is false. */
typedef struct Verdict {
    Knowledge if_true, if_false;
} Verdict;

static const Verdict nothing = {SETTLED, SETTLED};

typedef struct TokenRange {
    size_t begin, end;
} TokenRange;

static const Token *token_of(const Results *r, size_t i) { return &r->c->tokens.at[i]; }

static bool token_says(const Results *r, size_t i, const char *spelling)
{
    return i < r->c->tokens.len && lex_is(r->c->unit->source.text, token_of(r, i), spelling);
}

/* Comments at both ends and parentheses around it taken off. */
static TokenRange strip(const Results *r, TokenRange range)
{
    while (range.begin < range.end) {
        if (token_of(r, range.begin)->kind == TOKEN_COMMENT) {
            range.begin++;
        } else if (token_of(r, range.end - 1)->kind == TOKEN_COMMENT) {
            range.end--;
        } else if (token_says(r, range.begin, "(") &&
                   lex_closing(&r->c->tokens, r->c->unit->source.text, range.begin) ==
                       range.end - 1) {
            range.begin++, range.end--;
        } else {
            break;
        }
    }
    return range;
}

/* The first of these operators outside brackets; range.end: there is none. */
static size_t find_operator(const Results *r, TokenRange range, const char *const *operators)
{
    for (size_t i = range.begin; i < range.end; i++) {
        if (token_says(r, i, "(") || token_says(r, i, "[") || token_says(r, i, "{")) {
            i = lex_closing(&r->c->tokens, r->c->unit->source.text, i);
            continue;
        }
        for (const char *const *one = operators; *one; one++)
            if (token_says(r, i, *one)) return i;
    }
    return range.end;
}

/* `st`, the try itself, or `st = try`. */
static bool is_status(const Results *r, TokenRange range, const Attempt *attempt)
{
    range = strip(r, range);
    if (range.begin >= range.end) return false;
    const Token *first = token_of(r, range.begin), *last = token_of(r, range.end - 1);
    if (range.begin + 1 == range.end)
        return attempt->status && local_at(r, (Span){first->begin, first->end}) == attempt->status;
    if (last->end != attempt->site.end || first->begin > attempt->site.begin) return false;
    if (first->begin == attempt->site.begin) return true;
    return attempt->status && local_at(r, (Span){first->begin, first->end}) == attempt->status &&
           token_says(r, range.begin + 1, "=");
}

static Verdict turned(Verdict v) { return (Verdict){v.if_false, v.if_true}; }

static Verdict compared(const Results *r, size_t operator, TokenRange right)
{
    static const Verdict is_zero = {GOOD, FAILED}, is_other = {FAILED, SETTLED};
    right = strip(r, right);
    bool zero = right.begin + 1 == right.end &&
                str_is(lex_text(r->c->unit->source.text, token_of(r, right.begin)), "0");

    if (token_says(r, operator, "==")) return zero ? is_zero : is_other;
    if (token_says(r, operator, "!=")) return turned(zero ? is_zero : is_other);
    if (token_says(r, operator, "<") && zero) return turned(is_zero);
    if (token_says(r, operator, ">=") && zero) return is_zero;
    return nothing;
}

static Verdict verdict_of(const Results *r, TokenRange range, const Attempt *attempt);

/* `a || b`: where it is false, both are; what one says of the attempt holds there. */
static Verdict either(const Results *r, TokenRange left, TokenRange right, const Attempt *attempt)
{
    Verdict a = verdict_of(r, left, attempt), b = verdict_of(r, right, attempt);

    return (Verdict){SETTLED, a.if_false != SETTLED ? a.if_false : b.if_false};
}

static Verdict both(const Results *r, TokenRange left, TokenRange right, const Attempt *attempt)
{
    Verdict a = verdict_of(r, left, attempt), b = verdict_of(r, right, attempt);

    return (Verdict){a.if_true != SETTLED ? a.if_true : b.if_true, SETTLED};
}

static Verdict verdict_of(const Results *r, TokenRange range, const Attempt *attempt)
{
    static const char *const or_else[] = {"||", NULL}, *const and_also[] = {"&&", NULL},
                             *const comparison[] = {"==", "!=", "<", ">=", ">", "<=", NULL};
    range = strip(r, range);
    if (is_status(r, range, attempt)) return (Verdict){FAILED, GOOD};
    size_t at = find_operator(r, range, or_else);
    if (at < range.end)
        return either(r, (TokenRange){range.begin, at}, (TokenRange){at + 1, range.end}, attempt);
    at = find_operator(r, range, and_also);
    if (at < range.end)
        return both(r, (TokenRange){range.begin, at}, (TokenRange){at + 1, range.end}, attempt);
    at = find_operator(r, range, comparison);
    TokenRange left = {range.begin, at};
    if (at < range.end && is_status(r, left, attempt))
        return compared(r, at, (TokenRange){at + 1, range.end});
    if (at == range.end && token_says(r, range.begin, "!"))
        return turned(verdict_of(r, (TokenRange){range.begin + 1, range.end}, attempt));
    return nothing;
}

static TokenRange tokens_in(const Results *r, Span span)
{
    TokenRange range = {lex_find(&r->c->tokens, span.begin), 0};

    range.end = range.begin;
    while (range.end < r->c->tokens.len && token_of(r, range.end)->begin < span.end) range.end++;
    return range;
}

/* ------------------------------------------------------------------ along the ways */

static Fact join(Fact a, Fact b)
{
    static const Fact settled = {SETTLED, 0};
    bool a_tried = a.knows >= GOOD && a.knows <= PENDING;
    bool b_tried = b.knows >= GOOD && b.knows <= PENDING;

    if (a.knows == NOT_REACHED) return b;
    if (b.knows == NOT_REACHED || (a.knows == b.knows && a.attempt == b.attempt)) return a;
    if (!a_tried || !b_tried || a.attempt != b.attempt) return settled;
    return (Fact){PENDING, a.attempt};
}

/* How a step uses a local; UNEVALUATED: not at all. */
static Access use_of(const Results *r, Span span, const Local *local, Span but)
{
    const Function *f = r->function;
    Access use = ACCESS_UNEVALUATED;

    for (size_t i = function_ref_from(f, span.begin); i < f->refs.len; i++) {
        const Ref *ref = &f->refs.at[i];
        if (ref->at >= span.end) break;
        if (ref->local != local || ref->at == but.begin || ref->access == ACCESS_UNEVALUATED)
            continue;
        if (use == ACCESS_UNEVALUATED || ref->access != ACCESS_READ) use = ref->access;
    }
    return use;
}

static bool declares(const Step *step, const Local *local)
{
    const Stmt *stmt = step->stmt;

    if (!stmt || stmt->kind != STMT_DECL) return false;
    for (uint32_t i = 0; i < stmt->decl.declarators; i++)
        if (stmt->decl.declarator[i].local == local) return !stmt->decl.declarator[i].init_expr;
    return false;
}

static void report(const Results *r, const Step *step, const Attempt *attempt)
{
    const Function *f = r->function;
    Span at = step->span;

    for (size_t i = f->refs.len; i > 0; i--)
        if (f->refs.at[i - 1].local == r->local && span_has(step->span, f->refs.at[i - 1].at) &&
            f->refs.at[i - 1].access == ACCESS_READ)
            at = (Span){f->refs.at[i - 1].at, f->refs.at[i - 1].at + (uint32_t)r->local->name.len};
    diag_at(r->c->diags, &r->c->unit->source, DIAG_WARNING, "unchecked-result", at,
            "'%.*s' is read though what sets it may have failed", STR_ARG(r->local->name));
    diag_note(r->c->diags, &r->c->unit->source, attempt->site,
              "it has a value only where this gives 0");
}

/* What is known behind a step, but for what its condition says. */
static Fact pass(const Results *r, size_t index, Fact fact)
{
    static const Fact settled = {SETTLED, 0};
    const Step *step = &r->graph->steps.at[index];
    const Attempt *known =
        fact.knows >= GOOD && fact.knows <= PENDING ? &r->attempts.at[fact.attempt] : NULL;
    size_t made = r->attempts.len;

    for (size_t i = 0; i < r->attempts.len; i++)
        if (r->attempts.at[i].step == index && r->attempts.at[i].result == r->local) made = i;
    bool makes = made < r->attempts.len;
    Access use = use_of(r, step->span, r->local,
                        makes ? r->attempts.at[made].target : (Span){UINT32_MAX, UINT32_MAX});
    bool asks =
        known && known->status &&
        use_of(r, step->span, known->status, (Span){UINT32_MAX, UINT32_MAX}) != ACCESS_UNEVALUATED;
    if (declares(step, r->local)) fact = (Fact){UNSET, 0};
    if (use != ACCESS_UNEVALUATED) {
        bool bad = known && fact.knows != GOOD && use == ACCESS_READ && !asks && !makes;
        if (bad && r->reporting) report(r, step, known);
        if (use != ACCESS_READ || fact.knows != GOOD) fact = settled;
    }
    if (asks && fact.knows == PENDING && !step->is_test && !makes) fact = settled;
    if (makes && fact.knows != SETTLED)
        fact = r->attempts.at[made].is_followed ? (Fact){PENDING, made} : settled;
    return fact;
}

/* What is known on one way out of a step. */
static Fact on_edge(const Results *r, const Step *step, const Edge *edge, Fact fact)
{
    if (fact.knows < GOOD || fact.knows > PENDING || !step->is_test || edge->when == ALWAYS)
        return fact;
    const Attempt *attempt = &r->attempts.at[fact.attempt];
    bool holds = span_within(step->span, attempt->site);
    bool asks = attempt->status && use_of(r, step->span, attempt->status,
                                          (Span){UINT32_MAX, UINT32_MAX}) != ACCESS_UNEVALUATED;
    if (!holds && !asks) return fact;
    Verdict verdict = verdict_of(r, tokens_in(r, step->span), attempt);
    fact.knows = edge->when == IF_TRUE ? verdict.if_true : verdict.if_false;
    return fact.knows == SETTLED ? (Fact){SETTLED, 0} : fact;
}

/* Follows r->local until nothing more comes to be known. */
static void follow_ways(Results *r)
{
    size_t count = r->graph->steps.len;
    bool changed = true;

    r->before = ARENA_ARRAY(r->c->arena, Fact, count);
    r->before[STEP_ENTRY] = (Fact){SETTLED, 0};
    r->reporting = false;
    while (changed) {
        changed = false;
        for (size_t i = 0; i < count; i++) {
            const Step *step = &r->graph->steps.at[i];
            if (r->before[i].knows == NOT_REACHED) continue;
            Fact behind = pass(r, i, r->before[i]);
            for (size_t k = 0; k < step->next.len; k++) {
                Fact *to = &r->before[step->next.at[k].to];
                Fact joined = join(*to, on_edge(r, step, &step->next.at[k], behind));
                changed |= joined.knows != to->knows || joined.attempt != to->attempt;
                *to = joined;
            }
        }
    }
    r->reporting = true;
    for (size_t i = 0; i < count; i++)
        if (r->before[i].knows != NOT_REACHED) pass(r, i, r->before[i]);
}

static bool is_first_of_its_local(const Results *r, size_t attempt)
{
    for (size_t i = 0; i < attempt; i++)
        if (r->attempts.at[i].result == r->attempts.at[attempt].result) return false;
    return true;
}

void check_results(const Checker *c, const Function *function, const Graph *graph)
{
    Results r = {.c = c, .function = function, .graph = graph};

    find_all_attempts(&r);
    for (size_t i = 0; i < r.attempts.len; i++) {
        r.local = r.attempts.at[i].result;
        if (is_first_of_its_local(&r, i)) follow_ways(&r);
    }
}
