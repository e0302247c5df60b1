#include "frame.h"

/* Sizes that only the embedding limit and `--emit=frames` read; a target's own come from its types. */
enum { HEAD_BYTES = 24, POINTER_BYTES = 8, BRANCH_BYTES = 64 };

typedef struct Planner {
    Lower *l;
    Routine *routine;
    Map fields; /* names that are taken in the frame */
} Planner;

/* ------------------------------------------------------------------ names */

static Str field_name(Planner *p, Str wanted)
{
    Arena *arena = p->l->arena;
    Str name = wanted;

    for (unsigned n = 2; map_get(&p->fields, name) || map_get(&p->l->unit->macros, name); n++)
        name = arena_printf(arena, "%.*s_%u", STR_ARG(wanted), n);
    map_put(&p->fields, name, p);
    return name;
}

/* `read` for async_read. */
static Str short_name(Str name)
{
    if (!str_starts(name, "async_") || name.len == 6) return name;
    return (Str){name.at + 6, name.len - 6};
}

static Str plain_word(Arena *arena, Str text)
{
    char *word = arena_alloc(arena, text.len + 5);
    size_t n = 0;

    for (size_t i = 0; i < text.len && n < 32; i++) {
        char c = text.at[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
        if (letter || (n && c >= '0' && c <= '9')) word[n++] = c;
    }
    if (!n) return STR("call");
    return (Str){word, n};
}

static Str state_label(Planner *p, Str awaited)
{
    Arena *arena = p->l->arena;
    Str word = plain_word(arena, short_name(awaited));

    return names_fresh(p->l->names, arena_printf(arena, "%.*s__%.*s",
                                                 STR_ARG(p->routine->function->name), STR_ARG(word)));
}

static void name_states(Planner *p)
{
    for (size_t i = 0; i < p->routine->branches.len; i++)
        p->routine->branches.at[i]->label = state_label(p, STR("branch"));
    for (size_t i = 0; i < p->routine->suspensions.len; i++) {
        Suspension *suspension = &p->routine->suspensions.at[i];
        if (suspension->await) suspension->await->label = state_label(p, suspension->await->awaited);
        else suspension->yield->yield.label = state_label(p, STR("yield"));
    }
}

/* ------------------------------------------------------------------ what moves */

static bool is_live_somewhere(const Place *place)
{
    return bitset_next(&place->across, 0) < place->across.bits;
}

/* Types that a frame cannot declare. */
static void check_type(Planner *p, const Local *local)
{
    Span at = {local->declared, local->declared + (uint32_t)local->name.len};

    if (local->type->is_unnamed)
        not_yet(p->l, at, "a type without a name, of a header or a macro, that lives across a suspension");
    if (local->type->class_ == TYPE_VLA && !local->is_kept && local->index < p->routine->function->locals.len)
        not_yet(p->l, at, "a variable-length array that lives across a suspension");
}

/* What a branch names of the function around it is reached through the frame. */
static void share(Routine *routine, const Await *branch)
{
    BITSET_EACH(&branch->touched, k) {
        if (routine->locals.at[k]->branch != branch) routine->place[k].shared = true;
    }
}

static void find_shared(Planner *p)
{
    Routine *routine = p->routine;

    for (size_t i = 0; i < routine->branches.len; i++) share(routine, routine->branches.at[i]);
    for (size_t i = 0; i < routine->closures.len; i++) share(routine, routine->closures.at[i]);
}

static bool is_only_read(const Function *function, const Local *local)
{
    for (size_t i = 0; i < function->refs.len; i++) {
        const Ref *ref = &function->refs.at[i];
        if (ref->local == local && ref->access != ACCESS_READ && ref->access != ACCESS_UNEVALUATED) return false;
    }
    return true;
}

/* A parameter that can do without the frame as long as nothing suspends. */
static bool may_be_argument(const Routine *routine, const Local *local)
{
    const Type *type = local->type;

    if (type->class_ != TYPE_SCALAR && type->class_ != TYPE_POINTER) return false;
    if (type->is_volatile || type->is_atomic || local->align || local->has_cleanup) return false;
    if (local->address_taken || local->is_kept || routine->place[local->index].shared) return false;
    return is_only_read(routine->function, local);
}

/* All parameters are arguments of NAME__run, or none: more than these the macros cannot store. */
enum { MAX_ARGUMENTS = 8 };

static void choose_arguments(Routine *routine)
{
    const Function *function = routine->function;
    uint32_t count = function->parameters;

    routine->takes_arguments = function->colour == COLOUR_ASYNC && count && count <= MAX_ARGUMENTS;
    for (uint32_t i = 0; i < count && routine->takes_arguments; i++)
        routine->takes_arguments = may_be_argument(routine, function->locals.at[i]);
    for (uint32_t i = 0; i < count && routine->takes_arguments; i++) {
        routine->place[i].argument = true;
        routine->place[i].moved = false;
    }
}

static void choose_moved(Planner *p)
{
    Routine *routine = p->routine;
    bool coroutine = routine->function->colour != COLOUR_PLAIN;

    find_shared(p);
    for (size_t i = 0; i < routine->locals.len; i++) {
        Local *local = routine->locals.at[i];
        Place *place = &routine->place[i];
        bool cleaned = local->has_cleanup && local->is_needed;
        place->moved = (coroutine || local->branch || cleaned) && (local->is_parameter || place->shared || cleaned ||
                                     local->is_kept || is_live_somewhere(place));
        if (!place->moved) continue;
        check_type(p, local);
        bool in_plain = !coroutine && !local->branch; /* at the head of the function, without its attribute */
        place->field = in_plain ? names_fresh(p->l->names, local->name) : field_name(p, local->name);
    }
    choose_arguments(routine);
}

/* ------------------------------------------------------------------ the tree */

static Member *group(Planner *p, bool overlap, Span scope)
{
    Member *member = ARENA_NEW(p->l->arena, Member);

    member->kind = MEMBER_GROUP;
    member->overlap = overlap;
    member->scope = scope;
    return member;
}

static void add(Planner *p, Member *to, Member member)
{
    Member *copy = ARENA_NEW(p->l->arena, Member);

    *copy = member;
    VEC_PUSH(p->l->arena, &to->members, copy);
}

static void add_local(Planner *p, Member *to, Local *local)
{
    bool pointer = local->type->class_ == TYPE_VLA;
    uint64_t align = local->type->align ? local->type->align : 1;

    if (local->align > align) align = local->align;
    if (pointer) align = POINTER_BYTES;
    add(p, to, (Member){.kind = MEMBER_LOCAL, .local = local,
                        .size = pointer ? POINTER_BYTES : local->type->size, .align = align});
}

static Str child_word(Planner *p, const Await *await)
{
    if (p->routine->function->colour == COLOUR_PLAIN && !await->within) {
        Str wanted = arena_printf(p->l->arena, "%.*s_frame", STR_ARG(await->operation));
        return names_clear(p->l->names, wanted);
    }
    if (await->kind == AWAIT_BRANCH) return STR("branch");
    Str name = await->operation.len ? await->operation : await->awaited;
    return plain_word(p->l->arena, short_name(name));
}

static bool is_pointer(const Await *await)
{
    return await->kind == AWAIT_POOLED || await->kind == AWAIT_DELEGATE_POOLED;
}

/* Bytes of the frames that the compiler itself brings in; tests/emit compares them. */
static uint64_t own_bytes(const Await *await)
{
    static const struct {
        const char *name;
        uint64_t bytes;
    } own[] = {{"async_joint", 72}, {"async_deadline", 56}, {"async_generator_next", 40},
               {"async_generator_send", 40}, {"async_generator_throw", 40},
               {"async_generator_close", 40}, {"async_group_join", 48}, {"async_blocking", 80},
               {"async_queue_get", 56}, {"async_queue_put", 56}};

    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        if (str_is(await->operation, own[i].name)) return own[i].bytes;
    return await->size;
}

static void child_size(const Await *await, Member *member)
{
    member->size = own_bytes(await);
    member->align = await->align;
    if (await->callee && !is_pointer(await)) {
        member->size = await->callee->frame_size;
        member->align = await->callee->frame_align;
    } else if (is_pointer(await)) {
        member->size = member->align = POINTER_BYTES;
    }
    if (await->kind == AWAIT_BRANCH) member->size = HEAD_BYTES, member->align = POINTER_BYTES;
    if (await->joint) member->size += BRANCH_BYTES;
}

/* Awaits of one callee that are never alive together use one member. */
static Await *same_child(const Member *in, const Await *await)
{
    for (size_t i = 0; i < in->members.len; i++) {
        Await *other = in->members.at[i]->child;
        if (!other || other->pinned || other->kind != await->kind || other->joint) continue;
        if (is_pointer(await) || str_eq(other->operation, await->operation)) return other;
    }
    return NULL;
}

static void add_await(Planner *p, Member *to, Await *await);

static void add_child(Planner *p, Member *to, Await *await, bool may_share)
{
    Await *same = may_share ? same_child(to, await) : NULL;
    Member member = {.kind = MEMBER_CHILD, .child = await};

    if (same) {
        await->field = same->field;
        return;
    }
    await->field = field_name(p, is_pointer(await) && may_share ? STR("call") : child_word(p, await));
    child_size(await, &member);
    add(p, to, member);
}

/* The locals of a branch and what it awaits, beside the other branches' of its joint. */
static void add_branch(Planner *p, Member *to, const Await *branch)
{
    Routine *routine = p->routine;
    Member *inside = group(p, true, (Span){0});

    for (size_t i = 0; i < routine->locals.len; i++) {
        Local *local = routine->locals.at[i];
        if (local->branch == branch && place_has_field(&routine->place[i])) add_local(p, to, local);
    }
    for (size_t i = 0; i < routine->awaits.len; i++) {
        Await *await = routine->awaits.at[i];
        if (await->within == branch && !await->joint && !await->is_closure) add_await(p, inside, await);
    }
    if (inside->members.len) add(p, to, *inside);
}

static void add_joint(Planner *p, Member *to, Await *joint)
{
    Member *together = group(p, false, joint->at);

    joint->field = field_name(p, short_name(joint->awaited));
    add(p, together, (Member){.kind = MEMBER_CHILD, .child = joint, .size = own_bytes(joint), .align = joint->align});
    for (size_t i = 0; i < joint->children.len; i++) {
        Await *child = joint->children.at[i];
        add_child(p, together, child, false);
        if (child->kind == AWAIT_BRANCH) add_branch(p, together, child);
    }
    add(p, to, *together);
}

static void add_await(Planner *p, Member *to, Await *await)
{
    if (await->gives_way) return;
    if (await->kind == AWAIT_JOINT) add_joint(p, to, await);
    else add_child(p, to, await, true);
}

static void add_awaits(Planner *p, const Scope *scope, Member *pinned, Member *overlapping)
{
    for (size_t i = 0; i < p->routine->awaits.len; i++) {
        Await *await = p->routine->awaits.at[i];
        if (await->scope != scope || await->joint || await->within || await->is_closure) continue;
        if (await->pinned) add_child(p, pinned, await, false);
        else add_await(p, overlapping, await);
    }
}

static void merge(Planner *p, Member *into, const Member *from)
{
    for (size_t i = 0; i < from->members.len; i++) add(p, into, *from->members.at[i]);
}

/* The locals of a scope, then, overlapping, what its awaits and the blocks inside it hold. */
static Member *plan_scope(Planner *p, const Scope *scope)
{
    const Function *function = p->routine->function;
    Member *here = group(p, false, scope->span);
    Member *inside = group(p, true, (Span){0});

    for (size_t i = 0; i < p->routine->locals.len; i++) {
        Local *local = p->routine->locals.at[i];
        bool has_field = place_has_field(&p->routine->place[i]);
        if (local->scope == scope && !local->branch && has_field) add_local(p, here, local);
    }
    add_awaits(p, scope, here, inside);
    for (size_t i = 0; i < function->scopes.len; i++) {
        if (function->scopes.at[i]->parent != scope) continue;
        Member *nested = plan_scope(p, function->scopes.at[i]);
        if (nested->members.len) add(p, inside, *nested);
    }
    if (inside->members.len == 1 && inside->members.at[0]->kind == MEMBER_GROUP)
        merge(p, here, inside->members.at[0]);
    else if (inside->members.len == 1) add(p, here, *inside->members.at[0]);
    else if (inside->members.len) add(p, here, *inside);
    return here;
}

/* ------------------------------------------------------------------ sizes */

static uint64_t round_up(uint64_t size, uint64_t align)
{
    return align > 1 ? (size + align - 1) / align * align : size;
}

static void measure(Member *member)
{
    uint64_t at = 0;

    if (member->kind != MEMBER_GROUP) return;
    member->align = 1;
    for (size_t i = 0; i < member->members.len; i++) {
        Member *part = member->members.at[i];
        measure(part);
        if (part->align > member->align) member->align = part->align;
        part->offset = member->overlap ? 0 : round_up(at, part->align);
        uint64_t end = part->offset + part->size;
        at = member->overlap ? (end > at ? end : at) : end;
    }
    member->size = round_up(at, member->align);
}

static uint64_t append(uint64_t at, const Type *type, uint64_t *align)
{
    if (type_is_void(type)) return at;
    if (type->align > *align) *align = type->align;
    return round_up(at, type->align) + type->size;
}

static void measure_frame(Routine *routine)
{
    const Function *function = routine->function;
    bool generator = function->colour == COLOUR_GENERATOR || function->colour == COLOUR_ASYNC_GENERATOR;
    uint64_t align = POINTER_BYTES, at = HEAD_BYTES;

    if (generator) {
        at = round_up(append(at, function->yields, &align), POINTER_BYTES) + POINTER_BYTES;
        at = append(at, function->receives, &align);
    }
    at = append(at, function->result, &align);
    measure(routine->layout);
    if (routine->layout->align > align) align = routine->layout->align;
    for (size_t i = 0; i < routine->layout->members.len; i++) {
        Member *member = routine->layout->members.at[i];
        member->offset = round_up(at, member->align);
        at = member->offset + member->size;
    }
    routine->frame_align = align;
    routine->lead = align > POINTER_BYTES ? round_up(HEAD_BYTES, align) - HEAD_BYTES : 0;
    routine->frame_size = round_up(at + routine->lead, align);
}

/* A closure's frame: the head, `up`, and what is its own. */
static void plan_closure(Planner *p, Await *closure)
{
    closure->layout = group(p, false, (Span){0});
    add_branch(p, closure->layout, closure);
    measure(closure->layout);
    closure->frame_align = closure->layout->align;
    if (closure->frame_align > POINTER_BYTES)
        closure->lead = round_up(HEAD_BYTES, closure->frame_align) - HEAD_BYTES;
}

/* ------------------------------------------------------------------ what it takes to declare it */

static void need(Routine *routine, const Type *type)
{
    if (type && type->needs > routine->needs) routine->needs = type->needs;
}

static void find_needs(Routine *routine)
{
    for (size_t i = 0; i < routine->locals.len; i++)
        if (place_has_field(&routine->place[i])) need(routine, routine->locals.at[i]->type);
    need(routine, routine->function->result);
    need(routine, routine->function->yields);
    need(routine, routine->function->receives);
    for (size_t i = 0; i < routine->callees.len; i++)
        if (routine->callees.at[i]->needs > routine->needs) routine->needs = routine->callees.at[i]->needs;
}

static void reserve(Planner *p)
{
    static const char *const word[] = {"base", "lead", "result", "value", "slot", "sent"};
    bool generator = p->routine->function->yields;
    size_t words = sizeof word / sizeof *word - (generator ? 0 : 3);

    map_init(&p->fields, p->l->arena);
    for (size_t i = 0; i < words; i++) map_put(&p->fields, str_from(word[i]), p);
    if (p->routine->closures.len) map_put(&p->fields, STR("up"), p);
}

void frame_plan(Lower *l, Routine *routine)
{
    Planner p = {.l = l, .routine = routine};

    reserve(&p);
    name_states(&p);
    choose_moved(&p);
    for (size_t i = 0; i < routine->closures.len; i++) plan_closure(&p, routine->closures.at[i]);
    routine->layout = plan_scope(&p, routine->function->scopes.at[0]);
    measure_frame(routine);
    find_needs(routine);
    routine->embeddable = !routine->recursive && routine->frame_size <= l->embed_limit &&
                          routine->function->colour != COLOUR_PLAIN &&
                          routine->function->colour != COLOUR_ASYNC_GENERATOR &&
                          !routine->function->is_main;
}
