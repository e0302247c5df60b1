/*
 * c_function.c - all that stands for one function of the source:
 *
 *      struct f__frame, enum f__state     c_frame.c
 *      f__start                           stores the arguments, runs to the first suspension
 *      f__resume                          the function's body around a switch over the state
 *      f                                  the ramp: the user's prototype, for everybody else
 *      f__async                           the descriptor
 */
#include "c.h"
#include <stdio.h>

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

/* ------------------------------------------------------------------ start */

static void parameter_list(Out *o, const Routine *routine)
{
    const Function *function = routine->function;

    for (uint32_t i = 0; i < function->parameters; i++) {
        const Local *local = function->locals.at[i];
        const Type *type = type_unqualified(o->arena, local->type);
        out_words(o, ", %.*s", STR_ARG(type_declare(o->arena, type, local->name)));
    }
}

static void store_parameters(Out *o, const Routine *routine)
{
    const Function *function = routine->function;

    for (uint32_t i = 0; i < function->parameters; i++) {
        const Local *local = function->locals.at[i];
        line(o, "    ");
        out_words(o, "%.*s->%.*s = %.*s;", STR_ARG(routine->self),
                  STR_ARG(routine->place[local->index].field), STR_ARG(local->name));
    }
}

static void first_state(Out *o, const Routine *routine)
{
    const char *self = arena_printf(o->arena, "%.*s", STR_ARG(routine->self)).at;

    line(o, "    ");
    out_words(o, "%s->base.state = 0;", self);
    if (!is_generator(routine->function)) return;
    line(o, "    ");
    out_words(o, "async_generator_open(&%s->base, %.*s__resume);", self, STR_ARG(name_of(routine)));
    line(o, "    ");
    out_words(o, "%s->slot = &%s->value;", self, self);
    if (is_void(routine->function->receives)) return;
    line(o, "    ");
    out_words(o, "__builtin_memset(&%s->sent, 0, sizeof %s->sent);", self, self);
}

static void start_function(Out *o, const Routine *routine)
{
    Str name = name_of(routine);
    bool generator = is_generator(routine->function);

    line(o, "");
    out_words(o, "static inline ASYNC_UNUSED %s %.*s__start(struct %.*s__frame *%.*s, async_context_t *%.*s",
              generator ? "void" : "async_step_t", STR_ARG(name), STR_ARG(name),
              STR_ARG(routine->self), STR_ARG(routine->cx));
    parameter_list(o, routine);
    out_words(o, ")");
    line(o, "");
    out_words(o, "{");
    store_parameters(o, routine);
    first_state(o, routine);
    line(o, "    ");
    if (generator) out_words(o, "(void)%.*s;", STR_ARG(routine->cx));
    else out_words(o, "return %.*s__resume(&%.*s->base, %.*s);", STR_ARG(name), STR_ARG(routine->self),
                   STR_ARG(routine->cx));
    line(o, "");
    out_words(o, "}");
}

void c_declarations(Out *o, Routine *routine)
{
    Str name = name_of(routine);

    if (routine->declared) return;
    routine->declared = true;
    for (size_t i = 0; i < routine->callees.len; i++) c_declarations(o, routine->callees.at[i]);
    if (routine->function->colour == COLOUR_PLAIN) return;
    o->routine = routine;
    line(o, "");
    out_comment(o, routine->function->head);
    c_frame(o, routine);
    line(o, "");
    out_words(o, "static async_step_t %.*s__resume(async_frame_t *, async_context_t *);", STR_ARG(name));
    line(o, "");
    out_words(o, "static const async_coroutine_t %.*s__async;", STR_ARG(name));
    if (!routine->function->is_main) start_function(o, routine);
    if (routine->recursive) {
        line(o, "");
        out_span(o, routine->function->head);
        out_words(o, ";");
    }
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

static void dispatch_on_state(Out *o, const Routine *routine)
{
    if (!suspends_within(routine, o->branch)) return;
    line(o, "    ");
    out_words(o, "switch (%.*s->state) {", STR_ARG(routine->frame));
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        const Suspension *suspension = &routine->suspensions.at[i];
        Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
        if (!is_within(suspension, o->branch)) continue;
        line(o, "    ");
        out_words(o, "case %.*s: goto %.*s;", STR_ARG(label), STR_ARG(label));
    }
    line(o, "    ");
    out_words(o, "}");
}

