#include "defers.h"

static Region *next_defers(Region *region)
{
    while (region && region->kind != REGION_DEFERS) region = region->outer;
    return region;
}

/* What holds up a raise, or a cancellation, on its way out. */
static Region *next_stop(Region *region, bool canceled)
{
    for (; region; region = region->outer) {
        if (region->kind == REGION_TRY && !canceled) return region;
        if (region->kind == REGION_DEFERS && !(region->is_shield && canceled)) return region;
    }
    return NULL;
}

/*
 * `leave` and `raised` of a depth. While a deferred statement runs, those of its block hold what the
 * block is left for; defers inside it have a pair of their own.
 */
static Local *way(Lower *l, uint32_t depth, bool raised)
{
    Routine *routine = l->routine;
    uint32_t found = 0;

    for (size_t i = 0; i < routine->ways.len; i += 2)
        if (routine->ways.at[i]->branch == l->branch && found++ == depth) return routine->ways.at[i + raised];
    for (; found <= depth; found++) {
        const char *suffix = found ? arena_printf(l->arena, "_%u", found + 1).at : "";
        Str leave = arena_printf(l->arena, "leave%s", suffix);
        VEC_PUSH(l->arena, &routine->ways, routine_local(l, type_int(l), leave.at));
        Str status = arena_printf(l->arena, "raised%s", suffix);
        VEC_PUSH(l->arena, &routine->ways, routine_local(l, type_int(l), status.at));
    }
    return routine->ways.at[routine->ways.len - 2 + raised];
}

static void clear_raised(Lower *l, uint32_t depth)
{
    Text zero = {0};

    text_words(l, &zero, "0");
    code_set(l, way(l, depth, true), zero, false)->clears = true;
}

static Str exit_name(Lower *l, const char *where)
{
    Routine *routine = l->routine;
    Str name = arena_printf(l->arena, "%.*s__to_%s", STR_ARG(routine->function->name), where);

    for (size_t i = 0; i < routine->exits.len; i++)
        if (str_eq(routine->exits.at[i], name)) return name;
    VEC_PUSH(l->arena, &routine->exits, name);
    return name;
}

void leave_end(Lower *l)
{
    exit_name(l, "end");
}

/* ------------------------------------------------------------------ regions */

Region *defers_open(Lower *l, Span span)
{
    Region *region = ARENA_NEW(l->arena, Region);
    Str wanted = arena_printf(l->arena, "%.*s__defer", STR_ARG(l->routine->function->name));

    *region = (Region){.outer = l->region, .kind = REGION_DEFERS, .span = span,
                       .depth = l->depth, .label = names_fresh(l->names, wanted)};
    region->dispatch = code_new(l, CODE_DISPATCH);
    region->dispatch->to = way(l, l->depth, false);
    region->dispatch->raised = way(l, l->depth, true);
    l->region = region;
    return region;
}

static bool is_used(const Region *region)
{
    return region->dispatch->exits.len > 0 || region->dispatch->raises;
}

static void close_region(Lower *l, Region *region, bool end_reachable, const Text *raised)
{
    l->region = region->outer;
    region->dispatch->goes_on = end_reachable;
    if (!is_used(region)) return;
    if (end_reachable && region->dispatch->exits.len) {
        Text end = {0};
        Str name = exit_name(l, "end");
        text_words(l, &end, "%.*s", STR_ARG(name));
        code_set(l, region->dispatch->to, end, false);
    }
    if (raised) code_set(l, region->dispatch->raised, *raised, false);
    else if (end_reachable && region->dispatch->raises) clear_raised(l, region->depth);
    if (region->label_used) code_label(l, region->label);
}

void defers_close(Lower *l, Region *region, bool end_reachable)
{
    close_region(l, region, end_reachable, NULL);
}

void defers_close_raising(Lower *l, Region *region, Text raised)
{
    close_region(l, region, true, &raised);
}

void defers_dispatch(Lower *l, Region *region)
{
    Code *dispatch = region->dispatch;

    if (!is_used(region)) return;
    Region *outer = next_defers(region->outer);
    if (outer && dispatch->exits.len) outer->label_used = true;
    code_append(l, dispatch);
}

/* ------------------------------------------------------------------ raises */

