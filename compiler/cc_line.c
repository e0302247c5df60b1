#include "cc_line.h"
#include "base/file.h"
#include "base/lex.h"
#include "base/map.h"
#include "options.h"
#include "parse/word.h"

/* ------------------------------------------------------------------ words */

static bool is_one_of(const char *word, const char *const *list)
{
    for (; *list; list++)
        if (!strcmp(word, *list)) return true;
    return false;
}

/* Options whose argument is the next word, when it does not follow at once. */
static bool takes_next_word(const char *word)
{
    static const char *const list[] = {"-o",
                                       "-I",
                                       "-D",
                                       "-U",
                                       "-L",
                                       "-l",
                                       "-x",
                                       "-T",
                                       "-u",
                                       "-z",
                                       "-e",
                                       "-A",
                                       "-MF",
                                       "-MT",
                                       "-MQ",
                                       "-iquote",
                                       "-isystem",
                                       "-idirafter",
                                       "-include",
                                       "-imacros",
                                       "-iprefix",
                                       "-iwithprefix",
                                       "-iwithprefixbefore",
                                       "-isysroot",
                                       "--sysroot",
                                       "-target",
                                       "--param",
                                       "-arch",
                                       "-framework",
                                       "-Xlinker",
                                       "-Xpreprocessor",
                                       "-Xassembler",
                                       "-Xclang",
                                       "-aux-info",
                                       "-dumpbase",
                                       "-B",
                                       "-wrapper",
                                       "-specs",
                                       "-mllvm",
                                       NULL};

    return is_one_of(word, list);
}

static bool ends_in_c(const char *word)
{
    size_t len = strlen(word);

    return len > 2 && !strcmp(word + len - 2, ".c");
}

/* The value of an option, in the word itself or in the next one; NULL: another option. */
static const char *value_of(const CcLine *line, size_t i, const char *name)
{
    const char *word = line->words.at[i];
    size_t len = strlen(name);

    if (strncmp(word, name, len) != 0) return NULL;
    if (word[len]) return word + len;
    return i + 1 < line->words.len ? line->words.at[i + 1] : NULL;
}

static void read_places(CcLine *line, Arena *arena, size_t i)
{
    static const char *const folders[] = {"-iquote", "-isystem", "-idirafter", "-I", NULL};
    const char *value;

    for (const char *const *name = folders; *name; name++) {
        value = value_of(line, i, *name);
        if (!value) continue;
        VEC_PUSH(arena, &line->folders, value);
        return;
    }
    value = value_of(line, i, "-include");
    if (value) VEC_PUSH(arena, &line->forced, value);
}

static void read_results(CcLine *line, size_t i)
{
    static const char *const stops[] = {"-c", "-S", "-E", "-fsyntax-only", NULL};
    static const char *const depends[] = {"-M", "-MM", NULL}, *const made[] = {"-MD", "-MMD", NULL};
    const char *word = line->words.at[i];

    if (is_one_of(word, stops)) line->is_linked = false;
    if (is_one_of(word, depends)) line->only_depends = true;
    if (is_one_of(word, made)) line->wants_depfile = true;
    if (!strcmp(word, "-MP")) line->phony = true;
    if (value_of(line, i, "-MF")) line->depfile = value_of(line, i, "-MF");
    if (value_of(line, i, "-MT")) line->target = value_of(line, i, "-MT");
    if (value_of(line, i, "-MQ")) line->target = value_of(line, i, "-MQ");
    if (value_of(line, i, "-o")) line->output = value_of(line, i, "-o");
}

/* Reads the words at i; gives how many they are. `*is_c` is what -x says of inputs. */
static size_t read_words(CcLine *line, Arena *arena, size_t i, bool *is_c)
{
    const char *word = line->words.at[i];
    bool more = i + 1 < line->words.len;

    if (word[0] != '-' || !word[1]) {
        if (*is_c && ends_in_c(word)) VEC_PUSH(arena, &line->inputs, i);
        return 1;
    }
    const char *language = value_of(line, i, "-x");
    if (language && (word[2] || more)) *is_c = !strcmp(language, "c") || !strcmp(language, "none");
    read_places(line, arena, i);
    read_results(line, i);
    size_t count = takes_next_word(word) && more ? 2 : 1;
    if (options_is_for_parse(word) && strcmp(word, "-x") != 0)
        for (size_t k = 0; k < count; k++) VEC_PUSH(arena, &line->options, line->words.at[i + k]);
    return count;
}

