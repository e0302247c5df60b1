/*
 * writer.h - text under construction: a growing buffer that knows its line number.
 */
#ifndef BASE_WRITER_H
#define BASE_WRITER_H

#include "str.h"
#include <stdint.h>

typedef struct Writer {
    char *text; /* malloc'ed; a NUL follows */
    size_t len, room;
    uint32_t line; /* of the next character, from 1 */
} Writer;

void writer_init(Writer *w);
void writer_free(Writer *w);
void write_str(Writer *w, Str s);
void write_text(Writer *w, const char *s);
void write_format(Writer *w, const char *format, ...)
    __attribute__((format(printf, 2, 3), nonnull(2)));
/** Whether the next character starts a line. */
bool writer_at_line_start(const Writer *w);

#endif