/* The way on from a region, or from where nothing holds a raise up. */
static Unwind unwind_to(Lower *l, Region *region)
{
    if (!region) return (Unwind){0};
    region->label_used = true;
    if (region->kind == REGION_DEFERS) return (Unwind){region->label, region->dispatch->raised};
    if (!region->label.len)
        region->label = names_fresh(
            l->names, arena_printf(l->arena, "%.*s__tried", STR_ARG(l->routine->function->name)));
    return (Unwind){region->label, region->caught};
}

void defers_watch(Lower *l, Region *region)
{
    for (Region *outer; region && region->kind == REGION_DEFERS; region = outer) {
        outer = next_stop(region->outer, false);
        region->dispatch->raises = true;
        region->dispatch->raised->is_needed = true;
        region->dispatch->unwind = unwind_to(l, outer);
        if (outer && outer->kind == REGION_TRY) outer->stale = region->dispatch->raised;
    }
}

static Unwind unwind_from(Lower *l, Region *first)
{
    defers_watch(l, first);
    return unwind_to(l, first);
}

Unwind leave_unwind(Lower *l) { return unwind_from(l, next_stop(l->region, false)); }

Unwind leave_unwind_canceled(Lower *l) { return unwind_from(l, next_stop(l->region, true)); }

void leave_shield(Lower *l, Local *raised)
{
    Text value = {0};

    text_words(l, &value, "async_shield_leave(%.*s, ", STR_ARG(l->routine->cx));
    text_local(l, &value, raised, ACCESS_READ);
    text_words(l, &value, ")");
    code_set(l, raised, value, false);
}

static void leave_by_raise(Lower *l, Text status, Unwind unwind)
{
    Code *code = code_new(l, CODE_LEAVE);

    code->leave = LEAVE_RAISE;
    code->text = status;
    code->unwind = unwind;
    code_append(l, code);
}

void leave_raise(Lower *l, Text status) { leave_by_raise(l, status, leave_unwind(l)); }

void leave_cancel(Lower *l, Text status) { leave_by_raise(l, status, leave_unwind_canceled(l)); }

/* ------------------------------------------------------------------ jumps */

static void add_exit(Lower *l, Region *region, Str name, Code *jump)
{
    Code *dispatch = region->dispatch;

    for (size_t i = 0; i < dispatch->exits.len; i++)
        if (str_eq(dispatch->exits.at[i].name, name)) return;
    VEC_PUSH(l->arena, &dispatch->exits, (Exit){name, jump});
}

/* Through all defers from `first` up to (not including) `end`, then `last`. */
static void leave_through(Lower *l, Region *first, Region *end, const char *where, Code *last)
{
    Str name = exit_name(l, where);
    Text value = {0};

    for (Region *region = first; region && region != end;) {
        Region *outer = region->outer;
        while (outer && outer != end && outer->kind != REGION_DEFERS) outer = outer->outer;
        bool is_last = !outer || outer == end;
        add_exit(l, region, name, is_last ? last : code_goto(l, outer->label));
        region = is_last ? NULL : outer;
    }
    text_words(l, &value, "%.*s", STR_ARG(name));
    first->label_used = true;
    code_set(l, first->dispatch->to, value, false);
    if (l->routine->function->colour != COLOUR_PLAIN) clear_raised(l, first->depth);
    code_append(l, code_goto(l, first->label));
}

/* The first defers inside `end`, or NULL. */
static Region *defers_before(Region *region, const Region *end)
{
    for (; region && region != end; region = region->outer)
        if (region->kind == REGION_DEFERS) return region;
    return NULL;
}

static void jump_to(Lower *l, Region *end, const char *where, Code *jump)
{
    Region *first = defers_before(l->region, end);

    if (first) leave_through(l, first, end, where, jump);
    else code_append(l, jump);
}

/* A branch ends by itself: nothing around it can be left from inside. */
static bool leaves_branch(Lower *l, bool leaves, const char *how)
{
    if (!l->branch || !leaves) return false;
    diag_at(l->diags, &l->unit->source, DIAG_ERROR, NULL, l->at,
            "'%s' out of a start expression that runs on its own", how);
    return true;
}

