/* c_frame.c - the frame as a struct, the states as enumerators. */
#include "c.h"

static bool is_generator(const Function *function)
{
    return function->colour == COLOUR_GENERATOR || function->colour == COLOUR_ASYNC_GENERATOR;
}

static bool is_void(const Type *type)
{
    return !type || type->class_ == TYPE_VOID;
}

static Str spelled(Str label, const Function *function)
{
    size_t prefix = function->name.len + 2;

    return label.len > prefix ? (Str){label.at + prefix, label.len - prefix} : label;
}

static void across(Out *o, const Routine *routine, const Local *local)
{
    const Place *place = &routine->place[local->index];
    unsigned shown = 0;

    out_words(o, local->is_parameter ? " /* parameter" : " /*");
    BITSET_EACH(&place->across, i) {
        const Suspension *suspension = &routine->suspensions.at[i];
        Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
        if (shown == 4) {
            out_words(o, ", ...");
            break;
        }
        const char *lead = local->is_parameter ? "; lives across " : " lives across ";
        out_words(o, "%s%.*s", shown ? ", " : lead, STR_ARG(spelled(label, routine->function)));
        shown++;
    }
    out_words(o, " */");
}

/* The types of the function that its frame, or what is left of it, needs to know. */
static void hoisted_types(Out *o, const Function *function)
{
    for (size_t i = 0; i < function->hoists.len; i++) {
        Span text = function->hoists.at[i].text;
        out_line(o, 0, (Str){0});
        o->hoisting = true;
        out_span(o, text);
        o->hoisting = false;
        if (o->source->text.at[text.end - 1] != ';') out_words(o, ";");
    }
}

static void local_field(Out *o, const Routine *routine, const Local *local, Str indent)
{
    Str field = routine->place[local->index].field;
    const Type *type = type_unqualified(o->arena, local->type);

    if (local->type->is_volatile || local->type->is_atomic) type = local->type;
    out_line(o, 0, indent);
    if (local->align) out_words(o, "_Alignas(%u) ", (unsigned)local->align);
    out_words(o, "%.*s;", STR_ARG(type_declare(o->arena, type, field)));
    across(o, routine, local);
}

static void child_struct(Out *o, const Await *await)
{
    if (await->kind == AWAIT_POOLED || await->kind == AWAIT_DELEGATE_POOLED) out_words(o, "async_frame_t *");
    else if (await->kind == AWAIT_JOINT) out_words(o, "async_joint_t ");
    else if (await->kind == AWAIT_BRANCH) out_words(o, "async_frame_t ");
    else out_words(o, "struct %.*s__frame ", STR_ARG(await->operation));
}

static void child_field(Out *o, const Await *await, Str indent)
{
    out_line(o, 0, indent);
    if (await->joint) {
        out_words(o, "struct { async_child_t child; ");
        child_struct(o, await);
        out_words(o, "frame; } %.*s;", STR_ARG(await->field));
        return;
    }
    child_struct(o, await);
    out_words(o, "%.*s;", STR_ARG(await->field));
}

static void member(Out *o, const Routine *routine, const Member *m, Str indent);

static void members(Out *o, const Routine *routine, const Member *group, Str indent)
{
    for (size_t i = 0; i < group->members.len; i++) member(o, routine, group->members.at[i], indent);
}

static void member(Out *o, const Routine *routine, const Member *m, Str indent)
{
    switch (m->kind) {
    case MEMBER_LOCAL: local_field(o, routine, m->local, indent); break;
    case MEMBER_CHILD: child_field(o, m->child, indent); break;
    case MEMBER_GROUP:
        out_line(o, 0, indent);
        out_words(o, m->overlap ? "union {" : "struct {");
        if (!m->overlap && m->scope.end)
            out_words(o, " /* of the block at line %u */", source_line(o->source, m->scope.begin));
        members(o, routine, m, c_deeper(o, indent));
        out_line(o, 0, indent);
        out_words(o, "};");
        break;
    default: break;
    }
}

static void head_fields(Out *o, const Routine *routine, Str indent)
{
    const Function *function = routine->function;
    const Type *yields = function->yields, *receives = function->receives;

    if (routine->lead) {
        out_line(o, 0, indent);
        out_words(o, "_Alignas(%u) char lead[%u]; /* keeps what a handle points to aligned */",
                  (unsigned)routine->frame_align, (unsigned)routine->lead);
    }
    out_line(o, 0, indent);
    out_words(o, "async_frame_t base;");
    if (is_generator(function)) {
        out_line(o, 0, indent);
        out_words(o, "%.*s;", STR_ARG(type_declare(o->arena, type_unqualified(o->arena, yields), STR("value"))));
        out_line(o, 0, indent);
        Str slot = type_declare(o->arena, type_pointer_to(o->arena, type_unqualified(o->arena, yields)), STR("slot"));
        out_words(o, "%.*s; /* where values go */", STR_ARG(slot));
        if (!is_void(receives)) {
            out_line(o, 0, indent);
            out_words(o, "%.*s; /* what async_send brought */",
                      STR_ARG(type_declare(o->arena, type_unqualified(o->arena, receives), STR("sent"))));
        }
    }
    if (!is_void(function->result)) {
        out_line(o, 0, indent);
        out_words(o, "%.*s;", STR_ARG(type_declare(o->arena, type_unqualified(o->arena, function->result), STR("result"))));
    }
}

static void state_names(Out *o, const Routine *routine)
{
    const Function *function = routine->function;

    if (!routine->suspensions.len) return;
    out_line(o, 0, (Str){0});
    out_words(o, "enum %.*s__state {", STR_ARG(function->name));
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        const Suspension *suspension = &routine->suspensions.at[i];
        Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
        out_line(o, 0, STR("    "));
        out_words(o, "%.*s%s%s", STR_ARG(label), i ? "" : " = 1",
                  i + 1 < routine->suspensions.len ? "," : "");
    }
    out_line(o, 0, (Str){0});
    out_words(o, "};");
}

void c_frame(Out *o, const Routine *routine)
{
    Str indent = STR("    ");

    hoisted_types(o, routine->function);
    out_line(o, 0, (Str){0});
    out_words(o, "struct %.*s__frame {", STR_ARG(routine->function->name));
    head_fields(o, routine, indent);
    members(o, routine, routine->layout, indent);
    out_line(o, 0, (Str){0});
    out_words(o, "};");
    state_names(o, routine);
}
