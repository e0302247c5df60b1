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

/* What the fields are, and across which suspensions they have to live. */
static void across(Out *o, const Routine *routine, const Local *local, bool several)
{
    const Place *place = &routine->place[local->index];
    const char *lead = several ? "live across " : "lives across ";
    unsigned shown = 0;

    out_words(o, " /*");
    if (local->is_parameter) out_words(o, several ? " parameters" : " parameter");
    else if (bitset_next(&place->across, 0) == place->across.bits) out_words(o, place->shared ? " of its branches too" : " kept");
    BITSET_EACH(&place->across, i) {
        const Suspension *suspension = &routine->suspensions.at[i];
        Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
        if (shown == 4) {
            out_words(o, ", ...");
            break;
        }
        if (!shown) out_words(o, "%s %s", local->is_parameter ? ";" : "", lead);
        out_words(o, "%s%.*s", shown ? ", " : "", STR_ARG(spelled(label, routine->function)));
        shown++;
    }
    out_words(o, " */");
}

static void hoisted_specifiers(Out *o, Span specifiers)
{
    o->defined = true;
    out_span(o, specifiers);
    o->defined = false;
    out_words(o, " ");
}

/* The types of the function that its frame, or what is left of it, needs to know. */
static void hoisted_types(Out *o, const Function *function)
{
    for (size_t i = 0; i < function->hoists.len; i++) {
        Span text = function->hoists.at[i].text, specifiers = function->hoists.at[i].specifiers;
        out_line(o, 0, (Str){0});
        o->hoisting = true;
        if (specifiers.end) hoisted_specifiers(o, specifiers);
        out_span(o, text);
        o->hoisting = false;
        if (o->source->text.at[text.end - 1] != ';') out_words(o, ";");
    }
}

static const Type *field_type(Out *o, const Local *local)
{
    return type_assignable(o->arena, local->type);
}

/* `char ` of `char *`, for `char *a, *b;`; empty where a declaration cannot be shared. */
static Str shared_specifier(Out *o, const Local *local)
{
    const Type *type = field_type(o, local);
    Str before = type->before;
    bool plain = type->class_ == TYPE_SCALAR || type->class_ == TYPE_POINTER || type->class_ == TYPE_RECORD;

    if (!plain || type->after.len || local->align || memchr(before.at, TYPE_HOLE, before.len)) return (Str){0};
    while (before.len && before.at[before.len - 1] == '*') before.len--;
    while (before.len && before.at[before.len - 1] == ' ') before.len--;
    bool simple = !memchr(before.at, '*', before.len) && !memchr(before.at, '(', before.len);
    return simple ? before : (Str){0};
}

static bool share(Out *o, const Routine *routine, const Local *a, const Local *b)
{
    const BitSet *x = &routine->place[a->index].across, *y = &routine->place[b->index].across;
    Str specifier = shared_specifier(o, a);

    if (a->is_parameter != b->is_parameter || !specifier.len) return false;
    if (!str_eq(specifier, shared_specifier(o, b))) return false;
    for (size_t i = 0; i < routine->suspensions.len; i++)
        if (bitset_has(x, i) != bitset_has(y, i)) return false;
    return true;
}

/* The fields from members[i] on that share a declaration; gives the index behind them. */
static size_t local_fields(Out *o, const Routine *routine, const Member *group, size_t i, Str indent)
{
    const Local *first = group->members.at[i]->local;
    size_t specifier = shared_specifier(o, first).len, begin = i;

    out_line(o, 0, indent);
    if (first->align && first->type->class_ != TYPE_VLA) out_words(o, "_Alignas(%u) ", (unsigned)first->align);
    for (; i < group->members.len; i++) {
        const Member *m = group->members.at[i];
        if (i > begin && (m->kind != MEMBER_LOCAL || !share(o, routine, first, m->local))) break;
        Str text = c_object(o, field_type(o, m->local), routine->place[m->local->index].field);
        if (i > begin) {
            text = (Str){text.at + specifier, text.len - specifier};
            out_words(o, ",%s", text.at[0] == ' ' ? "" : " ");
        }
        write_str(&o->w, text);
    }
    out_words(o, ";");
    across(o, routine, first, i > begin + 1);
    return i;
}

static void child_struct(Out *o, const Await *await)
{
    if (await_is_pooled(await)) out_words(o, "async_frame_t *");
    else if (await->kind == AWAIT_JOINT) out_words(o, "async_joint_t ");
    else out_words(o, "struct %.*s__frame ", STR_ARG(await->operation));
}

