/*
 * c_closure.c - async functions of ours that run a start expression of another function: their
 * frames, and how they reach what is around them. In a plain function that is a struct with the
 * addresses of its locals, otherwise the frame of the function or closure.
 */
#include "c.h"

/* A closure in a plain function, not inside another. */
static bool is_outermost(const Routine *routine, const Await *closure)
{
    return routine->function->colour == COLOUR_PLAIN && !await_owner(closure->within);
}

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

    if (closure->given) {
        out_words(o, "%.*s, ", STR_ARG(closure->label));
        Str around = out_self(o, closure->within);
        out_words(o, "%.*s", STR_ARG(around));
        return;
    }
    out_words(o, "%.*s(", STR_ARG(closure->label));
    if (captures(routine, closure)) {
        out_words(o, "&(struct %.*s__up){", STR_ARG(closure->label));
        for (size_t i = 0; i < routine->locals.len; i++) {
            if (!is_captured(routine, closure, i)) continue;
            out_words(o, "%s&", comma);
            out_local(o, routine->locals.at[i]);
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

static Str struct_around(Out *o, const Routine *routine, const Await *closure)
{
    const Await *around = await_owner(closure->within);

    if (is_outermost(routine, closure)) return arena_printf(o->arena, "%.*s__up", STR_ARG(closure->label));
    Str name = around ? around->label : routine->function->name;
    return arena_printf(o->arena, "%.*s__frame", STR_ARG(name));
}

static void closure_frame(Out *o, const Routine *routine, const Await *closure)
{
    Str name = closure->label;

    line(o, "");
    out_words(o, "struct %.*s__frame {", STR_ARG(name));
    if (closure->lead) {
        line(o, "    ");
        out_words(o, "_Alignas(%u) char lead[%u];", (unsigned)closure->frame_align, (unsigned)closure->lead);
    }
    line(o, "    ");
    out_words(o, "async_frame_t base;");
    line(o, "    ");
    out_words(o, "struct %.*s *up; /* the locals of %.*s */", STR_ARG(struct_around(o, routine, closure)),
              STR_ARG(routine->function->name));
    c_members(o, routine, closure->layout, STR("    "));
    line(o, "");
    out_words(o, "};");
}

/* `void *async__up, int64_t async__given` */
static const char *parameters(Out *o, const Routine *routine, const Await *closure)
{
    if (closure->given) return arena_printf(o->arena, "void *async__up, %sasync__given", closure->given_type).at;
    return arena_printf(o->arena, "struct %.*s *async__up", STR_ARG(struct_around(o, routine, closure))).at;
}

static void keep_given(Out *o, const Routine *routine, const Await *closure)
{
    const Local *given = closure->given;

    if (!given) return;
    const Type *type = type_unqualified(o->arena, given->type);
    out_words(o, "; %.*s->%.*s = (%.*s)async__given", STR_ARG(closure->self),
              STR_ARG(routine->place[given->index].field), STR_ARG(out_type(o, type, (Str){0})));
}

static void closure_function(Out *o, const Routine *routine, const Await *closure)
{
    const char *name = arena_printf(o->arena, "%.*s", STR_ARG(closure->label)).at;
    const char *self = arena_printf(o->arena, "%.*s", STR_ARG(closure->self)).at;
    const char *given = closure->given ? ", async__given" : "";

    if (is_outermost(routine, closure)) {
        if (!captures(routine, closure)) {
            line(o, "");
            out_words(o, "struct %s__up;", name);
        }
        captured_struct(o, routine, closure);
    }
    closure_frame(o, routine, closure);
    c_closure_descriptor(o, routine, closure);
    line(o, "");
    out_words(o, "ASYNC_START_CLOSURE(%s, %s, %s->up = async__up", name, self, self);
    keep_given(o, routine, closure);
    out_words(o, ", %s)", parameters(o, routine, closure));
    line(o, "");
    line(o, "");
    out_words(o, "static void %s(%s)", name, parameters(o, routine, closure));
    line(o, "");
    out_words(o, "ASYNC_RAMP_VOID(%s, %s, %.*s, %s__start(%s, %.*s, async__up%s))", name, self,
              STR_ARG(routine->cx), name, self, STR_ARG(routine->cx), given);
    line(o, "");
}

void c_closures(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->closures.len; i++)
        closure_function(o, routine, routine->closures.at[i]);
}

void c_closure_functions(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->closures.len; i++)
        c_branch_function(o, routine, routine->closures.at[i]);
}
