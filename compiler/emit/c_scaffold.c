/*
 * c_scaffold.c - what is the same for every coroutine but for names, in the macros of abi.h:
 *
 *      f__async   the descriptor
 *      f__start   keeps the arguments, runs to the first suspension
 *      f          the ramp: the user's prototype, for callers in other files and through pointers
 *      main       the real one, where the user's is async
 */
#include "c.h"

static Str name_of(const Routine *routine)
{
    return routine->function->name;
}

static bool is_void(const Type *type)
{
    return !type || type->class_ == TYPE_VOID;
}

static bool is_generator(const Function *function)
{
    return function->colour == COLOUR_GENERATOR || function->colour == COLOUR_ASYNC_GENERATOR;
}

static void line(Out *o, const char *indent)
{
    out_line(o, 0, str_from(indent));
}

/* ------------------------------------------------------------------ descriptor */

static size_t column(const Out *o)
{
    size_t n = 0;

    while (n < o->w.len && o->w.text[o->w.len - n - 1] != '\n') n++;
    return n;
}

/* One operand behind the other, as many as go on a line. */
static void fill(Out *o, Str item)
{
    out_words(o, ",");
    if (column(o) + strlen(" ") + item.len + strlen("));") > OUT_COLUMNS) line(o, "    ");
    else out_words(o, " ");
    write_str(&o->w, item);
}

/* `ASYNC_AT(17, 23, echo, read, async_read)`; what is awaited is said where it is not the callee. */
static Str await_point(Out *o, Str of, const Await *await)
{
    unsigned at = source_line(o->source, await->at.begin), character = source_column(o->source, await->at.begin);
    const char *macro = "ASYNC_AT", *member = await->joint ? ".frame" : "";
    Str place = arena_printf(o->arena, "%u, %u, %.*s, %.*s%s", at, character, STR_ARG(of),
                             STR_ARG(await->field), member);

    if (await->gives_way)
        return arena_printf(o->arena, "ASYNC_AT_READY(%u, %u, %.*s)", at, character, STR_ARG(await->operation));
    if (await->kind == AWAIT_JOINT) macro = "ASYNC_AT_JOINT";
    else if (await->kind == AWAIT_BRANCH) macro = "ASYNC_AT_BRANCH";
    else if (await_is_pooled(await)) macro = "ASYNC_AT_POOLED";
    else if (str_eq(await->awaited, await->operation))
        return arena_printf(o->arena, "ASYNC_AT(%.*s, %.*s)", STR_ARG(place), STR_ARG(await->operation));
    else
        return arena_printf(o->arena, "ASYNC_AT_AS(%s, %.*s, %.*s)", out_quoted(o->arena, await->awaited),
                            STR_ARG(place), STR_ARG(await->operation));
    return arena_printf(o->arena, "%s(%.*s, %s%s", macro, STR_ARG(place), out_quoted(o->arena, await->awaited),
                        await->kind == AWAIT_JOINT ? "" : ")");
}

static void fill_children(Out *o, Str of, const Await *await)
{
    if (await->kind != AWAIT_JOINT) return;
    for (size_t i = 0; i < await->children.len; i++) {
        const Await *child = await->children.at[i];
        fill(o, await_point(o, of, child));
        fill_children(o, of, child);
    }
    out_words(o, ")");
}

static Str yield_point(Out *o, Span at)
{
    return arena_printf(o->arena, "ASYNC_AT_YIELD(%u, %u)", source_line(o->source, at.begin),
                        source_column(o->source, at.begin));
}

/* Whether the function or closure is suspended there, on its own frame. */
static bool is_own(const Suspension *suspension, const Await *owner)
{
    return await_owner(suspension->await ? suspension->await->within : NULL) == owner;
}

static void points(Out *o, const Routine *routine, Str of, const Await *owner)
{
    size_t last = 0;

    for (size_t i = 0; i < routine->suspensions.len; i++)
        if (is_own(&routine->suspensions.at[i], owner)) last = i + 1;
    if (!last) {
        fill(o, STR("ASYNC_NO_POINTS"));
        out_words(o, ");");
        return;
    }
    for (size_t i = 0; i < last; i++) {
        const Suspension *suspension = &routine->suspensions.at[i];
        bool own = is_own(suspension, owner);
        Str point = !own                ? STR("ASYNC_NO_POINT")
                    : suspension->await ? await_point(o, of, suspension->await)
                                        : yield_point(o, suspension->yield->yield.at);
        fill(o, i ? point : arena_printf(o->arena, "ASYNC_POINTS(%.*s", STR_ARG(point)));
        if (own && suspension->await) fill_children(o, of, suspension->await);
    }
    out_words(o, "));");
}

