#include "tidy.h"

/* ------------------------------------------------------------------ jumps to what comes next */

/* The last statement of a sequence that runs to its end. */
static Code *last_of(Code *code)
{
    while (code && code->kind == CODE_SEQUENCE)
        code = code->items.len ? code->items.at[code->items.len - 1] : NULL;
    return code;
}

static Code *first_of(Code *code)
{
    while (code && code->kind == CODE_SEQUENCE) code = code->items.len ? code->items.at[0] : NULL;
    return code;
}

static bool is_own_label(const Code *code)
{
    return code && code->kind == CODE_LABEL && !code->stmt;
}

static bool leads_to(const Code *jump, const Code *label)
{
    return jump && jump->kind == CODE_JUMP && jump->jump == JUMP_GOTO && is_own_label(label) &&
           str_eq(jump->target, label->target);
}

static void remove_last(Code *code)
{
    while (code->items.at[code->items.len - 1]->kind == CODE_SEQUENCE)
        code = code->items.at[code->items.len - 1];
    code->items.len--;
}

static void remove_at(Code *code, size_t i)
{
    for (code->items.len--; i < code->items.len; i++) code->items.at[i] = code->items.at[i + 1];
}

/* source: goto f__defer; f__defer: ... becomes: f__defer: ... */
static void drop_jumps(Code *code)
{
    if (!code) return;
    for (size_t i = 0; i + 1 < code->items.len; i++) {
        Code *item = code->items.at[i];
        if (!leads_to(last_of(item), first_of(code->items.at[i + 1]))) continue;
        if (item->kind == CODE_SEQUENCE) remove_last(item);
        else remove_at(code, i);
    }
    for (size_t i = 0; i < code->items.len; i++) drop_jumps(code->items.at[i]);
    drop_jumps(code->body);
    drop_jumps(code->otherwise);
}

/* ------------------------------------------------------------------ labels that nothing leads to */

typedef struct Labels {
    Map used;
} Labels;

static void use(Labels *labels, Str label)
{
    if (label.len) map_put(&labels->used, label, labels);
}

static void note_uses(Labels *labels, const Code *code)
{
    if (!code) return;
    if (code->kind == CODE_JUMP && code->jump == JUMP_GOTO) use(labels, code->target);
    if (code->kind == CODE_AWAIT) use(labels, code->await->unwind.label);
    use(labels, code->unwind.label);
    use(labels, code->yield.unwind.label);
    for (size_t i = 0; i < code->exits.len; i++) note_uses(labels, code->exits.at[i].jump);
    for (size_t i = 0; i < code->items.len; i++) note_uses(labels, code->items.at[i]);
    note_uses(labels, code->body);
    note_uses(labels, code->otherwise);
}

static void drop_labels(const Labels *labels, Code *code)
{
    if (!code) return;
    for (size_t i = code->items.len; i-- > 0;) {
        const Code *item = code->items.at[i];
        if (is_own_label(item) && !item->body && !map_get(&labels->used, item->target)) remove_at(code, i);
    }
    for (size_t i = 0; i < code->items.len; i++) drop_labels(labels, code->items.at[i]);
    drop_labels(labels, code->body);
    drop_labels(labels, code->otherwise);
}

static void tidy_jumps(Arena *arena, Code *body)
{
    Labels labels;

    map_init(&labels.used, arena);
    drop_jumps(body);
    note_uses(&labels, body);
    drop_labels(&labels, body);
}

/* ------------------------------------------------------------------ defers behind defers */

/* Whether the statement leads to that label, and nowhere else. */
static bool is_way_to(const Code *jump, Str label)
{
    return jump->kind == CODE_JUMP && jump->jump == JUMP_GOTO && str_eq(jump->target, label);
}

static bool sets_way(const Code *code, const Code *dispatch)
{
    return code->kind == CODE_SET &&
           (code->local == dispatch->to || (code->clears && code->local == dispatch->raised));
}

/* The label that stands behind the dispatch, with nothing between but what the end of a block sets. */
static size_t label_behind(const Code *code, size_t at)
{
    size_t i = at + 1;

    while (i < code->items.len && sets_way(code->items.at[i], code->items.at[at])) i++;
    return i < code->items.len && is_own_label(code->items.at[i]) ? i : 0;
}

/* Whether all ways on from the dispatch lead to the label. */
static bool all_lead_to(const Code *dispatch, Str label)
{
    bool raises = !dispatch->raises ||
                  (str_eq(dispatch->unwind.label, label) && dispatch->unwind.raised == dispatch->raised);

    for (size_t i = 0; raises && i < dispatch->exits.len; i++)
        if (!is_way_to(dispatch->exits.at[i].jump, label)) return false;
    return raises;
}

