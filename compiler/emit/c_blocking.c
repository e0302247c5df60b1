/*
 * c_blocking.c - async_blocking(f(x)): what goes to the other thread and comes back.
 *
 *      struct g__blocking_1 { int result; int a1; };        before g's frame, which holds one
 *      static void g__blocking_1__call(void *async__packed)      before g
 */
#include "c.h"

static bool has_result(const Blocking *blocking)
{
    return blocking->result->class_ != TYPE_VOID;
}

static void member(Out *o, const Type *type, Str name)
{
    out_line(o, 0, STR("    "));
    out_words(o, "%.*s;", STR_ARG(out_type(o, type, name)));
}

void c_blocking_structs(Out *o, const Routine *routine)
{
    for (size_t k = 0; k < routine->blockings.len; k++) {
        const Blocking *blocking = routine->blockings.at[k];
        if (blocking_is_empty(blocking)) continue;
        out_line(o, 0, (Str){0});
        out_words(o, "struct %.*s { ", STR_ARG(blocking->name));
        out_comment(o, blocking->at);
        if (has_result(blocking)) member(o, blocking->result, STR("result"));
        if (!blocking->callee.end) member(o, blocking->function, STR("call"));
        for (uint32_t i = 0; i < blocking->arguments; i++)
            member(o, blocking->argument[i], blocking->member[i]);
        out_line(o, 0, (Str){0});
        out_words(o, "};");
    }
}

/* `self->result = f(self->a1, self->a2);` */
static void make_call(Out *o, const Blocking *blocking)
{
    Str self = o->routine->self;

    if (has_result(blocking)) out_words(o, "%.*s->result = ", STR_ARG(self));
    if (blocking->callee.end) out_span(o, blocking->callee);
    else out_words(o, "%.*s->call", STR_ARG(self));
    out_words(o, "(");
    for (uint32_t i = 0; i < blocking->arguments; i++)
        out_words(o, "%s%.*s->%.*s", i ? ", " : "", STR_ARG(self), STR_ARG(blocking->member[i]));
    out_words(o, ");");
}

void c_blocking_functions(Out *o, const Routine *routine)
{
    for (size_t k = 0; k < routine->blockings.len; k++) {
        const Blocking *blocking = routine->blockings.at[k];
        bool empty = blocking_is_empty(blocking);
        out_line(o, 0, (Str){0});
        out_words(o, "static void %.*s__call(void *async__packed%s)", STR_ARG(blocking->name),
                  empty ? " ASYNC_UNUSED" : "");
        out_line(o, 0, (Str){0});
        out_words(o, "{");
        if (!empty) {
            out_line(o, 0, STR("    "));
            out_words(o, "struct %.*s *%.*s = async__packed;", STR_ARG(blocking->name),
                      STR_ARG(o->routine->self));
            out_line(o, 0, (Str){0});
        }
        out_line(o, out_source_line(o, blocking->at), STR("    "));
        make_call(o, blocking);
        out_line(o, 0, (Str){0});
        out_words(o, "}");
        out_line(o, 0, (Str){0});
    }
}