static void exit_names(Out *o, const Routine *routine)
{
    if (!routine->exits.len) return;
    line(o, "    ");
    out_words(o, "enum { ");
    for (size_t i = 0; i < routine->exits.len; i++)
        out_words(o, "%s%.*s", i ? ", " : "", STR_ARG(routine->exits.at[i]));
    out_words(o, " };");
}

static void declare_if_local(Out *o, const Routine *routine, const Local *local)
{
    if (!local || routine->place[local->index].moved) return;
    line(o, "    ");
    out_words(o, "%.*s;", STR_ARG(type_declare(o->arena, local->type, local->name)));
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

static void routine_locals(Out *o, const Routine *routine)
{
    exit_names(o, routine);
    for (size_t i = 0; i < routine->ways.len; i++)
        if (routine->ways.at[i]->is_needed) declare_if_local(o, routine, routine->ways.at[i]);
    if (returns_through_defers(routine)) declare_if_local(o, routine, routine->result);
}

static bool names_word(const Writer *w, Str word)
{
    for (size_t i = 0; i + word.len <= w->len; i++) {
        if (memcmp(w->text + i, word.at, word.len) != 0) continue;
        if (i && char_in_word(w->text[i - 1])) continue;
        if (!char_in_word(w->text[i + word.len])) return true;
    }
    return false;
}

/* The function's statements, in a writer of their own: what they use decides what is declared. */
static void body_writer(const Out *o, Out *out)
{
    *out = *o;
    writer_init(&out->w);
    write_text(&out->w, "\n");
    out->broke = out->swallow = out->inside = false;
    out->assumed = o->name ? UINT32_MAX : 0;
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
    out_line(o, source_line(o->source, function->body.end - 1), STR("    "));
    if (function->is_main && !is_void(function->result)) {
        out_words(o, "%.*s->result = 0;", STR_ARG(routine->self));
        out_line(o, source_line(o->source, function->body.end - 1), STR("    "));
    }
    out_words(o, "return ASYNC_FINISHED;");
}

/* `struct f__frame *self = ...`: from the head of the frame that is resumed to all of it. */
static void declare_self(Out *o, const Routine *routine)
{
    Str name = name_of(routine);

    line(o, "    ");
    out_words(o, "struct %.*s__frame *%.*s = (struct %.*s__frame *)", STR_ARG(name),
              STR_ARG(routine->self), STR_ARG(name));
    if (o->branch)
        out_words(o, "((char *)%.*s - offsetof(struct %.*s__frame, %.*s.frame));", STR_ARG(routine->frame),
                  STR_ARG(name), STR_ARG(o->branch->field));
    else if (routine->lead)
        out_words(o, "((char *)%.*s - %u);", STR_ARG(routine->frame), (unsigned)routine->lead);
    else out_words(o, "%.*s;", STR_ARG(routine->frame));
}

/* What stands before the statements; `body` tells which names they use. */
static void prologue(Out *o, const Routine *routine, const Writer *body)
{
    bool self = names_word(body, routine->self), cx = names_word(body, routine->cx);
    bool frame = self || suspends_within(routine, o->branch) || names_word(body, routine->frame);

    if (self) declare_self(o, routine);
    if (!o->branch) routine_locals(o, routine);
    line(o, "");
    if (!cx) {
        line(o, "    ");
        out_words(o, "(void)%.*s;", STR_ARG(routine->cx));
    }
    if (!frame) {
        line(o, "    ");
        out_words(o, "(void)%.*s;", STR_ARG(routine->frame));
    }
    dispatch_on_state(o, routine);
    line(o, "");
}

static void open_resume(Out *o, const Routine *routine)
{
    line(o, "");
    out_words(o, "static async_step_t %.*s__resume(async_frame_t *%.*s, async_context_t *%.*s)",
              STR_ARG(out_resumed(o)), STR_ARG(routine->frame), STR_ARG(routine->cx));
    line(o, "");
    out_words(o, "{");
}

static void close_resume(Out *o, Out *body)
{
    write_str(&o->w, (Str){body->w.text + 1, body->w.len - 1});
    o->assumed = body->assumed;
    writer_free(&body->w);
    line(o, "");
    out_words(o, "}");
}

static void resume_function(Out *o, const Routine *routine)
{
    Out body;

    write_body(o, routine, &body);
    end_of_body(&body, routine);
    open_resume(o, routine);
    prologue(o, routine, &body.w);
    close_resume(o, &body);
}

/* A branch's function: the operand of a combinator, run on the frame of the function around it. */
static void branch_function(Out *o, const Routine *routine, const Await *branch)
{
    Out body;

    o->branch = branch;
    body_writer(o, &body);
    for (size_t i = 0; i < branch->body->items.len; i++) c_code(&body, branch->body->items.at[i], STR("    "));
    out_line(&body, source_line(o->source, branch->at.begin), STR("    "));
    out_words(&body, "return ASYNC_FINISHED;");
    line(o, "");
    out_comment(o, branch->at);
    open_resume(o, routine);
    prologue(o, routine, &body.w);
    close_resume(o, &body);
    line(o, "");
    o->branch = NULL;
}

static void branch_functions(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->branches.len; i++) branch_function(o, routine, routine->branches.at[i]);
}