/*
 * source:  if (raised) goto f__defer; if (leave == f__to_x) goto f__defer; leave = f__to_end; f__defer:
 * becomes: f__defer: whose own dispatch reads the same two
 */
static void join_dispatches(Code *code)
{
    if (!code) return;
    for (size_t i = 0; i < code->items.len; i++) {
        const Code *dispatch = code->items.at[i];
        size_t label = dispatch->kind == CODE_DISPATCH ? label_behind(code, i) : 0;
        if (!label || !all_lead_to(dispatch, code->items.at[label]->target)) continue;
        bool says_where = dispatch->exits.len, says_raised = dispatch->raises; /* its own block's end did */
        for (size_t k = label; k-- > i;) {
            const Code *item = code->items.at[k];
            if (k == i || (item->local == dispatch->raised ? says_raised : says_where)) remove_at(code, k);
        }
    }
    for (size_t i = 0; i < code->items.len; i++) join_dispatches(code->items.at[i]);
    join_dispatches(code->body);
    join_dispatches(code->otherwise);
}

/* ------------------------------------------------------------------ the end of the function */

/* The last statement of the function's body, where control falls off its end behind it. */
static Code *last_statement(Code *code)
{
    while (code && (code->kind == CODE_SEQUENCE || code->kind == CODE_BLOCK))
        code = code->items.len ? code->items.at[code->items.len - 1] : NULL;
    return code;
}

static bool ends_the_function(const Exit *exit)
{
    return exit->jump->kind == CODE_LEAVE && exit->jump->leave == LEAVE_RETURN &&
           !exit->jump->text.pieces.len;
}

/* A `return;` that was delayed by the last defers, in a function that then ends. */
static void join_ends(Code *dispatch)
{
    size_t kept = 0;

    for (size_t i = 0; i < dispatch->exits.len; i++)
        if (!ends_the_function(&dispatch->exits.at[i])) dispatch->exits.at[kept++] = dispatch->exits.at[i];
    dispatch->goes_on |= kept < dispatch->exits.len;
    dispatch->exits.len = kept;
}

/*
 * In a plain function that returns a value control does not fall off the end: the way behind the last
 * defers is a `return`, and the C compiler has nothing to warn of. (In main it may, and gives 0.)
 */
static void end_by_return(Code *dispatch)
{
    size_t last = dispatch->exits.len;

    for (size_t i = 0; i < dispatch->exits.len; i++)
        if (ends_the_function(&dispatch->exits.at[i])) last = i;
    if (last == dispatch->exits.len) return;
    Exit exit = dispatch->exits.at[last];
    for (; last + 1 < dispatch->exits.len; last++) dispatch->exits.at[last] = dispatch->exits.at[last + 1];
    dispatch->exits.at[last] = exit;
    dispatch->goes_on = false;
}

/* ------------------------------------------------------------------ who reads where it leads to */

static void note_readers(const Code *code)
{
    if (!code) return;
    if (code->kind == CODE_DISPATCH && code->exits.len + code->goes_on > 1) code->to->is_needed = true;
    for (size_t i = 0; i < code->items.len; i++) note_readers(code->items.at[i]);
    note_readers(code->body);
    note_readers(code->otherwise);
}

static void find_readers(Routine *routine)
{
    for (size_t i = 0; i < routine->ways.len; i += 2) routine->ways.at[i]->is_needed = false;
    note_readers(routine->body);
    for (size_t i = 0; i < routine->branches.len; i++) note_readers(routine->branches.at[i]->body);
    for (size_t i = 0; i < routine->closures.len; i++) note_readers(routine->closures.at[i]->body);
}

void tidy(Lower *l, Routine *routine)
{
    Code *last = last_statement(routine->body);
    const Type *result = routine->function->result;

    join_dispatches(routine->body);
    tidy_jumps(l->arena, routine->body);
    for (size_t i = 0; i < routine->branches.len; i++) {
        join_dispatches(routine->branches.at[i]->body);
        tidy_jumps(l->arena, routine->branches.at[i]->body);
    }
    for (size_t i = 0; i < routine->closures.len; i++) {
        join_dispatches(routine->closures.at[i]->body);
        tidy_jumps(l->arena, routine->closures.at[i]->body);
    }
    bool dispatch = last && last->kind == CODE_DISPATCH;
    if (dispatch && type_is_void(result)) join_ends(last);
    else if (dispatch && routine->function->colour == COLOUR_PLAIN && !str_is(routine->function->name, "main"))
        end_by_return(last);
    find_readers(routine);
}
