/*
 * c_function.c - all that stands for one function of the source:
 *
 *      struct f__frame, enum f__state     c_frame.c
 *      f__async, f__start, f              c_scaffold.c
 *      f__run                             the function's body around a switch over the state
 */
#include "c.h"
#include "../base/lex.h"

static Str name_of(const Routine *routine)
{
    return routine->function->name;
}

static bool is_void(const Type *type)
{
    return !type || type->class_ == TYPE_VOID;
}

static void line(Out *o, const char *indent)
{
    out_line(o, 0, str_from(indent));
}

void c_declarations(Out *o, Routine *routine)
{
    if (routine->declared) return;
    routine->declared = true;
    for (size_t i = 0; i < routine->callees.len; i++) c_declarations(o, routine->callees.at[i]);
    if (routine->function->colour == COLOUR_PLAIN) return;
    o->routine = routine;
    line(o, "");
    out_whole_comment(o, routine->function->head);
    c_frame(o, routine);
    c_descriptor(o, routine);
    c_start_function(o, routine);
    c_call_function(o, routine);
    line(o, "");
}

/* ------------------------------------------------------------------ resume */

static bool is_within(const Suspension *suspension, const Await *branch)
{
    return suspension->await ? suspension->await->within == branch : branch == NULL;
}

static bool suspends_within(const Routine *routine, const Await *branch)
{
    for (size_t i = 0; i < routine->suspensions.len; i++)
        if (is_within(&routine->suspensions.at[i], branch)) return true;
    return false;
}

static Str label_of(const Suspension *suspension)
{
    return suspension->await ? suspension->await->label : suspension->yield->yield.label;
}

/* One case behind the other, as many as go on a line; the first stands behind the brace. */
static void fill_case(Out *o, size_t *used, size_t indent, const char *text)
{
    if (*used + strlen(text) + strlen("  }") > OUT_COLUMNS) {
        line(o, arena_printf(o->arena, "%*s", (int)indent, "").at);
        *used = indent;
    }
    out_words(o, *used == indent ? "%s" : " %s", text);
    *used += strlen(text) + 1;
}

/* `switch (state) { case f__read: goto f__read; }` */
static void dispatch_on_state(Out *o, const Routine *routine)
{
    Str state = o->branch ? arena_printf(o->arena, "%.*s->state", STR_ARG(routine->frame)) : routine->state;
    bool fresh_often = routine->recursive && !o->branch;
    const char *head = arena_printf(o->arena, fresh_often ? "switch (ASYNC_OFTEN_FRESH(%.*s)) {" : "switch (%.*s) {",
                                    STR_ARG(state)).at;
    size_t used = 4 + strlen(head), indent = used + 1;

    if (!suspends_within(routine, o->branch)) return;
    line(o, "    ");
    out_words(o, "%s", head);
    if (fresh_often) fill_case(o, &used, indent, "case 0: break;");
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        Str label = label_of(&routine->suspensions.at[i]);
        if (!is_within(&routine->suspensions.at[i], o->branch)) continue;
        fill_case(o, &used, indent, arena_printf(o->arena, "case %.*s: goto %.*s;", STR_ARG(label), STR_ARG(label)).at);
    }
    if (fresh_often) fill_case(o, &used, indent, "default: __builtin_unreachable();");
    out_words(o, " }");
}

/* Whether a `leave` of the function that is written is read. */
static bool any_leave(const Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->ways.len; i += 2)
        if (routine->ways.at[i]->branch == o->branch && routine->ways.at[i]->is_needed) return true;
    return false;
}

static void exit_names(Out *o, const Routine *routine)
{
    if (!routine->exits.len || !any_leave(o, routine)) return;
    line(o, "    ");
    out_words(o, "enum { ");
    for (size_t i = 0; i < routine->exits.len; i++)
        out_words(o, "%s%.*s", i ? ", " : "", STR_ARG(routine->exits.at[i]));
    out_words(o, " };");
}

static bool returns_through_defers(const Routine *routine)
{
    Str name = name_of(routine);

    for (size_t i = 0; i < routine->exits.len; i++) {
        Str exit = routine->exits.at[i];
        if (exit.len == name.len + 11 && memcmp(exit.at + name.len, "__to_return", 11) == 0) return true;
    }
    return false;
}

/* `int leave = 0, raised;` of each depth, as far as they are used, and not in the frame. */
static void way_locals(Out *o, const Routine *routine)
{
    bool first = true;

    for (size_t i = 0; i < routine->ways.len; i++) {
        const Local *way = routine->ways.at[i];
        if (way->branch != o->branch || !way->is_needed || routine->place[way->index].moved) continue;
        if (first) line(o, "    ");
        bool zero = i % 2 == 0 || way->is_settled;
        out_words(o, "%s%.*s%s", first ? "int " : ", ", STR_ARG(way->name), zero ? " = 0" : "");
        first = false;
    }
    if (!first) out_words(o, ";");
}

