/*
 * c_closure.c - async functions of ours inside plain functions: their frames, and how the plain
 * function's locals are handed to them.
 */
#include "c.h"

static void line(Out *o, const char *indent)
{
    out_line(o, 0, str_from(indent));
}

/* Locals of the plain function itself, which the closure reaches by their addresses. */
static bool is_captured(const Routine *routine, const Await *closure, size_t i)
{
    return bitset_has(&closure->touched, i) && !routine->locals.at[i]->branch;
}

static bool captures(const Routine *routine, const Await *closure)
{
    for (size_t i = 0; i < routine->locals.len; i++)
        if (is_captured(routine, closure, i)) return true;
    return false;
}

void c_closure_call(Out *o, const Await *closure)
{
    const Routine *routine = o->routine;
    const char *comma = "";

    out_words(o, "%.*s(", STR_ARG(closure->label));
    if (captures(routine, closure)) {
        out_words(o, "&(struct %.*s__up){", STR_ARG(closure->label));
        for (size_t i = 0; i < routine->locals.len; i++) {
            if (!is_captured(routine, closure, i)) continue;
            out_words(o, "%s&%.*s", comma, STR_ARG(routine->locals.at[i]->name));
            comma = ", ";
        }
        out_words(o, "}");
    } else {
        out_words(o, "NULL");
    }
    out_words(o, ")");
}

static void captured_struct(Out *o, const Routine *routine, const Await *closure)
{
    if (!captures(routine, closure)) return;
    line(o, "");
    out_words(o, "struct %.*s__up {", STR_ARG(closure->label));
    for (size_t i = 0; i < routine->locals.len; i++) {
        if (!is_captured(routine, closure, i)) continue;
        const Local *local = routine->locals.at[i];
        line(o, "    ");
        out_words(o, "%.*s;", STR_ARG(type_declare(o->arena, type_pointer_to(o->arena, local->type),
                                                   local->name)));
    }
    line(o, "");
    out_words(o, "};");
}

static void closure_frame(Out *o, const Routine *routine, const Await *closure)
{
    Str name = closure->label;

    line(o, "");
    out_words(o, "struct %.*s__frame {", STR_ARG(name));
    line(o, "    ");
    out_words(o, "async_frame_t base;");
    line(o, "    ");
    out_words(o, "struct %.*s__up *up; /* the locals of %.*s */", STR_ARG(name),
              STR_ARG(routine->function->name));
    c_members(o, routine, closure->layout, STR("    "));
    line(o, "");
    out_words(o, "};");
}

static void closure_function(Out *o, const Routine *routine, const Await *closure)
{
    const char *name = arena_printf(o->arena, "%.*s", STR_ARG(closure->label)).at;
    const char *self = arena_printf(o->arena, "%.*s", STR_ARG(routine->self)).at;

    if (!captures(routine, closure)) {
        line(o, "");
        out_words(o, "struct %s__up;", name);
    }
    captured_struct(o, routine, closure);
    closure_frame(o, routine, closure);
    line(o, "");
    out_words(o, "ASYNC_DESCRIPTOR(%s, ASYNC_FUNCTION, \"%s\", %u,", name, o->source->name,
              source_line(o->source, closure->at.begin));
    c_points(o, routine, closure);
    line(o, "");
    out_words(o, "ASYNC_START(%s, %s, %s->up = up, struct %s__up *up)", name, self, self, name);
    line(o, "");
    line(o, "");
    out_words(o, "static void %s(struct %s__up *up)", name, name);
    line(o, "");
    out_words(o, "ASYNC_RAMP_VOID(%s, %s, %.*s, %s__start(%s, %.*s, up))", name, self,
              STR_ARG(routine->cx), name, self, STR_ARG(routine->cx));
    line(o, "");
}

void c_closures(Out *o, const Routine *routine)
{
    if (!routine->closures.len) return;
    c_states(o, routine);
    for (size_t i = 0; i < routine->closures.len; i++)
        closure_function(o, routine, routine->closures.at[i]);
    c_branch_functions(o, routine);
    for (size_t i = 0; i < routine->closures.len; i++)
        c_branch_function(o, routine, routine->closures.at[i]);
}