void leave_break(Lower *l)
{
    Region *end = l->region;
    Code *jump = code_new(l, CODE_JUMP);

    while (end && end->kind != REGION_LOOP && end->kind != REGION_SWITCH) end = end->outer;
    if (leaves_branch(l, !end, "break")) return;
    jump->jump = JUMP_BREAK;
    if (end && end->break_label.len) {
        end->break_used = true;
        jump = code_goto(l, end->break_label);
    }
    jump_to(l, end, arena_printf(l->arena, "break_%u", end ? end->index : 0).at, jump);
}

void leave_continue(Lower *l)
{
    Region *end = l->region;
    Code *jump;

    while (end && end->kind != REGION_LOOP) end = end->outer;
    if (leaves_branch(l, !end, "continue")) return;
    if (end && end->continue_label.len) {
        end->continue_used = true;
        jump = code_goto(l, end->continue_label);
    } else {
        jump = code_new(l, CODE_JUMP);
        jump->jump = JUMP_CONTINUE;
    }
    jump_to(l, end, arena_printf(l->arena, "continue_%u", end ? end->index : 0).at, jump);
}

/* Where a label stands in the source; 0 when it is none of the user's. */
static uint32_t label_place(const Stmt *stmt, Str name);

static uint32_t label_in_list(Stmt *const *item, uint32_t items, Str name)
{
    for (uint32_t i = 0; i < items; i++) {
        uint32_t at = label_place(item[i], name);
        if (at) return at;
    }
    return 0;
}

static uint32_t label_place(const Stmt *stmt, Str name)
{
    if (!stmt) return 0;
    switch (stmt->kind) {
    case STMT_LABEL:
        if (str_eq(stmt->label.name, name)) return stmt->span.begin;
        return label_place(stmt->label.stmt, name);
    case STMT_COMPOUND: return label_in_list(stmt->compound.item, stmt->compound.items, name);
    case STMT_IF: {
        uint32_t at = label_place(stmt->if_.then, name);
        return at ? at : label_place(stmt->if_.otherwise, name);
    }
    case STMT_WHILE:
    case STMT_DO: return label_place(stmt->loop.body, name);
    case STMT_FOR: return label_place(stmt->for_.body, name);
    case STMT_SWITCH: return label_place(stmt->switch_.body, name);
    case STMT_CASE: return label_place(stmt->case_.stmt, name);
    case STMT_DEFER: return label_place(stmt->defer.body, name);
    case STMT_ASYNC_FOR: return label_place(stmt->async_for.body, name);
    case STMT_ASYNC_GROUP:
    case STMT_ASYNC_TIMEOUT: return label_place(stmt->block.body, name);
    default: return 0;
    }
}

/* What the way to a label is called: by the label, clear of the other ways' names. */
static const char *way_to_label(Lower *l, Str label)
{
    bool taken = str_is(label, "end") || str_starts(label, "break_") || str_starts(label, "continue_") ||
                 str_starts(label, "goto_");

    return arena_printf(l->arena, "%s%.*s", taken ? "goto_" : "", STR_ARG(label)).at;
}

void leave_goto(Lower *l, Str label)
{
    uint32_t at = label_place(l->routine->function->block, label);
    Region *end = l->region;

    if (leaves_branch(l, l->branch && !span_has(l->branch->at, at), "goto")) return;
    while (end && !(end->kind == REGION_DEFERS && span_has(end->span, at))) end = end->outer;
    jump_to(l, end, way_to_label(l, label), code_goto(l, label));
}

void leave_return(Lower *l, Text value)
{
    Region *first = next_defers(l->region);
    Code *code = code_new(l, CODE_LEAVE);

    if (leaves_branch(l, true, "return")) return;
    code->leave = LEAVE_RETURN;
    code->text = value;
    if (!first) {
        code_append(l, code);
        return;
    }
    if (!text_is_empty(&value)) {
        Code *store = code_new(l, CODE_STORE);
        store->text = value;
        code_append(l, store);
        code->text = (Text){0};
    }
    leave_through(l, first, NULL, "return", code);
}

bool list_ends_in_jump(const CodeList *list)
{
    if (!list->len) return false;
    const Code *last = list->at[list->len - 1];
    if (last->kind == CODE_LABEL && last->body) last = last->body;
    if (last->kind == CODE_JUMP || last->kind == CODE_LEAVE) return true;
    if (last->kind == CODE_SEQUENCE) return list_ends_in_jump((const CodeList *)&last->items);
    return false;
}