static void routine_locals(Out *o, const Routine *routine)
{
    exit_names(o, routine);
    way_locals(o, routine);
    if (o->branch || !routine->result || !returns_through_defers(routine)) return;
    line(o, "    ");
    out_words(o, "%.*s;", STR_ARG(out_type(o, routine->result->type, routine->result->name)));
}

/* Whether the text has that name, outside strings and comments. */
static bool names_word(const Writer *w, Str word)
{
    Str text = {w->text, w->len};
    Arena arena;
    bool found = false;

    arena_init(&arena);
    Tokens tokens = lex_all(&arena, text);
    for (size_t i = 0; i < tokens.len && !found; i++)
        found = tokens.at[i].kind == TOKEN_IDENTIFIER && str_eq(lex_text(text, &tokens.at[i]), word);
    arena_free(&arena);
    return found;
}

/* The function's statements, in a writer of their own: what they use decides what is declared. */
static void body_writer(const Out *o, Out *out)
{
    *out = *o;
    writer_init(&out->w);
    write_text(&out->w, "\n");
    out->broke = out->swallow = out->inside = false;
    out->assumed = o->name ? OUT_UNKNOWN : 0;
}

static void write_body(const Out *o, const Routine *routine, Out *out)
{
    body_writer(o, out);
    c_items(out, routine->body, (Str){0});
}

static void end_of_body(Out *o, const Routine *routine)
{
    const Function *function = routine->function;

    if (!routine->end_reachable) return;
    out_line(o, out_place(o, function->body.end - 1), STR("    "));
    if (function->is_main && !is_void(function->result)) {
        out_words(o, "%.*s->result = 0;", STR_ARG(routine->self));
        out_line(o, out_place(o, function->body.end - 1), STR("    "));
    }
    out_words(o, "return ASYNC_FINISHED;");
}

/* In an operand's function, or a closure's: from the head that is resumed to all of its frame. */
static void declare_own(Out *o, const Routine *routine)
{
    const Await *owner = await_owner(o->branch);
    Str name = owner ? owner->label : routine->function->name;
    uint64_t lead = owner ? owner->lead : routine->lead;

    line(o, "    ");
    out_words(o, "struct %.*s__frame *%.*s = (struct %.*s__frame *)", STR_ARG(name),
              STR_ARG(out_self(o, o->branch)), STR_ARG(name));
    if (!o->branch->is_closure)
        out_words(o, "((char *)%.*s - offsetof(struct %.*s__frame, %.*s.frame));", STR_ARG(routine->frame),
                  STR_ARG(name), STR_ARG(o->branch->field));
    else if (lead)
        out_words(o, "((char *)%.*s - %u);", STR_ARG(routine->frame), (unsigned)lead);
    else out_words(o, "%.*s;", STR_ARG(routine->frame));
}

/* Whether the text names the frame of a closure's surroundings, or of theirs. */
static bool names_outer(const Out *o, const Routine *routine, const Await *closure, const Writer *body)
{
    for (; closure; closure = await_owner(closure->within)) {
        bool last = !await_owner(closure->within);
        if (last && routine->function->colour == COLOUR_PLAIN) return false;
        if (names_word(body, out_self(o, closure->within))) return true;
    }
    return false;
}

/* The frame that the function works on, then those around it that it names. */
static void declare_self(Out *o, const Routine *routine, const Writer *body)
{
    const Await *closure = await_owner(o->branch);
    bool outer = names_outer(o, routine, closure, body);

    if (outer || names_word(body, out_self(o, o->branch))) declare_own(o, routine);
    for (; closure && names_outer(o, routine, closure, body); closure = await_owner(closure->within)) {
        const Await *around = await_owner(closure->within);
        line(o, "    ");
        out_words(o, "struct %.*s__frame *%.*s = %.*s->up;",
                  STR_ARG(around ? around->label : routine->function->name),
                  STR_ARG(out_self(o, around)), STR_ARG(closure->self));
    }
}