/* ------------------------------------------------------------------ ramp */

static const char *zero_of(Out *o, const Type *type)
{
    if (type->class_ == TYPE_POINTER) return "NULL";
    Str cast = type_declare(o->arena, type_unqualified(o->arena, type), (Str){0});
    return arena_printf(o->arena, "(%.*s){0}", STR_ARG(cast)).at;
}

static void ramp_body(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    const char *cx = arena_printf(o->arena, "%.*s", STR_ARG(routine->cx)).at;
    const char *self = arena_printf(o->arena, "%.*s", STR_ARG(routine->self)).at;
    const char *name = arena_printf(o->arena, "%.*s", STR_ARG(name_of(routine))).at;
    const char *zero = is_void(function->result) ? "" : zero_of(o, function->result);
    const char *space = *zero ? " " : "";

    line(o, "    ");
    out_words(o, "if (!%.*s || %s__resume(&%s->base, %s) != ASYNC_FINISHED) {", STR_ARG(routine->eager),
              name, self, cx);
    line(o, "        ");
    out_words(o, "async_leave(%s, &%s__async, &%s->base);", cx, name, self);
    line(o, "        ");
    out_words(o, "return%s%s;", space, zero);
    line(o, "    ");
    out_words(o, "}");
    if (*zero) {
        line(o, "    ");
        Str result = type_declare(o->arena, type_unqualified(o->arena, function->result), routine->value);
        out_words(o, "%.*s = %s->result;", STR_ARG(result), self);
    }
    line(o, "    ");
    out_words(o, "async_frame_free(%s, &%s->base, sizeof *%s, %u);", cx, self, self, (unsigned)routine->lead);
    if (!*zero) return;
    line(o, "    ");
    out_words(o, "return %.*s;", STR_ARG(routine->value));
}

static void generator_ramp_body(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    const char *cx = arena_printf(o->arena, "%.*s", STR_ARG(routine->cx)).at;
    const char *zero = is_void(function->result) ? "" : zero_of(o, function->result);

    line(o, "    ");
    out_words(o, "async_leave(%s, &%.*s__async, &%.*s->base);", cx, STR_ARG(name_of(routine)),
              STR_ARG(routine->self));
    if (!*zero) return;
    line(o, "    ");
    out_words(o, "return %s;", zero);
}