int cc_line_read(CcLine *out, Arena *arena, int argc, char **argv, const char **unread)
{
    bool is_c = true;

    *out = (CcLine){.is_linked = true};
    VEC_PUSH(arena, &out->words, argv[0]);
    int rc = options_words(arena, argc, argv, &out->words, unread);
    for (size_t i = 1; rc == 0 && i < out->words.len;) i += read_words(out, arena, i, &is_c);
    return rc;
}

/* ------------------------------------------------------------------ dialect files */

enum { MAX_DEPTH = 32 };

typedef struct Search {
    const CcLine *line;
    Arena *arena;
    Map seen; /* files that were looked into */
} Search;

static bool includes_asyncc(Search *s, const char *path, int depth);

/* What an #include at the token `hash` names, without its brackets; empty: it is none. */
static Str included_name(const Tokens *tokens, Str text, size_t hash, bool *quoted)
{
    size_t word = lex_code(tokens, hash + 1), name = lex_code(tokens, word + 1);

    if (name >= tokens->len || !lex_is(text, &tokens->at[word], "include")) return STR("");
    const Token *token = &tokens->at[name];
    Str spelled = lex_text(text, token);
    *quoted = token->kind == TOKEN_STRING;
    if ((!*quoted && token->kind != TOKEN_HEADER) || spelled.len < 3) return STR("");
    return (Str){spelled.at + 1, spelled.len - 2};
}

static bool is_ours(Str name) { return str_is(name, "asyncc.h") || str_starts(name, "asyncc/"); }

static bool found_in(Search *s, Str folder, Str name, int depth)
{
    const char *gap = folder.len ? "/" : "";
    const char *path = arena_printf(s->arena, "%.*s%s%.*s", STR_ARG(folder), gap, STR_ARG(name)).at;

    return file_exists(path) && includes_asyncc(s, path, depth);
}

static Str folder_of(const char *path)
{
    Str whole = str_from(path), base = path_base(whole);
    size_t len = whole.len - base.len;

    return (Str){path, len > 1 ? len - 1 : len};
}

/* Looks into a header wherever one of that name is: where it is not the one that the compiler would
   take, a file is translated that need not be, which changes nothing in it. */
static bool leads_to_asyncc(Search *s, const char *from, Str name, bool quoted, int depth)
{
    if (is_ours(name)) return true;
    if (quoted && found_in(s, folder_of(from), name, depth)) return true;
    for (size_t i = 0; i < s->line->folders.len; i++)
        if (found_in(s, str_from(s->line->folders.at[i]), name, depth)) return true;
    return false;
}

static bool text_includes_asyncc(Search *s, const char *path, const Tokens *tokens, Str text,
                                 int depth)
{
    for (size_t i = 0; i < tokens->len; i++) {
        bool quoted;
        if (!tokens->at[i].starts_directive) continue;
        Str name = included_name(tokens, text, i, &quoted);
        if (name.len && leads_to_asyncc(s, path, name, quoted, depth)) return true;
    }
    return false;
}

static bool includes_asyncc(Search *s, const char *path, int depth)
{
    Str text, key = arena_copy(s->arena, str_from(path));

    if (depth > MAX_DEPTH || map_get(&s->seen, key)) return false;
    map_put(&s->seen, key, s);
    if (file_read(s->arena, path, &text) != 0) return false;
    Tokens tokens = lex_all(s->arena, text);
    return text_includes_asyncc(s, path, &tokens, text, depth + 1);
}

bool cc_is_dialect(const CcLine *line, Arena *arena, const char *path)
{
    Search s = {.line = line, .arena = arena};
    bool uses = false;
    Str text;

    if (file_read(arena, path, &text) != 0) return false;
    Tokens tokens = lex_all(arena, text);
    for (size_t i = 0; i < tokens.len && !uses; i++)
        uses = tokens.at[i].kind == TOKEN_IDENTIFIER &&
               word_find(lex_spelling(arena, text, &tokens.at[i]));
    if (!uses) return false;
    map_init(&s.seen, arena);
    if (text_includes_asyncc(&s, path, &tokens, text, 0)) return true;
    for (size_t i = 0; i < line->forced.len; i++)
        if (leads_to_asyncc(&s, path, str_from(line->forced.at[i]), true, 0)) return true;
    return false;
}