static bool same_child(const Await *a, const Await *b)
{
    return !a->joint == !b->joint && a->kind == b->kind && !await_is_pooled(a) && a->kind != AWAIT_JOINT &&
           str_eq(a->operation, b->operation);
}

/* The children from members[i] on that share a declaration; gives the index behind them. */
static size_t child_fields(Out *o, const Member *group, size_t i, Str indent)
{
    const Await *first = group->members.at[i]->child;

    out_line(o, 0, indent);
    bool operand = first->kind == AWAIT_BRANCH;
    if (operand) out_words(o, "async_operand_t ");
    else if (first->joint) out_words(o, "struct { async_child_t child; ");
    if (!operand) child_struct(o, first);
    if (first->joint && !operand) out_words(o, "frame; } ");
    out_words(o, "%.*s", STR_ARG(first->field));
    for (i++; i < group->members.len; i++) {
        const Member *m = group->members.at[i];
        if (m->kind != MEMBER_CHILD || !same_child(first, m->child)) break;
        out_words(o, ", %.*s", STR_ARG(m->child->field));
    }
    out_words(o, ";");
    return i;
}

static void member(Out *o, const Routine *routine, const Member *m, Str indent);

void c_members(Out *o, const Routine *routine, const Member *group, Str indent)
{
    for (size_t i = 0; i < group->members.len;) {
        if (group->members.at[i]->kind == MEMBER_LOCAL && !group->overlap)
            i = local_fields(o, routine, group, i, indent);
        else if (group->members.at[i]->kind == MEMBER_CHILD && !group->overlap)
            i = child_fields(o, group, i, indent);
        else member(o, routine, group->members.at[i++], indent);
    }
}

static void member(Out *o, const Routine *routine, const Member *m, Str indent)
{
    switch (m->kind) {
    case MEMBER_LOCAL: {
        Member *one[] = {(Member *)m};
        local_fields(o, routine, &(Member){.members = {one, 1, 1}}, 0, indent);
        break;
    }
    case MEMBER_CHILD: {
        Member *one[] = {(Member *)m};
        child_fields(o, &(Member){.members = {one, 1, 1}}, 0, indent);
        break;
    }
    case MEMBER_GROUP:
        if (m->members.len == 1) {
            c_members(o, routine, m, indent);
            break;
        }
        out_line(o, 0, indent);
        out_words(o, m->overlap ? "union {" : "struct {");
        if (!m->overlap && m->scope.end)
            out_words(o, " /* of the block at line %u */", source_line(o->source, m->scope.begin));
        c_members(o, routine, m, c_deeper(o, indent));
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
        Str slot = out_type(o, type_pointer_to(o->arena, type_unqualified(o->arena, yields)), STR("slot"));
        out_words(o, "%.*s; %.*s; /* what it yields, and where to */",
                  STR_ARG(out_type(o, type_unqualified(o->arena, yields), STR("value"))), STR_ARG(slot));
        if (!is_void(receives)) {
            out_line(o, 0, indent);
            out_words(o, "%.*s; /* what async_send brought */",
                      STR_ARG(out_type(o, type_unqualified(o->arena, receives), STR("sent"))));
        }
    }
    if (!is_void(function->result)) {
        out_line(o, 0, indent);
        out_words(o, "%.*s;", STR_ARG(out_type(o, type_unqualified(o->arena, function->result), STR("result"))));
    }
}

void c_states(Out *o, const Routine *routine)
{
    const Function *function = routine->function;

    if (!routine->suspensions.len) return;
    out_line(o, 0, (Str){0});
    out_words(o, "enum %.*s__state { ", STR_ARG(function->name));
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        const Suspension *suspension = &routine->suspensions.at[i];
        Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
        out_words(o, "%s%.*s%s", i ? ", " : "", STR_ARG(label), i ? "" : " = 1");
    }
    out_words(o, " };");
}

void c_frame(Out *o, const Routine *routine)
{
    Str indent = STR("    ");

    hoisted_types(o, routine->function);
    c_blocking_structs(o, routine);
    out_line(o, 0, (Str){0});
    size_t from = o->w.len;
    out_words(o, "struct %.*s__frame {", STR_ARG(routine->function->name));
    head_fields(o, routine, indent);
    c_members(o, routine, routine->layout, indent);
    out_line(o, 0, (Str){0});
    out_words(o, "};");
    out_align_comments(o, from);
    c_states(o, routine);
}