static void what_it_is(Out *o, const Function *function)
{
    Str name = function->name;

    switch (function->colour) {
    case COLOUR_GENERATOR: out_words(o, "ASYNC_GENERATOR(%.*s)", STR_ARG(name)); break;
    case COLOUR_ASYNC_GENERATOR: out_words(o, "ASYNC_ASYNC_GENERATOR(%.*s)", STR_ARG(name)); break;
    default: out_words(o, "ASYNC_FUNCTION"); break;
    }
    if (is_generator(function) && !is_void(function->receives))
        out_words(o, " ASYNC_RECEIVES(%.*s)", STR_ARG(name));
    if (!is_void(function->result)) out_words(o, " ASYNC_RETURNS(%.*s)", STR_ARG(name));
}

static void place_of(Out *o, Span span)
{
    const Source *file = source_place(o->source, span).file;

    fill(o, arena_printf(o->arena, "%s, %u", out_quoted(o->arena, str_from(file->name)),
                         source_line(o->source, span.begin)));
}

void c_descriptor(Out *o, const Routine *routine)
{
    line(o, "");
    out_words(o, "ASYNC_DESCRIPTOR(%.*s, ", STR_ARG(name_of(routine)));
    what_it_is(o, routine->function);
    place_of(o, routine->function->span);
    points(o, routine, name_of(routine), NULL);
}

void c_closure_descriptor(Out *o, const Routine *routine, const Await *closure)
{
    line(o, "");
    out_words(o, "ASYNC_DESCRIPTOR(%.*s, ASYNC_FUNCTION", STR_ARG(closure->label));
    place_of(o, closure->at);
    points(o, routine, closure->label, closure);
}

/* ------------------------------------------------------------------ start */

/* What the frame calls a parameter, so that names of the frame's own are clear of it. */
static Str field_of(const Routine *routine, uint32_t i)
{
    return routine->place[routine->function->locals.at[i]->index].field;
}

static void parameter(Out *o, const Routine *routine, uint32_t i)
{
    const Type *type = type_unqualified(o->arena, routine->function->locals.at[i]->type);

    out_words(o, "%.*s", STR_ARG(c_object(o, type, field_of(routine, i))));
}

/* `self->a = a; self->b = b` */
static void store_parameters(Out *o, const Routine *routine, bool fields)
{
    for (uint32_t i = 0; i < routine->function->parameters; i++) {
        const Local *local = routine->function->locals.at[i];
        Str field = field_of(routine, i);
        if (i) out_words(o, "; ");
        c_assign(o, local->type);
        out_words(o, "%.*s->%.*s", STR_ARG(routine->self), STR_ARG(field));
        c_assign_value(o, local->type);
        write_str(&o->w, fields ? field : local->name);
        c_assigned(o, local->type);
    }
}

/* `(const char *dish, int minutes), dish, minutes` */
static void arguments(Out *o, const Routine *routine)
{
    uint32_t count = routine->function->parameters;

    out_words(o, "(");
    for (uint32_t i = 0; i < count; i++) {
        out_words(o, "%s", i ? ", " : "");
        parameter(o, routine, i);
    }
    out_words(o, ")");
    for (uint32_t i = 0; i < count; i++) out_words(o, ", %.*s", STR_ARG(field_of(routine, i)));
}

void c_start_function(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    bool generator = is_generator(function);
    Str name = name_of(routine);

    line(o, "");
    if (!function->parameters) {
        out_words(o, "%s(%.*s)", generator ? "ASYNC_OPEN_VOID" : "ASYNC_START_VOID", STR_ARG(name));
        return;
    }
    if (routine->takes_arguments) {
        out_words(o, "ASYNC_START(%.*s, ", STR_ARG(name));
        arguments(o, routine);
    } else {
        out_words(o, "%s(%.*s, %.*s, ", generator ? "ASYNC_OPEN" : "ASYNC_START_STORED", STR_ARG(name),
                  STR_ARG(routine->self));
        store_parameters(o, routine, true);
        for (uint32_t i = 0; i < function->parameters; i++) {
            out_words(o, ", ");
            parameter(o, routine, i);
        }
    }
    out_words(o, ")");
}

