/* c_declare.c - declarations, of whose locals some have moved into the frame. */
#include "c.h"

static bool moved(const Out *o, const CodeDeclarator *declarator)
{
    const Local *local = declarator->source->local;

    return local && o->routine->place[local->index].moved;
}

static bool any_moved(const Out *o, const Code *code)
{
    for (uint32_t i = 0; i < code->declarators; i++)
        if (moved(o, &code->declarator[i])) return true;
    return false;
}

static bool is_zero_list(const Out *o, const CodeDeclarator *declarator)
{
    Str text = source_text(o->source, declarator->source->init);
    char compact[4] = {0};
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == ' ' || text.at[i] == '\n' || text.at[i] == '\t') continue;
        if (n == 3) return false;
        compact[n++] = text.at[i];
    }
    return strcmp(compact, "{0}") == 0 || strcmp(compact, "{}") == 0;
}

/* Before a list that is assigned: `(struct point)`, or by its field where the type has no name. */
static void literal_type(Out *o, const Local *local)
{
    out_words(o, "(");
    if (local->type->is_unnamed) {
        out_words(o, "__typeof__(");
        out_local(o, local);
        out_words(o, ")");
    } else {
        write_str(&o->w, out_type(o, type_unqualified(o->arena, local->type), (Str){0}));
    }
    out_words(o, ")");
}

static bool is_copied(const Type *type)
{
    return type->class_ == TYPE_RECORD && type->has_const_member;
}

void c_assign(Out *o, const Type *type)
{
    if (is_copied(type)) out_words(o, "ASYNC_COPY(");
}

void c_assign_value(Out *o, const Type *type) { out_words(o, is_copied(type) ? ", " : " = "); }

void c_assigned(Out *o, const Type *type)
{
    if (is_copied(type)) out_words(o, ")");
}

/* source: T a[n] = {...}. becomes: a copy of a literal, or zeros */
static void assign_bytes(Out *o, const CodeDeclarator *declarator)
{
    const Local *local = declarator->source->local;
    bool braces = declarator->source->braces;

    if (local->type->class_ == TYPE_VLA) {
        out_words(o, "__builtin_memset((void *)");
        out_local(o, local);
        out_words(o, ", 0, sizeof ");
        out_use(o, local, ACCESS_UNEVALUATED);
        out_words(o, ")");
        return;
    }
    if (is_zero_list(o, declarator)) {
        out_words(o, "__builtin_memset(%s&", local->type->is_volatile ? "(void *)" : "");
        out_local(o, local);
        out_words(o, ", 0, sizeof ");
        out_local(o, local);
        out_words(o, ")");
        return;
    }
    out_words(o, "__builtin_memcpy((void *)&");
    out_local(o, local);
    out_words(o, ", &");
    literal_type(o, local);
    if (!braces) out_words(o, "{");
    out_text(o, &declarator->init);
    if (!braces) out_words(o, "}");
    out_words(o, ", sizeof ");
    out_local(o, local);
    out_words(o, ")");
}

static void assign(Out *o, const CodeDeclarator *declarator)
{
    const Local *local = declarator->source->local;
    const Type *type = local->type;
    bool braces = declarator->source->braces;

    bool array = type->class_ == TYPE_ARRAY || (type->class_ == TYPE_VLA && type->is_array);
    if (array) {
        assign_bytes(o, declarator);
        return;
    }
    bool pointer = type->class_ == TYPE_VLA; /* to an array, kept as a void pointer */
    c_assign(o, type);
    out_local(o, local);
    c_assign_value(o, type);
    if (pointer) out_words(o, "(void *)(");
    if (braces) literal_type(o, local);
    out_text(o, &declarator->init);
    if (pointer) out_words(o, ")");
    c_assigned(o, type);
}

static void stays(Out *o, const Code *code, const CodeDeclarator *declarator)
{
    Span span = declarator->source->span;

    out_span(o, code->stmt->decl.specifiers);
    out_words(o, " ");
    if (!declarator->has_init) {
        out_span(o, span);
        return;
    }
    out_span(o, (Span){span.begin, declarator->source->init.begin});
    out_text(o, &declarator->init);
}

void c_declaration(Out *o, const Code *code, Str indent)
{
    uint32_t line = out_source_line(o, code->source);
    bool written = false;

    if (out_is_gone(o, code->source)) {
        o->swallow = true;
        return;
    }
    if (code->verbatim && !any_moved(o, code)) {
        out_span(o, code->source);
        return;
    }
    for (uint32_t i = 0; i < code->declarators; i++) {
        const CodeDeclarator *declarator = &code->declarator[i];
        bool has_moved = moved(o, declarator);
        if (has_moved && !declarator->has_init) continue;
        out_line(o, line, indent);
        if (has_moved)
            assign(o, declarator);
        else
            stays(o, code, declarator);
        out_words(o, ";");
        written = true;
    }
    if (!written) o->swallow = true;
}

Str c_object(Out *o, const Type *type, Str name)
{
    if (type->class_ != TYPE_VLA) return out_type(o, type, name);
    if (!type->is_array || type->element->class_ == TYPE_VLA)
        return arena_printf(o->arena, "void *%.*s", STR_ARG(name));
    return out_type(o, type_pointer_to(o->arena, type_unqualified(o->arena, type->element)), name);
}

bool c_declares_inline(const Out *o, const Code *code)
{
    for (uint32_t i = 0; i < code->declarators; i++) {
        const CodeDeclarator *declarator = &code->declarator[i];
        if (!moved(o, declarator)) return false;
        TypeClass class_ = declarator->source->local->type->class_;
        if (class_ != TYPE_SCALAR && class_ != TYPE_POINTER && class_ != TYPE_RECORD) return false;
    }
    return true;
}

void c_assignments(Out *o, const Code *code)
{
    bool first = true;

    for (uint32_t i = 0; i < code->declarators; i++) {
        if (!code->declarator[i].has_init) continue;
        if (!first) out_words(o, ", ");
        assign(o, &code->declarator[i]);
        first = false;
    }
}
