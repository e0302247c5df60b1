#include "writer.h"

#include "arena.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

enum { FIRST_ROOM = 4096 };

void writer_init(Writer *w)
{
    *w = (Writer){.text = xmalloc(FIRST_ROOM), .room = FIRST_ROOM, .line = 1};
    w->text[0] = '\0';
}

void writer_free(Writer *w)
{
    free(w->text);
    *w = (Writer){0};
}

/* Room for `more` characters and the NUL. */
static void reserve(Writer *w, size_t more)
{
    if (w->len + more < w->room) return;
    while (w->len + more >= w->room) w->room *= 2;
    w->text = xrealloc(w->text, w->room);
}

/* Takes in what was put behind the text. */
static void extend(Writer *w, size_t len)
{
    for (size_t i = w->len; i < w->len + len; i++) w->line += w->text[i] == '\n';
    w->len += len;
    w->text[w->len] = '\0';
}

void write_str(Writer *w, Str s)
{
    if (!s.len) return;
    reserve(w, s.len);
    memcpy(w->text + w->len, s.at, s.len);
    extend(w, s.len);
}

void write_text(Writer *w, const char *s)
{
    write_str(w, str_from(s));
}

void write_format(Writer *w, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int len = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (len <= 0) return;
    reserve(w, (size_t)len);
    va_start(arguments, format);
    vsnprintf(w->text + w->len, (size_t)len + 1, format, arguments);
    va_end(arguments);
    extend(w, (size_t)len);
}

bool writer_at_line_start(const Writer *w)
{
    return w->len == 0 || w->text[w->len - 1] == '\n';
}