static void open_branch(Out *o, const Routine *routine, const Writer *body)
{
    bool cx = names_word(body, routine->cx);
    bool frame = names_word(body, out_self(o, o->branch)) || suspends_within(routine, o->branch) ||
                 names_word(body, routine->frame) ||
                 names_outer(o, routine, await_owner(o->branch), body);

    line(o, "");
    out_words(o, "static async_step_t %.*s__resume(async_frame_t *%.*s%s, async_context_t *%.*s%s)",
              STR_ARG(out_resumed(o)), STR_ARG(routine->frame), frame ? "" : " ASYNC_UNUSED",
              STR_ARG(routine->cx), cx ? "" : " ASYNC_UNUSED");
    line(o, "");
    out_words(o, "{");
    declare_self(o, routine, body);
    routine_locals(o, routine);
    dispatch_on_state(o, routine);
    line(o, "");
}

static void open_run(Out *o, const Routine *routine, const Writer *body)
{
    RunUses uses = {.self = names_word(body, routine->self), .cx = names_word(body, routine->cx),
                    .state = suspends_within(routine, NULL)};

    out_blank(o);
    c_run_head(o, routine, uses);
    line(o, "");
    out_words(o, "{");
    routine_locals(o, routine);
    dispatch_on_state(o, routine);
    line(o, "");
}

static void close_function(Out *o, Out *body)
{
    write_str(&o->w, (Str){body->w.text + 1, body->w.len - 1});
    o->assumed = body->assumed;
    writer_free(&body->w);
    line(o, "");
    out_words(o, "}");
}

static void run_function(Out *o, const Routine *routine)
{
    Out body;

    write_body(o, routine, &body);
    end_of_body(&body, routine);
    open_run(o, routine, &body.w);
    close_function(o, &body);
}

/* A branch's function: the operand of a combinator, run on the frame of the function around it. */
void c_branch_function(Out *o, const Routine *routine, const Await *branch)
{
    Out body;

    o->branch = branch;
    body_writer(o, &body);
    for (size_t i = 0; i < branch->body->items.len; i++) c_code(&body, branch->body->items.at[i], STR("    "));
    out_line(&body, out_place(o, branch->at.begin), STR("    "));
    out_words(&body, "return ASYNC_FINISHED;");
    line(o, "");
    out_comment(o, branch->at);
    open_branch(o, routine, &body.w);
    close_function(o, &body);
    line(o, "");
    o->branch = NULL;
}

void c_branch_functions(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->branches.len; i++) c_branch_function(o, routine, routine->branches.at[i]);
}

/* ------------------------------------------------------------------ plain functions */

/* Generators' frames that the function's async_for loops run are its locals. */
static void plain_frames(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->awaits.len; i++) {
        const Await *await = routine->awaits.at[i];
        if (await->kind != AWAIT_GENERATOR || await->within) continue;
        line(o, "    ");
        out_words(o, "struct %.*s__frame %.*s;", STR_ARG(await->operation), STR_ARG(await->field));
    }
}

/* Locals whose clean-up function stands among the defers are declared first, without the attribute. */
static void plain_cleaned(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->locals.len; i++) {
        const Local *local = routine->locals.at[i];
        if (!routine->place[i].moved || local->branch) continue;
        line(o, "    ");
        if (local->align) out_words(o, "_Alignas(%u) ", (unsigned)local->align);
        out_words(o, "%.*s;", STR_ARG(out_type(o, type_unqualified(o->arena, local->type), routine->place[i].field)));
    }
}

static void plain_function(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    Out body;

    write_body(o, routine, &body);
    out_line(o, out_place(o, function->span.begin), (Str){0});
    out_span(o, (Span){function->span.begin, function->body.begin});
    out_words(o, "{");
    plain_frames(o, routine);
    plain_cleaned(o, routine);
    if (names_word(&body.w, routine->cx)) {
        line(o, "    ");
        out_words(o, "async_context_t *%.*s = async_context();", STR_ARG(routine->cx));
    }
    routine_locals(o, routine);
    line(o, "");
    write_str(&o->w, (Str){body.w.text + 1, body.w.len - 1});
    o->assumed = body.assumed;
    writer_free(&body.w);
    if (o->broke) out_line(o, out_place(o, function->body.end - 1), (Str){0});
    out_words(o, "}");
    o->broke = false;
}

void c_function(Out *o, Routine *routine)
{
    c_declarations(o, routine);
    o->routine = routine;
    if (routine->function->colour == COLOUR_PLAIN) {
        if (routine->closures.len) c_states(o, routine);
        c_closures(o, routine);
        c_branch_functions(o, routine);
        c_closure_functions(o, routine);
        plain_function(o, routine);
        return;
    }
    c_ramp(o, routine);
    c_blocking_functions(o, routine);
    c_closures(o, routine);
    c_branch_functions(o, routine);
    c_closure_functions(o, routine);
    run_function(o, routine);
    if (routine->function->is_main) c_main(o, routine);
}