/* Calling it creates a frame; the runtime's macros and translated callers know what to do with it. */
static void ramp(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    Str name = name_of(routine);

    line(o, "");
    out_words(o, "/* The ramp of %.*s: what its callers in other files and through pointers call. */",
              STR_ARG(name));
    line(o, "");
    if (function->is_static) {
        out_words(o, "ASYNC_UNUSED ");
    }
    out_span(o, function->head);
    line(o, "");
    out_words(o, "{");
    line(o, "    ");
    out_words(o, "async_context_t *%.*s = async_context();", STR_ARG(routine->cx));
    if (!is_generator(function)) {
        line(o, "    ");
        out_words(o, "bool %.*s = async_eager(%.*s);", STR_ARG(routine->eager), STR_ARG(routine->cx));
    }
    line(o, "    ");
    out_words(o, "struct %.*s__frame *%.*s = async_%s_frame(%.*s, &%.*s__async, ", STR_ARG(name),
              STR_ARG(routine->self), is_generator(function) ? "generator" : "ramp",
              STR_ARG(routine->cx), STR_ARG(name));
    if (!is_generator(function)) out_words(o, "sizeof *%.*s, ", STR_ARG(routine->self));
    out_words(o, "%u", (unsigned)routine->lead);
    if (!is_generator(function)) out_words(o, ", %.*s", STR_ARG(routine->eager));
    out_words(o, ");");
    line(o, "");
    store_parameters(o, routine);
    first_state(o, routine);
    if (is_generator(function)) generator_ramp_body(o, routine);
    else ramp_body(o, routine);
    line(o, "");
    out_words(o, "}");
}

/* ------------------------------------------------------------------ main */

static void main_function(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    bool given = function->parameters >= 2;
    Str argc = given ? function->locals.at[0]->name : STR("argc");
    Str argv = given ? function->locals.at[1]->name : STR("argv");

    line(o, "");
    out_words(o, "int main(int %.*s, char **%.*s)", STR_ARG(argc), STR_ARG(argv));
    line(o, "");
    out_words(o, "{");
    line(o, "    ");
    out_words(o, "struct main__frame *%.*s = async_main_frame(&main__async);", STR_ARG(routine->self));
    if (routine->lead) {
        line(o, "");
        line(o, "    ");
        out_words(o, "%.*s = (struct main__frame *)((char *)%.*s - %u);", STR_ARG(routine->self),
                  STR_ARG(routine->self), (unsigned)routine->lead);
    }
    line(o, "");
    if (given) store_parameters(o, routine);
    line(o, "    ");
    out_words(o, "return async_main(&%.*s->base, %.*s, %.*s);", STR_ARG(routine->self), STR_ARG(argc),
              STR_ARG(argv));
    line(o, "");
    out_words(o, "}");
}

/* ------------------------------------------------------------------ descriptor */

static const char *c_string(Out *o, Str text)
{
    char *out = arena_alloc(o->arena, 4 * text.len + 3);
    size_t n = 0;

    out[n++] = '"';
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c == '"' || c == '\\') out[n++] = '\\';
        if (c < ' ') n += (size_t)snprintf(out + n, 5, "\\%03o", c);
        else out[n++] = (char)c;
    }
    out[n++] = '"';
    return out;
}

static void point(Out *o, const Routine *routine, const Suspension *suspension)
{
    const Await *await = suspension->await;
    Span at = await ? await->at : suspension->yield->yield.at;
    Str name = name_of(routine);

    line(o, "    ");
    out_words(o, "{%s, %u, %u, ASYNC_POINT_%s, ", c_string(o, await ? await->awaited : STR("yield")),
              source_line(o->source, at.begin), source_column(o->source, at.begin),
              !await ? "YIELD" : await->kind == AWAIT_POOLED ? "POOLED" : "EMBEDDED");
    if (!await) {
        out_words(o, "0, NULL},");
        return;
    }
    out_words(o, "offsetof(struct %.*s__frame, %.*s) - offsetof(struct %.*s__frame, base), ",
              STR_ARG(name), STR_ARG(await->field), STR_ARG(name));
    bool unknown = await->kind == AWAIT_POOLED || await->kind == AWAIT_JOINT ||
                   await->kind == AWAIT_DELEGATE_POOLED;
    if (unknown) out_words(o, "NULL},");
    else out_words(o, "&%.*s__async},", STR_ARG(await->operation));
}

