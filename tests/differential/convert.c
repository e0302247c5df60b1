/*
 * convert.c - converts an ordinary C program to the dialect: convert SEED FILE.c [CLANG-OPTION...]
 *
 * Every function that can be is made async, every call of one is awaited, and suspensions are put
 * between statements and around values, where the seed says. The result, on stdout, has to behave
 * as the program does. On stderr, a line for each function that stays plain: `NAME: REASON`.
 *
 * Exit status: 0; 3 when main itself stays plain, or clang reports an error: the reason is the last
 * line on stderr; 2 wrong usage.
 */
#include "convert.h"
#include "base/file.h"
#include "base/writer.h"
#include <stdio.h>
#include <stdlib.h>

/* What the suspensions are: one in eight really suspends, as the seed says. */
static const char prelude[] = "#include <asyncc.h>\n"
                              "static __attribute__((unused)) unsigned differ_state = %lluu;\n"
                              "%s static __attribute__((unused)) void differ_pause(void)\n"
                              "{\n"
                              "    differ_state = differ_state * 1664525u + 1013904223u;\n"
                              "    if (differ_state >> 29 == 0) %s async_sleep(0);\n"
                              "}\n"
                              "_Generator(int) static __attribute__((unused))\n"
                              "void differ_values(void) { _Yield 0; _Yield 1; }\n";

/* ------------------------------------------------------------------ the program */

static bool is_file_location(CXFile file, CXSourceLocation location)
{
    CXFile in, spelled;
    unsigned expansion, spelling;

    clang_getExpansionLocation(location, &in, NULL, NULL, &expansion);
    clang_getSpellingLocation(location, &spelled, NULL, NULL, &spelling);
    return in && spelled && clang_File_isEqual(in, file) && clang_File_isEqual(spelled, file) &&
           expansion == spelling;
}

bool is_written(const Program *program, const Node *node)
{
    CXSourceRange range = clang_getCursorExtent(node->cursor);
    const Token *begin = token_at(program, node->span.begin);

    return node->in_file && begin && is_file_location(program->file, clang_getRangeStart(range)) &&
           is_file_location(program->file, clang_getRangeEnd(range));
}

const Token *token_at(const Program *program, uint32_t at)
{
    size_t i = lex_find(&program->tokens, at);

    return i < program->tokens.len && program->tokens.at[i].begin == at ? &program->tokens.at[i]
                                                                        : NULL;
}

Function *function_of(const Program *program, CXCursor reference)
{
    CXCursor declaration = clang_getCursorReferenced(reference);

    if (clang_getCursorKind(declaration) != CXCursor_FunctionDecl) return NULL;
    return map_get(&program->functions, cursor_name(program->arena, declaration));
}

const Node *called_name(const Node *call)
{
    const Node *node = call->children ? call->child[0] : NULL;

    while (node && node->kind != CXCursor_DeclRefExpr) {
        bool passes = node->kind == CXCursor_UnexposedExpr || node->kind == CXCursor_ParenExpr ||
                      node_unary(node) == CXUnaryOperator_Deref ||
                      node_unary(node) == CXUnaryOperator_AddrOf;
        node = passes && node->children == 1 ? node->child[0] : NULL;
    }
    return node;
}

Function *callee_of(const Program *program, const Node *call, uint32_t *name_at)
{
    const Node *name = called_name(call);

    if (!name) return NULL;
    *name_at = name->span.begin;
    return function_of(program, name->cursor);
}

/* ------------------------------------------------------------------ edits */

void insert(Program *program, uint32_t at, bool begins, Str text)
{
    Edit edit = {.at = at, .order = begins, .text = text};
    VEC_PUSH(program->arena, &program->edits, edit);
}

void replace(Program *program, Span span, Str text)
{
    Edit edit = {.at = span.begin, .remove = span.end - span.begin, .order = 1, .text = text};
    VEC_PUSH(program->arena, &program->edits, edit);
}

uint32_t draw(Program *program, uint32_t n)
{
    program->random ^= program->random << 13;
    program->random ^= program->random >> 7;
    program->random ^= program->random << 17;
    return (uint32_t)(program->random >> 11) % n;
}

