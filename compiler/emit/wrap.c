#include "wrap.h"

enum { DEPTH = 32, FURTHEST_COMMENT = 56 };

/* A place where a line may be broken: at a blank. */
typedef struct Break {
    size_t at;     /* of the blank; 0: none */
    size_t indent; /* of what goes on behind it */
    size_t depth;
} Break;

/* Where a scan of a line stands. */
typedef struct Scan {
    Str line;
    size_t at;
    size_t open[DEPTH]; /* columns behind the brackets that are open */
    size_t depth;
} Scan;

static size_t indent_of(Str line)
{
    size_t n = 0;

    while (n < line.len && line.at[n] == ' ') n++;
    return n;
}

/* Behind the literal or comment that begins here; the next character where there is none. */
static size_t behind(Str line, size_t at)
{
    char quote = line.at[at];
    size_t i = at + 1;

    if (quote == '/' && i < line.len && line.at[i] == '*') {
        for (i += 1; i + 1 < line.len; i++)
            if (line.at[i] == '*' && line.at[i + 1] == '/') return i + 2;
        return line.len;
    }
    if (quote != '"' && quote != '\'') return i;
    while (i < line.len && line.at[i] != quote) i += line.at[i] == '\\' ? 2 : 1;
    return i < line.len ? i + 1 : line.len;
}

static void note_bracket(Scan *scan)
{
    char c = scan->line.at[scan->at];

    if (strchr("([{", c)) {
        bool block = c == '{' && scan->at + 1 < scan->line.len && scan->line.at[scan->at + 1] == ' ';
        if (scan->depth + 1 < DEPTH)
            scan->open[++scan->depth] = block ? indent_of(scan->line) + 4 : scan->at + 1;
    } else if (strchr(")]}", c) && scan->depth) {
        scan->depth--;
    }
}

/* Behind a comma or an operator, before a statement: not inside `int a` or `return x`. */
static bool may_break(Str line, size_t blank)
{
    char before = line.at[blank - 1];
    Str rest = {line.at + blank + 1, line.len - blank - 1};

    if (strchr(",;={", before)) return true;
    if (strchr("&|<>?", before) && line.at[blank - 2] != '(') return true;
    return str_starts(rest, "return ") || str_starts(rest, "goto ") || str_starts(rest, "/* ") ||
           str_starts(rest, "ASYNC_RETURNS(") || str_starts(rest, "ASYNC_RECEIVES(");
}

/* The last place among those least deep in brackets. */
static Break best_break(Str line, size_t columns)
{
    Scan scan = {.line = line, .at = indent_of(line)};
    size_t first = scan.at + 16;
    Break best = {0};

    while (scan.at < line.len && scan.at <= columns) {
        bool blank = line.at[scan.at] == ' ' && scan.at > first && may_break(line, scan.at);
        if (blank && (!best.at || scan.depth <= best.depth))
            best = (Break){scan.at, scan.depth ? scan.open[scan.depth] : indent_of(line) + 4, scan.depth};
        note_bracket(&scan);
        scan.at = behind(line, scan.at);
    }
    return best;
}

static Break break_comment(Str line, size_t columns)
{
    size_t at = columns;

    while (at > columns / 2 && line.at[at] != ' ') at--;
    return at > columns / 2 ? (Break){at, indent_of(line) + 3, 0} : (Break){0};
}

void wrap_line(Writer *w, Arena *arena, size_t columns)
{
    size_t begin = w->len;

    while (begin && w->text[begin - 1] != '\n') begin--;
    while (w->len - begin > columns && w->text[begin] != '#') {
        Str line = arena_copy(arena, (Str){w->text + begin, w->len - begin});
        bool comment = str_starts((Str){line.at + indent_of(line), line.len - indent_of(line)}, "/* ");
        Break place = comment ? break_comment(line, columns) : best_break(line, columns);
        if (!place.at) return;
        w->len = begin + place.at;
        write_format(w, "\n%*s", (int)place.indent, "");
        begin += place.at + 1;
        write_str(w, (Str){line.at + place.at + 1, line.len - place.at - 1});
        if (place.indent + line.len - place.at > line.len) return; /* no shorter than it was */
    }
}

/* ------------------------------------------------------------------ comments */

static size_t line_length(Str rest)
{
    const char *end = memchr(rest.at, '\n', rest.len);

    return end ? (size_t)(end - rest.at) : rest.len;
}

/* Where the comment at the end of a line begins, the blank before it; the line's length without one. */
static size_t code_length(Str line)
{
    for (size_t i = 0; i + 3 < line.len; i++)
        if (memcmp(line.at + i, " /* ", 4) == 0) return i;
    return line.len;
}

static size_t comment_column(Str lines)
{
    size_t column = 0;

    for (size_t at = 0; at < lines.len;) {
        size_t len = line_length((Str){lines.at + at, lines.len - at});
        size_t code = code_length((Str){lines.at + at, len});
        if (code < len && code > column && code <= FURTHEST_COMMENT) column = code;
        at += len + 1;
    }
    return column;
}

Str align_comments(Arena *arena, Str lines)
{
    size_t column = comment_column(lines);
    Str out = {"", 0};

    for (size_t at = 0; at < lines.len;) {
        Str line = {lines.at + at, line_length((Str){lines.at + at, lines.len - at})};
        size_t code = code_length(line);
        int pad = code < line.len && code < column ? (int)(column - code) : 0;
        at += line.len + 1;
        out = arena_printf(arena, "%.*s%.*s%*s%.*s%s", STR_ARG(out), (int)code, line.at, pad, "",
                           (int)(line.len - code), line.at + code, at <= lines.len ? "\n" : "");
    }
    return out;
}
