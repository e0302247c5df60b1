/*
 * source.h - the text that is compiled, and places in it.
 *
 * All later stages speak of the text in byte offsets into one buffer: the main file. Only
 * diagnostics and #line turn an offset into line and column.
 */
#ifndef DIAG_SOURCE_H
#define DIAG_SOURCE_H

#include "../base/arena.h"
#include <stdint.h>

/** Bytes [begin, end) of the main file's text. Empty where begin == end. */
typedef struct Span {
    uint32_t begin, end;
} Span;

static inline bool span_has(Span outer, uint32_t at) { return outer.begin <= at && at < outer.end; }
static inline bool span_within(Span outer, Span inner)
{
    return outer.begin <= inner.begin && inner.end <= outer.end;
}

/*
 * A file's text. `text` may differ from what is on disk: where a macro call had to be expanded, it
 * holds the expansion, where a header had to be rewritten too, that stands in the place of its
 * #include. `moved` maps such a buffer back (see source_place); NULL when nothing was changed.
 */
typedef struct Source {
    const char *name;     /* as it is shown and written to #line */
    Str text;             /* a NUL follows */
    uint32_t *line_start; /* offset of each line */
    uint32_t lines;
    const struct SourceMove *moved; /* ascending, by offset in `text` */
    uint32_t moves;
    const struct Source *original; /* what `moved` leads to */
    const struct Source *includer; /* of a header: the text with its #include; NULL: not known */
    Span included;                 /* the name in that #include */
} Source;

/* A word of a macro's body: where its definition has it. */
typedef struct SourceBody {
    const Source *file;
    Span span;
    Str macro;        /* its name */
    bool in_argument; /* it is called in the text itself, as an argument of another call */
} SourceBody;

/**
 * Bytes [at, at + len) of the buffer stand for bytes [from, from + from_len) of the original, or of
 * `file`, a header whose text they are.
 */
typedef struct SourceMove {
    uint32_t at, len, from, from_len;
    const Source *file;     /* NULL: the original */
    const SourceBody *body; /* of what a macro's body put there; NULL: it is none, or not known */
} SourceMove;

/* Where bytes of a buffer come from. */
typedef struct SourcePlace {
    const Source *file;
    Span span;
} SourcePlace;

/** Fills line_start; `name` and `text` are borrowed. */
void source_init(Source *source, Arena *arena, const char *name, Str text);

/** Line of an offset, from 1, in the file that the user wrote. */
uint32_t source_line(const Source *source, uint32_t at);
/** Column of an offset, from 1, in bytes, in the file that the user wrote. */
uint32_t source_column(const Source *source, uint32_t at);
/** The offset in the user's file for an offset in the buffer. */
uint32_t source_origin(const Source *source, uint32_t at);

/** The file of the user's, and the bytes in it, that a span of the buffer comes from. */
SourcePlace source_place(const Source *source, Span span);
/** The macro's body that the bytes at `at` of the buffer come from; NULL: they do not. */
const SourceBody *source_body(const Source *source, uint32_t at);
/** The main file that the user wrote: `source`, or what its `moved` leads to. */
const Source *source_written(const Source *source);
/** Line `line` (from 1) of the buffer, without its end. */
Str source_line_text(const Source *source, uint32_t line);

static inline Str source_text(const Source *source, Span span)
{
    return (Str){source->text.at + span.begin, span.end - span.begin};
}

#endif
