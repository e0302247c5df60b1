#include "coalesce.h"

/* ------------------------------------------------------------------ every mention of a temporary */

/* Counts the mentions of `from`; where there is a `to`, it takes their place. */
typedef struct Renaming {
    const Local *from;
    Local *to;
    uint32_t count;
} Renaming;

static void rename_local(Renaming *r, Local **local)
{
    if (*local != r->from) return;
    r->count++;
    if (r->to) *local = r->to;
}

static void rename_text(Renaming *r, Text *text)
{
    for (size_t i = 0; i < text->pieces.len; i++)
        if (text->pieces.at[i].kind == PIECE_LOCAL) rename_local(r, &text->pieces.at[i].local);
}

static void rename_code(Renaming *r, Code *code);

static void rename_await(Renaming *r, Await *await)
{
    if (!await) return;
    rename_text(r, &await->function);
    rename_text(r, &await->arguments);
    rename_local(r, &await->dest);
    rename_local(r, &await->caught);
    rename_local(r, &await->unwind.raised);
    rename_code(r, await->body);
}

static void rename_code(Renaming *r, Code *code)
{
    if (!code) return;
    rename_text(r, &code->text);
    rename_text(r, &code->tail);
    rename_text(r, &code->yield.value);
    rename_local(r, &code->local);
    rename_local(r, &code->yield.caught);
    rename_local(r, &code->yield.received);
    rename_local(r, &code->yield.unwind.raised);
    rename_local(r, &code->unwind.raised);
    for (uint32_t i = 0; i < code->declarators; i++) rename_text(r, &code->declarator[i].init);
    rename_await(r, code->await);
    rename_code(r, code->init);
    for (size_t i = 0; i < code->items.len; i++) rename_code(r, code->items.at[i]);
    rename_code(r, code->body);
    rename_code(r, code->otherwise);
    for (size_t i = 0; i < code->exits.len; i++) rename_code(r, code->exits.at[i].jump);
}

static uint32_t mentions(const Local *local, Code *const *item, size_t items)
{
    Renaming r = {.from = local};

    for (size_t i = 0; i < items; i++) rename_code(&r, item[i]);
    return r.count;
}

/* ------------------------------------------------------------------ which declarations */

/* The temporary that is the whole value of the one variable declared there; NULL: it is another. */
static const Local *temporary_of(const Code *code)
{
    if (code->kind != CODE_DECL || code->declarators != 1 || code->verbatim) return NULL;
    const Text *init = &code->declarator[0].init;
    if (!code->declarator[0].has_init || init->pieces.len != 1) return NULL;
    const Piece *piece = &init->pieces.at[0];
    return piece->kind == PIECE_LOCAL && piece->local->is_temporary ? piece->local : NULL;
}

static bool same_type(const Type *a, const Type *b)
{
    return a->class_ == b->class_ && str_eq(a->before, b->before) && str_eq(a->after, b->after);
}

/* Attributes would be lost, and say what is to become of the variable. */
static bool has_attributes(const Lower *l, const Code *decl)
{
    const char *text = l->unit->source.text.at;

    for (uint32_t i = decl->stmt->decl.specifiers.begin; i < decl->declarator[0].source->init.begin; i++)
        if (!strncmp(text + i, "__attribute", strlen("__attribute")) || !strncmp(text + i, "[[", 2)) return true;
    return false;
}

/* C lets an initializer name what it initializes: `int n = await f(&n);` */
static bool names_itself(const Lower *l, const Declarator *declarator)
{
    const Function *function = l->routine->function;
    size_t i = function_ref_from(function, declarator->init.begin);

    for (; i < function->refs.len && function->refs.at[i].at < declarator->init.end; i++)
        if (function->refs.at[i].local == declarator->local) return true;
    return false;
}

static bool can_take_over(Lower *l, const Code *decl, const Local *temporary)
{
    const Declarator *declarator = decl->declarator[0].source;
    const Local *local = declarator->local;

    if (!local || local->has_cleanup || local->is_register || local->align) return false;
    if (local->type->is_const || local->type->is_volatile || local->type->is_atomic) return false;
    if (local->type->class_ != TYPE_SCALAR && local->type->class_ != TYPE_POINTER &&
        local->type->class_ != TYPE_RECORD) return false;
    return !local->type->has_const_member && same_type(local->type, temporary->type) &&
           local->branch == temporary->branch && !has_attributes(l, decl) && !names_itself(l, declarator);
}

/* ------------------------------------------------------------------ taking over */

static void remove_at(Code *code, size_t i)
{
    for (code->items.len--; i < code->items.len; i++) code->items.at[i] = code->items.at[i + 1];
}

/* The declaration at `end`, whose temporary begins at `begin`: nothing else mentions it. */
static bool take_over(Lower *l, Code *code, size_t begin, size_t end)
{
    Code *decl = code->items.at[end];
    Renaming r = {.from = temporary_of(decl), .to = decl->declarator[0].source->local};
    uint32_t here = mentions(r.from, code->items.at + begin, end - begin + 1);

    if (here != mentions(r.from, &l->routine->body, 1) || !can_take_over(l, decl, r.from)) return false;
    remove_at(code, end);
    for (size_t i = begin; i < end; i++) rename_code(&r, code->items.at[i]);
    return true;
}

static void coalesce_in(Lower *l, Code *code)
{
    if (!code) return;
    for (size_t end = 1; end < code->items.len; end++) {
        const Local *temporary = temporary_of(code->items.at[end]);
        for (size_t i = end; temporary && i-- > 0;) {
            const Code *item = code->items.at[i];
            if (item->kind != CODE_SET || !item->declares || item->local != temporary) continue;
            if (take_over(l, code, i, end)) end--;
            break;
        }
    }
    for (size_t i = 0; i < code->items.len; i++) coalesce_in(l, code->items.at[i]);
    coalesce_in(l, code->body);
    coalesce_in(l, code->otherwise);
}

void coalesce(Lower *l, Routine *routine)
{
    coalesce_in(l, routine->body);
}