/* `(, int a, int b), (, a, b)`, or `(), ()` */
void c_call_function(Out *o, const Routine *routine)
{
    const Function *function = routine->function;

    if (!routine->is_called) return;
    line(o, "");
    out_words(o, "%s(%.*s, (", is_void(function->result) ? "ASYNC_CALL_VOID" : "ASYNC_CALL",
              STR_ARG(function->name));
    for (uint32_t i = 0; i < function->parameters; i++) {
        out_words(o, ", ");
        parameter(o, routine, i);
    }
    out_words(o, "), (");
    for (uint32_t i = 0; i < function->parameters; i++)
        out_words(o, ", %.*s", STR_ARG(field_of(routine, i)));
    out_words(o, "))");
}

bool c_is_named(const Function *function, const Local *local)
{
    for (size_t i = 0; i < function->refs.len; i++)
        if (function->refs.at[i].local == local) return true;
    return false;
}

/* A parameter of F__run is what the source declares; one that nobody reads is no mistake of ours. */
void c_run_head(Out *o, const Routine *routine, RunUses uses)
{
    const Function *function = routine->function;
    Str name = name_of(routine);

    line(o, "");
    out_words(o, "static %sasync_step_t %.*s__run(struct %.*s__frame *%.*s%s, async_context_t *%.*s%s, "
                 "uint32_t %.*s%s", routine->recursive ? "" : "inline ", STR_ARG(name), STR_ARG(name),
              STR_ARG(routine->self), uses.self ? "" : " ASYNC_UNUSED",
              STR_ARG(routine->cx), uses.cx ? "" : " ASYNC_UNUSED",
              STR_ARG(routine->state), uses.state ? "" : " ASYNC_UNUSED");
    for (uint32_t i = 0; routine->takes_arguments && i < function->parameters; i++) {
        const Local *local = function->locals.at[i];
        out_words(o, ", %.*s%s", STR_ARG(c_object(o, local->type, local->name)),
                  c_is_named(function, local) ? "" : " ASYNC_UNUSED");
    }
    out_words(o, ")");
}

/* ------------------------------------------------------------------ ramp, main */

void c_ramp(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    Str name = name_of(routine), self = routine->self, cx = routine->cx;

    if (function->is_main || !o->ramps[function->index]) return;
    line(o, "");
    if (function->is_static) out_words(o, "ASYNC_UNUSED ");
    o->heading = true;
    out_span(o, function->head);
    o->heading = false;
    line(o, "");
    out_words(o, "%s%s(%.*s, %.*s, %.*s, %.*s__start(%.*s, %.*s",
              is_generator(function) ? "ASYNC_GENERATOR_RAMP" : "ASYNC_RAMP",
              is_void(function->result) ? "_VOID" : "", STR_ARG(name), STR_ARG(self), STR_ARG(cx),
              STR_ARG(name), STR_ARG(self), STR_ARG(cx));
    for (uint32_t i = 0; i < function->parameters; i++)
        out_words(o, ", %.*s", STR_ARG(function->locals.at[i]->name));
    out_words(o, "))");
    line(o, "");
}

void c_main(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    uint32_t given = function->parameters;
    Str argc = given > 0 ? function->locals.at[0]->name : STR("argc");
    Str argv = given > 1 ? function->locals.at[1]->name : STR("argv");

    out_blank(o);
    out_words(o, "int main(int %.*s, char **%.*s", STR_ARG(argc), STR_ARG(argv));
    if (given > 2) out_words(o, ", char **%.*s", STR_ARG(function->locals.at[2]->name));
    out_words(o, ") ASYNC_MAIN(%.*s, %.*s, %.*s, ", STR_ARG(routine->self), STR_ARG(argc), STR_ARG(argv));
    if (given) store_parameters(o, routine, false);
    else out_words(o, "(void)0");
    out_words(o, ")");
}
