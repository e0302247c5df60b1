/* code.c - the normalised tree: one statement a line, texts with their holes filled by names. */
#include "dump.h"

typedef struct Dump {
    const Program *program;
    FILE *out;
} Dump;

static void text(const Dump *d, const Text *t)
{
    const Source *source = &d->program->unit->source;

    for (size_t i = 0; i < t->pieces.len; i++) {
        const Piece *piece = &t->pieces.at[i];
        Str s = piece->kind == PIECE_SOURCE ? source_text(source, piece->span) : piece->words;
        if (piece->kind == PIECE_LOCAL) s = piece->local->name;
        if (piece->kind == PIECE_RESULT || piece->kind == PIECE_FRAME) s = piece->await->awaited;
        for (size_t k = 0; k < s.len; k++) fputc(s.at[k] == '\n' ? ' ' : s.at[k], d->out);
        if (piece->kind == PIECE_RESULT) fputs(".result", d->out);
    }
}

static const char *kind_name(CodeKind kind)
{
    static const char *const name[] = {
        [CODE_TEXT] = "text",   [CODE_DECL] = "declaration", [CODE_SET] = "set",
        [CODE_AWAIT] = "await", [CODE_START] = "start",      [CODE_YIELD] = "yield",
        [CODE_SEQUENCE] = "sequence", [CODE_BLOCK] = "block", [CODE_IF] = "if",
        [CODE_LOOP] = "loop",   [CODE_FOREVER] = "forever",  [CODE_LABEL] = "label",
        [CODE_JUMP] = "jump",   [CODE_LEAVE] = "leave",      [CODE_STORE] = "store",
        [CODE_DISPATCH] = "dispatch", [CODE_COMMENT] = "comment"};
    return name[kind];
}

static void print_await(const Dump *d, const Await *await)
{
    static const char *const kind[] = {"embedded", "pooled", "operation", "generator", "delegate",
                                       "delegate pooled", "branch", "joint"};

    fprintf(d->out, " %s %.*s(", kind[await->kind], STR_ARG(await->awaited));
    text(d, &await->arguments);
    fprintf(d->out, ")");
    if (await->dest) fprintf(d->out, " -> %.*s", STR_ARG(await->dest->name));
    if (await->caught) fprintf(d->out, " caught by %.*s", STR_ARG(await->caught->name));
    if (await->unwind.label.len) fprintf(d->out, " unwinds to %.*s", STR_ARG(await->unwind.label));
}

static void print_jump(const Dump *d, const Code *code)
{
    static const char *const jump[] = {"break", "continue", "goto"};

    fprintf(d->out, " %s %.*s", jump[code->jump], STR_ARG(code->target));
}

static void print_dispatch(const Dump *d, const Code *code)
{
    if (code->raises) fprintf(d->out, " raises");
    for (size_t i = 0; i < code->exits.len; i++) fprintf(d->out, " %.*s", STR_ARG(code->exits.at[i].name));
}

static void print_declaration(const Dump *d, const Code *code)
{
    for (uint32_t i = 0; i < code->declarators; i++) {
        const Local *local = code->declarator[i].source->local;
        if (local) fprintf(d->out, " %.*s", STR_ARG(local->name));
        if (code->declarator[i].has_init) {
            fprintf(d->out, " = ");
            text(d, &code->declarator[i].init);
        }
    }
}

static void print_details(const Dump *d, const Code *code)
{
    switch (code->kind) {
    case CODE_AWAIT:
    case CODE_START: print_await(d, code->await); break;
    case CODE_YIELD: fputc(' ', d->out); text(d, &code->yield.value); break;
    case CODE_SET: fprintf(d->out, " %.*s = ", STR_ARG(code->local->name)); text(d, &code->text); break;
    case CODE_DECL: print_declaration(d, code); break;
    case CODE_JUMP: print_jump(d, code); break;
    case CODE_LEAVE: fprintf(d->out, code->leave == LEAVE_RAISE ? " raise " : " return "); text(d, &code->text); break;
    case CODE_DISPATCH: print_dispatch(d, code); break;
    default: fputc(' ', d->out); text(d, &code->text); break;
    }
}

static void print(const Dump *d, const Code *code, int depth)
{
    if (!code) return;
    fprintf(d->out, "%*s%s", 2 * depth, "", kind_name(code->kind));
    print_details(d, code);
    fputc('\n', d->out);
    for (size_t i = 0; i < code->items.len; i++) print(d, code->items.at[i], depth + 1);
    print(d, code->init, depth + 1);
    print(d, code->body, depth + 1);
    print(d, code->otherwise, depth + 1);
}

void dump_code(const Program *program, FILE *out)
{
    Dump d = {program, out};

    for (size_t i = 0; i < program->unit->functions.len; i++) {
        fprintf(out, "%.*s\n", STR_ARG(program->unit->functions.at[i]->name));
        print(&d, program->routine[i]->body, 1);
    }
}
