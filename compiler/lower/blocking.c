#include "blocking.h"
#include "joint.h"

/* ------------------------------------------------------------------ the struct of a call */

/* What an argument is passed as: the parameter's type, or where there is none its own, decayed. */
static const Type *passed_type(Lower *l, const Call *call, uint32_t i)
{
    const Type *own = call->argument[i]->type;
    const Type *type = i < call->parameters ? call->parameter[i] : own;

    /* A transparent union, as which glibc takes the addresses of sockets. */
    if (type->class_ == TYPE_RECORD && own->class_ != TYPE_RECORD) type = own;
    if (type->class_ == TYPE_ARRAY) type = type_pointer_to(l->arena, type->element);
    if (type->class_ == TYPE_FUNCTION) type = type_pointer_to(l->arena, type);
    return type_unqualified(l->arena, type);
}

/* `a1`, `a2`, ...: the members for the arguments, clear of macros. */
static void name_arguments(Lower *l, Blocking *blocking)
{
    blocking->member = ARENA_ARRAY(l->arena, Str, blocking->arguments + 1);
    for (uint32_t i = 0; i < blocking->arguments; i++)
        blocking->member[i] = names_clear(l->names, arena_printf(l->arena, "a%u", (unsigned)i + 1));
}

static Blocking *describe(Lower *l, const Call *call, Span at)
{
    Blocking *blocking = ARENA_NEW(l->arena, Blocking);
    const Type *function = call->callee->type;

    *blocking = (Blocking){.at = at, .result = type_unqualified(l->arena, call->result),
                           .arguments = call->arguments};
    blocking->name = names_fresh(
        l->names, arena_printf(l->arena, "%.*s__blocking_%u", STR_ARG(l->routine->function->name),
                               (unsigned)l->routine->blockings.len + 1));
    if (call->name.len) blocking->callee = call->callee->span;
    if (function->class_ == TYPE_FUNCTION) function = type_pointer_to(l->arena, function);
    blocking->function = type_unqualified(l->arena, function);
    blocking->argument = ARENA_ARRAY(l->arena, const Type *, call->arguments + 1);
    for (uint32_t i = 0; i < call->arguments; i++)
        blocking->argument[i] = passed_type(l, call, i);
    name_arguments(l, blocking);
    VEC_PUSH(l->arena, &l->routine->blockings, blocking);
    return blocking;
}

static void add_member(Type *record, const Type *type)
{
    uint64_t align = type->align ? type->align : 1;

    if (type_is_void(type)) return;
    record->size = (record->size + align - 1) / align * align + type->size;
    if (align > record->align) record->align = align;
    if (type->needs > record->needs) record->needs = type->needs;
}

/* The object of it that lies in the frame; NULL where there is none. */
static Local *packed_object(Lower *l, const Blocking *blocking)
{
    Type *record = ARENA_NEW(l->arena, Type);

    if (blocking_is_empty(blocking)) return NULL;
    *record = (Type){.class_ = TYPE_RECORD, .align = 1,
                     .before = arena_printf(l->arena, "struct %.*s", STR_ARG(blocking->name))};
    add_member(record, blocking->result);
    if (!blocking->callee.end) add_member(record, blocking->function);
    for (uint32_t i = 0; i < blocking->arguments; i++) add_member(record, blocking->argument[i]);
    record->size = (record->size + record->align - 1) / record->align * record->align;
    Local *packed = temporary(l, record, "blocking");
    packed->address_taken = true;
    return packed;
}

/* ------------------------------------------------------------------ packing */

/* packed.MEMBER = value; */
static void store(Lower *l, Local *packed, Str member, const Text *value)
{
    Text text = {0};

    text_local(l, &text, packed, ACCESS_UPDATE);
    text_words(l, &text, ".%.*s = ", STR_ARG(member));
    text_append(l, &text, value);
    text_words(l, &text, ";");
    code_text(l, text);
}

/* Callee and arguments are evaluated here, in their order. */
static void pack(Lower *l, const Blocking *blocking, const Call *call, Local *packed)
{
    uint32_t first = blocking->callee.end ? 1 : 0, count = call->arguments + 1;
    Expr **expr = ARENA_ARRAY(l->arena, Expr *, count);
    Operand *operand = ARENA_ARRAY(l->arena, Operand, count);

    expr[0] = call->callee;
    for (uint32_t i = 0; i < call->arguments; i++) expr[i + 1] = call->argument[i];
    spill_operands(l, expr + first, count - first, operand + first);
    if (!first) store(l, packed, STR("call"), &operand[0].text);
    for (uint32_t i = 1; i < count; i++)
        store(l, packed, blocking->member[i - 1], &operand[i].text);
}

static void wait(Lower *l, const Blocking *blocking, Str awaited, Local *packed, Local *caught)
{
    Await *await = await_own_operation(l, "async_blocking",
                                       arena_printf(l->arena, "%.*s", STR_ARG(awaited)).at,
                                       blocking->at);

    await->caught = caught;
    text_words(l, &await->arguments, "%.*s__call, ", STR_ARG(blocking->name));
    if (packed) {
        text_words(l, &await->arguments, "&");
        text_local(l, &await->arguments, packed, ACCESS_ADDRESS);
    } else {
        text_words(l, &await->arguments, "NULL");
    }
    await_append(l, await);
}

/*
 * source:  await async_blocking(f(x, y))
 * becomes: packed.a1 = x; packed.a2 = y; a wait for packed.result = f(packed.a1, packed.a2)
 */
Operand blocking_lower(Lower *l, Start *start, Local *caught)
{
    const Call *call = start->inner ? start->inner->call : NULL;
    Operand operand = {.type = start->type, .stability = STABLE_ALWAYS};

    if (!call) return operand;
    Blocking *blocking = describe(l, call, start->span);
    Local *packed = packed_object(l, blocking);
    pack(l, blocking, call, packed);
    wait(l, blocking, call->name.len ? call->name : STR("async_blocking"), packed, caught);
    if (type_is_void(start->type)) return operand;
    text_local(l, &operand.text, packed, ACCESS_READ);
    text_words(l, &operand.text, ".result");
    return operand;
}
