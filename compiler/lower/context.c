#include "context.h"

/* ------------------------------------------------------------------ text */

static void push(Lower *l, Text *text, Piece piece)
{
    VEC_PUSH(l->arena, &text->pieces, piece);
}

void text_words(Lower *l, Text *text, const char *format, ...)
{
    char small[256];
    va_list ap;

    va_start(ap, format);
    int n = vsnprintf(small, sizeof small, format, ap);
    va_end(ap);
    char *words = n < (int)sizeof small ? small : arena_alloc(l->arena, (size_t)n + 1);
    if (words != small) {
        va_start(ap, format);
        vsnprintf(words, (size_t)n + 1, format, ap);
        va_end(ap);
    }
    Str copy = words == small ? arena_copy(l->arena, str_from(small)) : str_from(words);
    push(l, text, (Piece){.kind = PIECE_WORDS, .words = copy});
}

void text_span(Lower *l, Text *text, Span span)
{
    if (span.begin < span.end) push(l, text, (Piece){.kind = PIECE_SOURCE, .span = span});
}

void text_local(Lower *l, Text *text, Local *local, Access access)
{
    push(l, text, (Piece){.kind = PIECE_LOCAL, .local = local, .access = access});
}

void text_result(Lower *l, Text *text, Await *await)
{
    push(l, text, (Piece){.kind = PIECE_RESULT, .await = await});
}

void text_frame(Lower *l, Text *text, Await *await)
{
    push(l, text, (Piece){.kind = PIECE_FRAME, .await = await});
}

void text_status(Lower *l, Text *text, Await *joint)
{
    push(l, text, (Piece){.kind = PIECE_STATUS, .await = joint});
}

void text_finished(Lower *l, Text *text, Await *child)
{
    push(l, text, (Piece){.kind = PIECE_FINISHED, .await = child});
}

void text_append(Lower *l, Text *text, const Text *more)
{
    for (size_t i = 0; i < more->pieces.len; i++) push(l, text, more->pieces.at[i]);
}

/* ------------------------------------------------------------------ statements */

Code *code_new(Lower *l, CodeKind kind)
{
    Code *code = ARENA_NEW(l->arena, Code);

    code->kind = kind;
    code->source = l->at;
    code->scope = l->scope;
    return code;
}

Code *code_append(Lower *l, Code *code)
{
    VEC_PUSH(l->arena, l->list, code);
    return code;
}

Code *code_text(Lower *l, Text text)
{
    Code *code = code_new(l, CODE_TEXT);

    code->text = text;
    return code_append(l, code);
}

Code *code_words(Lower *l, const char *format, ...)
{
    char words[256];
    Text text = {0};
    va_list ap;

    va_start(ap, format);
    vsnprintf(words, sizeof words, format, ap);
    va_end(ap);
    text_words(l, &text, "%s", words);
    return code_text(l, text);
}

Code *code_set(Lower *l, Local *local, Text value, bool declare)
{
    Code *code = code_new(l, CODE_SET);

    code->local = local;
    code->text = value;
    code->declares = declare;
    return code_append(l, code);
}

Code *code_goto(Lower *l, Str label)
{
    Code *code = code_new(l, CODE_JUMP);

    code->jump = JUMP_GOTO;
    code->target = label;
    return code;
}

Code *code_label(Lower *l, Str label)
{
    Code *code = code_new(l, CODE_LABEL);

    code->target = label;
    text_words(l, &code->text, "%.*s:", STR_ARG(label));
    return code_append(l, code);
}

Code *sequence_open(Lower *l, CodeList **before)
{
    Code *code = code_new(l, CODE_SEQUENCE);

    *before = l->list;
    l->list = (CodeList *)&code->items;
    return code;
}

void sequence_close(Lower *l, CodeList *before)
{
    l->list = before;
}

/* ------------------------------------------------------------------ locals */

static Local *new_local(Lower *l, const Type *type, Str name, Scope *scope)
{
    Routine *routine = l->routine;
    Local *local = ARENA_NEW(l->arena, Local);

    *local = (Local){.name = name, .type = type_unqualified(l->arena, type), .scope = scope,
                     .declared = l->at.begin, .index = (uint32_t)routine->locals.len,
                     .branch = l->branch};
    VEC_PUSH(l->arena, &routine->locals, local);
    return local;
}

Local *temporary(Lower *l, const Type *type, const char *stem)
{
    const Type *held = type;

    if (type->class_ == TYPE_ARRAY) held = type_pointer_to(l->arena, type->element);
    if (type->class_ == TYPE_FUNCTION) held = type_pointer_to(l->arena, type);
    Str wanted = arena_printf(l->arena, "%s%u", stem, ++l->routine->temps);
    Local *local = new_local(l, held, names_clear(l->names, wanted), l->scope);
    local->is_temporary = true;
    return local;
}

Local *routine_local(Lower *l, const Type *type, const char *stem)
{
    Str name = names_clear(l->names, str_from(stem));

    return new_local(l, type, name, l->routine->function->scopes.at[0]);
}

const Type *type_int(Lower *l)
{
    return type_words(l->arena, "int", TYPE_SCALAR, sizeof(int));
}

bool type_is_void(const Type *type)
{
    return !type || type->class_ == TYPE_VOID;
}

void not_yet(Lower *l, Span at, const char *what)
{
    diag_at(l->diags, &l->unit->source, DIAG_ERROR, NULL, at, "not yet supported: %s", what);
}
