#include "settle.h"

/* `leave` and `raised` of the outermost defers of the function, or of a branch. */
static bool is_outermost(const Routine *routine, size_t way)
{
    for (size_t i = 0; i < way; i += 2)
        if (routine->ways.at[i]->branch == routine->ways.at[way]->branch) return false;
    return true;
}

/*
 * What the defers of the outermost depth hold in `raised` they hand on only to each other, and the
 * last of them leaves the function: so it is never seen twice, nor anything but 0 outside of them.
 */
static void find_settled(Routine *routine)
{
    for (size_t i = 0; i < routine->ways.len; i += 2) {
        Local *raised = routine->ways.at[i + 1];
        raised->is_settled = is_outermost(routine, i) && !routine->place[raised->index].moved;
    }
}

static bool is_leave(const Routine *routine, const Local *local)
{
    for (size_t i = 0; i < routine->ways.len; i += 2)
        if (routine->ways.at[i] == local) return true;
    return false;
}

static bool ends_here(const Code *code)
{
    while (code->kind == CODE_SEQUENCE && code->items.len) code = code->items.at[code->items.len - 1];
    return code->kind == CODE_JUMP || code->kind == CODE_LEAVE;
}

static bool is_idle(const Routine *routine, const Code *code, const Code *before)
{
    if (code->kind != CODE_SET) return false;
    bool leave = is_leave(routine, code->local);

    if (before && ends_here(before) && (leave || code->clears)) return true;
    return code->clears ? code->local->is_settled : leave && !code->local->is_needed;
}

static void drop_idle(const Routine *routine, Code *code)
{
    size_t kept = 0;

    if (!code) return;
    for (size_t i = 0; i < code->items.len; i++) {
        Code *item = code->items.at[i];
        if (is_idle(routine, item, kept ? code->items.at[kept - 1] : NULL)) continue;
        drop_idle(routine, item);
        code->items.at[kept++] = item;
    }
    code->items.len = kept;
    drop_idle(routine, code->body);
    drop_idle(routine, code->otherwise);
    if (code->await) drop_idle(routine, code->await->body);
}

static Code *last_statement(Code *code)
{
    while (code && (code->kind == CODE_SEQUENCE || code->kind == CODE_BLOCK))
        code = code->items.len ? code->items.at[code->items.len - 1] : NULL;
    return code;
}

/* Whether all that is left to do behind these defers is to say how the function ended. */
static bool ends_function(const Routine *routine, const Code *dispatch)
{
    if (dispatch->kind != CODE_DISPATCH || !dispatch->raises || dispatch->unwind.label.len) return false;
    if (dispatch->goes_on) return !dispatch->exits.len && type_is_void(routine->function->result);
    if (dispatch->exits.len != 1) return false;
    const Code *leave = dispatch->exits.at[0].jump;
    return leave->kind == CODE_LEAVE && leave->leave == LEAVE_RETURN && !leave->text.pieces.len;
}

void settle(Routine *routine)
{
    Code *last = last_statement(routine->body);

    find_settled(routine);
    drop_idle(routine, routine->body);
    for (size_t i = 0; i < routine->branches.len; i++) drop_idle(routine, routine->branches.at[i]->body);
    for (size_t i = 0; i < routine->closures.len; i++) drop_idle(routine, routine->closures.at[i]->body);
    if (!last || routine->function->colour == COLOUR_PLAIN || !ends_function(routine, last)) return;
    last->ends = true;
    routine->end_reachable = false;
}