static void descriptor_sizes(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    const char *name = arena_printf(o->arena, "%.*s", STR_ARG(name_of(routine))).at;

    line(o, "    ");
    out_words(o, ".size = sizeof(struct %s__frame), .align = _Alignof(struct %s__frame), .lead = %u,", name,
              name, (unsigned)routine->lead);
    if (!is_void(function->result)) {
        line(o, "    ");
        out_words(o, ".result = offsetof(struct %s__frame, result) - offsetof(struct %s__frame, base),",
                  name, name);
        line(o, "    ");
        out_words(o, ".result_size = sizeof ((struct %s__frame *)0)->result,", name);
    }
    if (!is_generator(function)) return;
    line(o, "    ");
    out_words(o, ".value_size = sizeof ((struct %s__frame *)0)->value,", name);
    if (is_void(function->receives)) return;
    line(o, "    ");
    out_words(o, ".sent = offsetof(struct %s__frame, sent) - offsetof(struct %s__frame, base),", name, name);
    line(o, "    ");
    out_words(o, ".sent_size = sizeof ((struct %s__frame *)0)->sent,", name);
}

static const char *flags_of(const Function *function)
{
    switch (function->colour) {
    case COLOUR_GENERATOR: return "ASYNC_COROUTINE_GENERATOR";
    case COLOUR_ASYNC_GENERATOR: return "ASYNC_COROUTINE_GENERATOR | ASYNC_COROUTINE_ASYNC";
    default: return "ASYNC_COROUTINE_ASYNC";
    }
}

static void descriptor(Out *o, const Routine *routine)
{
    Str name = name_of(routine);

    line(o, "");
    if (routine->suspensions.len) {
        line(o, "");
        out_words(o, "static const async_point_t %.*s__points[] = {", STR_ARG(name));
        for (size_t i = 0; i < routine->suspensions.len; i++) point(o, routine, &routine->suspensions.at[i]);
        line(o, "");
        out_words(o, "};");
    }
    line(o, "");
    out_words(o, "static const async_coroutine_t %.*s__async = {", STR_ARG(name));
    line(o, "    ");
    out_words(o, ".abi = ASYNC_ABI_VERSION, .flags = %s, .name = \"%.*s\",", flags_of(routine->function),
              STR_ARG(name));
    line(o, "    ");
    out_words(o, ".file = %s, .line = %u,", c_string(o, str_from(o->source->name)),
              source_line(o->source, routine->function->span.begin));
    descriptor_sizes(o, routine);
    line(o, "    ");
    out_words(o, ".resume = %.*s__resume,", STR_ARG(name));
    if (routine->suspensions.len) {
        line(o, "    ");
        out_words(o, ".points = %.*s__points, .point_count = %zu,", STR_ARG(name), routine->suspensions.len);
    }
    line(o, "");
    out_words(o, "};");
}

/* ------------------------------------------------------------------ plain functions */

/* Generators' frames that the function's async_for loops run are its locals. */
static void plain_frames(Out *o, const Routine *routine)
{
    for (size_t i = 0; i < routine->awaits.len; i++) {
        const Await *await = routine->awaits.at[i];
        line(o, "    ");
        out_words(o, "struct %.*s__frame %.*s;", STR_ARG(await->operation), STR_ARG(await->field));
    }
}

static void plain_function(Out *o, const Routine *routine)
{
    const Function *function = routine->function;
    Out body;

    write_body(o, routine, &body);
    out_line(o, source_line(o->source, function->span.begin), (Str){0});
    out_span(o, (Span){function->span.begin, function->body.begin});
    out_words(o, "{");
    plain_frames(o, routine);
    if (names_word(&body.w, routine->cx)) {
        line(o, "    ");
        out_words(o, "async_context_t *%.*s = async_context();", STR_ARG(routine->cx));
    }
    routine_locals(o, routine);
    line(o, "");
    write_str(&o->w, (Str){body.w.text + 1, body.w.len - 1});
    o->assumed = body.assumed;
    writer_free(&body.w);
    if (o->broke) out_line(o, source_line(o->source, function->body.end - 1), (Str){0});
    out_words(o, "}");
    o->broke = false;
}

void c_function(Out *o, Routine *routine)
{
    c_declarations(o, routine);
    o->routine = routine;
    if (routine->function->colour == COLOUR_PLAIN) {
        plain_function(o, routine);
        return;
    }
    branch_functions(o, routine);
    resume_function(o, routine);
    line(o, "");
    descriptor(o, routine);
    line(o, "");
    if (routine->function->is_main) main_function(o, routine);
    else ramp(o, routine);
}
