/*
 * options_data.h - what the command line asks for, as the pipeline reads it. options.c fills it in;
 * it lies down here because the pipeline stands below the command line.
 */
#ifndef BASE_OPTIONS_DATA_H
#define BASE_OPTIONS_DATA_H

#include "str.h"
#include <stdint.h>

typedef enum EmitKind { EMIT_C, EMIT_DOT, EMIT_SVG, EMIT_JSON, EMIT_HTML, EMIT_FRAMES } EmitKind;

/* What to show instead of translating. */
typedef enum ShowKind { SHOW_NOTHING, SHOW_HELP, SHOW_VERSION, SHOW_MANUAL } ShowKind;

/* The dependency file for make or ninja. */
typedef struct DepfileOptions {
    bool wanted;
    bool phony;         /* -MP */
    const char *path;   /* never NULL when wanted */
    Str targets;        /* as they are to stand before the colon */
} DepfileOptions;

/* All texts live in the arena or in argv. */
typedef struct Options {
    ShowKind show;
    const char *input;  /* "-": standard input */
    const char *output; /* "-": standard output */
    EmitKind emit;
    const char *dump;   /* the stage to print instead, unchecked; NULL: none */
    bool no_line;       /* no #line in the output */
    bool verbose;
    bool json;          /* diagnostics as JSON */
    bool colour;        /* diagnostics in colour */
    uint32_t embed_limit; /* bytes: a larger frame is not embedded in its caller's */
    uint64_t frame_limit; /* bytes: -Wframe-larger-than; 0: no limit */
    DepfileOptions depfile;
    const char **argument; /* for the parse: -I, -D, -std=, ..., in the order given */
    uint32_t arguments;
} Options;

#endif
