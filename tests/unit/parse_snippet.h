/* parse_snippet.h - function bodies, and the tree that parse makes of them, for c_parse*.c. */
#ifndef PARSE_SNIPPET_H
#define PARSE_SNIPPET_H

#include "unit.h"

#include "base/vec.h"
#include "dump/ast.h"
#include "parse/parse.h"

/* The body stands from line 4 on. */
static const char prelude[] =
    "#include <asyncc/group.h>\n"
    "async int f(int v); async void g(void); int p(int v); struct s { int a, b[2]; unsigned c : 3; "
    "};"
    " async struct s mk(void); void fin(int *a); async generator(int) void agen(int n);"
    " generator(int) int gen(int n);\n";

typedef struct Snippet {
    const char *name, *body;
    const char *tree; /* the dump of the body, see tree_of */
} Snippet;

static Unit *parse_text(const char *text, DiagList *diags)
{
    const char *const arguments[] = {"-I", ASYNCC_INCLUDE_DIR, "-Wno-return-type", "-include",
                                     "asyncc/sync.h"};
    ParseOptions options = {.name = "snippet.c",
                            .text = arena_copy(&arena, str_from(text)),
                            .arguments = arguments,
                            .argument_count = sizeof arguments / sizeof *arguments};
    return parse_unit(&arena, &options, diags);
}

/* Lines that say nothing new: what is called by its name, plain arguments. */
static inline bool is_dull(Str line)
{
    Str copy = arena_copy(&arena, line);
    return strstr(copy.at, "callee: plain") || strstr(copy.at, "argument: plain");
}

/* One more line: without the indentation of the body; references all on one line. */
static inline Str add_line(Str tree, Str line)
{
    bool is_ref = str_starts(line, "  ref ");
    bool in_refs = tree.len && tree.at[tree.len - 1] != '\n';
    if (is_ref)
        return arena_printf(&arena, "%.*s%s%.*s", STR_ARG(tree), in_refs ? ", " : "refs ",
                            (int)line.len - 6, line.at + 6);
    return arena_printf(&arena, "%.*s%.*s\n", STR_ARG(tree), (int)line.len - 4, line.at + 4);
}

/* The dump of the last function's body. */
static inline Str tree_of(const char *head, const char *body)
{
    DiagList *diags = diag_list_new(&arena);
    Str text = arena_printf(&arena, "%s%s t(int x) {\n%s\n}\n", prelude, head, body);
    Unit *unit = parse_text(text.at, diags);
    Writer w;
    Str tree = STR("");
    writer_init(&w);
    if (unit) dump_ast(&w, unit);
    bool inside = false;
    for (const char *line = w.text; line && *line; line += strcspn(line, "\n") + 1) {
        Str one = {line, strcspn(line, "\n")};
        if (inside && !is_dull(one)) tree = add_line(tree, one);
        inside |= str_starts(one, "  compound ");
    }
    writer_free(&w);
    CU_ASSERT_EQUAL(diag_errors(diags), 0);
    if (diag_errors(diags)) diag_print_text(diags, stdout, false);
    return tree;
}

static inline void check_snippets(const char *head, const Snippet *snippets, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Str tree = tree_of(head, snippets[i].body);
        if (!str_is(tree, snippets[i].tree)) printf("\n  %s:", snippets[i].name);
        ASSERT_STR(tree, snippets[i].tree);
    }
}

#define CHECK_SNIPPETS(head, table) check_snippets((head), (table), sizeof(table) / sizeof *(table))

#endif