static const Edit *first_edit; /* the array that is being sorted, for a stable order */

static int compare_edits(const void *left, const void *right)
{
    const Edit *a = *(const Edit *const *)left, *b = *(const Edit *const *)right;

    if (a->at != b->at) return a->at < b->at ? -1 : 1;
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    return a - first_edit < b - first_edit ? -1 : a != b;
}

static void write_program(const Program *program, Writer *w)
{
    size_t count = program->edits.len;
    const Edit **edit = ARENA_ARRAY(program->arena, const Edit *, count + 1);
    uint32_t at = 0;

    for (size_t i = 0; i < count; i++) edit[i] = &program->edits.at[i];
    first_edit = program->edits.at;
    qsort(edit, count, sizeof(const Edit *), compare_edits);
    for (size_t i = 0; i < count; i++) {
        if (edit[i]->at < at) continue;
        write_str(w, (Str){program->text.at + at, edit[i]->at - at});
        write_str(w, edit[i]->text);
        at = edit[i]->at + edit[i]->remove;
    }
    write_str(w, (Str){program->text.at + at, program->text.len - at});
}

/* ------------------------------------------------------------------ main */

/* Prints clang's first error; false when there is none. */
static bool has_errors(const Program *program)
{
    unsigned count = clang_getNumDiagnostics(program->unit);

    for (unsigned i = 0; i < count; i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(program->unit, i);
        bool is_error = clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error;
        if (is_error) {
            Str text = take_string(program->arena, clang_getDiagnosticSpelling(diagnostic));
            fprintf(stderr, "clang: %.*s\n", STR_ARG(text));
        }
        clang_disposeDiagnostic(diagnostic);
        if (is_error) return true;
    }
    return false;
}

static void print_reason(const Function *function)
{
    fprintf(stderr, "%.*s: %s%s%.*s\n", STR_ARG(function->name), function->plain,
            function->because ? " " : "",
            STR_ARG(function->because ? *function->because : STR("")));
}

/* 0, or why there is no program. */
static int convert(Program *program, unsigned long long seed, Writer *w)
{
    if (has_errors(program)) return 3;
    colour(program);
    const Function *start = map_get(&program->functions, STR("main"));
    for (size_t i = 0; i < program->functions.len; i++) {
        const Function *function = program->functions.entry[i].value;
        if (function->plain && function != start) print_reason(function);
    }
    if (!start) {
        fprintf(stderr, "main: not defined\n");
        return 3;
    }
    if (start->plain) {
        print_reason(start);
        return 3;
    }
    spread(program);
    write_format(w, prelude, seed, program->reserved ? "_Async" : "async",
                 program->reserved ? "_Await" : "await");
    write_program(program, w);
    return 0;
}

int main(int argc, char **argv)
{
    Arena arena;
    Writer w;

    if (argc < 3) {
        fprintf(stderr, "usage: convert SEED FILE.c [CLANG-OPTION...]\n");
        return 2;
    }
    arena_init(&arena);
    writer_init(&w);
    unsigned long long seed = strtoull(argv[1], NULL, 10);
    Program program = {
        .arena = &arena, .random = seed * 0x9E3779B97F4A7C15u + 1, .reserved = seed % 2 == 0};
    map_init(&program.functions, &arena);
    int status = file_read(&arena, argv[2], &program.text) ? 2 : 0;
    CXIndex index = clang_createIndex(0, 0);
    if (status == 0)
        program.unit = clang_parseTranslationUnit(
            index, argv[2], (const char *const *)argv + 3, argc - 3, NULL, 0,
            CXTranslationUnit_DetailedPreprocessingRecord | CXTranslationUnit_KeepGoing);
    if (program.unit) {
        program.file = clang_getFile(program.unit, argv[2]);
        program.tokens = lex_all(&arena, program.text);
        status = convert(&program, seed, &w);
    } else {
        fprintf(stderr, "clang: cannot parse %s\n", argv[2]);
        status = 2;
    }
    if (status == 0) fwrite(w.text, 1, w.len, stdout);
    clang_disposeTranslationUnit(program.unit);
    clang_disposeIndex(index);
    writer_free(&w);
    arena_free(&arena);
    return status;
}
