/* out_comment.c - the source as comments of the output. */
#include "out.h"
#include "wrap.h"

/* The source as one line of a comment, of at most `room` characters. */
static Str comment_text(Out *o, Span span, size_t room)
{
    const char *text = o->source->text.at;
    char *out = arena_alloc(o->arena, 2 * (size_t)(span.end - span.begin) + 8);
    size_t n = 0;

    for (uint32_t i = span.begin; i < span.end; i++) {
        char c = text[i];
        bool blank = strchr(" \t\r\n", c) || (c == '\\' && text[i + 1] == '\n');
        if (!blank) out[n++] = c;
        else if (n && out[n - 1] != ' ') out[n++] = ' ';
        bool mark = i + 1 < span.end && ((c == '/' && text[i + 1] == '*') || (c == '*' && text[i + 1] == '/'));
        if (mark) out[n++] = ' ';
    }
    if (n <= room) return (Str){out, n};
    n = room - 4;
    while (n > room / 2 && out[n] != ' ') n--;
    memcpy(out + n, " ...", 4);
    return (Str){out, n + 4};
}

void out_comment(Out *o, Span span)
{
    size_t column = 0, used;

    while (column < o->w.len && o->w.text[o->w.len - column - 1] != '\n') column++;
    used = column + strlen("/*  */");
    Str text = comment_text(o, span, used + 40 < OUT_COLUMNS ? OUT_COLUMNS - used : 40);
    out_words(o, "/* %.*s */", STR_ARG(text));
}

void out_whole_comment(Out *o, Span span)
{
    out_words(o, "/* %.*s */", STR_ARG(comment_text(o, span, SIZE_MAX)));
}

void out_align_comments(Out *o, size_t from)
{
    Str text = arena_copy(o->arena, (Str){o->w.text + from, o->w.len - from});
    uint32_t line = o->w.line;

    o->w.len = from;
    write_str(&o->w, align_comments(o->arena, text));
    o->w.line = line;
}
