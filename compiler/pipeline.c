/* pipeline.c - the architecture: the passes in their order. */
#include "pipeline.h"
#include "base/file.h"
#include "check/check.h"
#include "dump/dump.h"
#include "emit/c_file.h"
#include "emit/depfile.h"
#include "emit/views.h"
#include "lower/lower.h"
#include "parse/parse.h"
#include <errno.h>
#include <stdio.h>

static int report(DiagList *diags, const char *path, int error)
{
    diag_in_file(diags, &(Diag){.level = DIAG_ERROR, .file = path,
                                .message = str_from(strerror(error))});
    return 2;
}

const char *pipeline_headers(Arena *arena)
{
    Str folder = program_folder(arena);
    const char *beside = arena_printf(arena, "%.*s/../include", STR_ARG(folder)).at;

    if (folder.len && file_exists(arena_printf(arena, "%s/asyncc.h", beside).at)) return beside;
    return file_exists(ASYNCC_INCLUDE_DIR "/asyncc.h") ? ASYNCC_INCLUDE_DIR : NULL;
}

static ParseOptions parse_options(const Options *options, Arena *arena)
{
    bool standard = strcmp(options->input, "-") == 0; /* which is no file's name to clang */

    return (ParseOptions){.name = standard ? "<stdin>" : options->input,
                          .arguments = options->argument,
                          .argument_count = options->arguments, .include = pipeline_headers(arena)};
}

/* Graphviz draws; without it there is no svg. */
static int draw(const Program *program, DiagList *diags, Str *out)
{
    int error = emit_svg(program->unit->arena, emit_dot(program), out);

    if (!error) return 0;
    diag_in_file(diags, &(Diag){.level = DIAG_ERROR,
                                .message = error == ENOENT
                                               ? STR("--emit=svg needs the program dot, of Graphviz, which is not there")
                                               : STR("dot, of Graphviz, has failed")});
    return 2;
}

static int render(const Options *options, const Program *program, DiagList *diags, Str *out)
{
    Arena *arena = program->unit->arena;
    Str name = path_base(str_from(options->output));

    switch (options->emit) {
    case EMIT_DOT: *out = emit_dot(program); return 0;
    case EMIT_HTML: *out = emit_html(program, emit_c(program, "generated.c")); return 0;
    case EMIT_SVG: return draw(program, diags, out);
    case EMIT_JSON: *out = emit_json(program); return 0;
    case EMIT_FRAMES: *out = emit_frames(program); return 0;
    default: *out = emit_c(program, options->no_line ? NULL : arena_copy(arena, name).at); return 0;
    }
}

static int write_outputs(const Options *options, const Program *program, DiagList *diags)
{
    const Unit *unit = program->unit;
    Str text;
    int error = render(options, program, diags, &text);

    if (error) return error;
    error = depfile_write(unit->arena, &options->depfile, unit->files.at, unit->files.len);
    if (error) return report(diags, options->depfile.path, error);
    error = file_write(options->output, text);
    if (error && options->depfile.path) remove(options->depfile.path);
    return error ? report(diags, options->output, error) : 0;
}

static void warn_of_large_frames(const Program *program, uint64_t limit, DiagList *diags)
{
    const Unit *unit = program->unit;

    for (size_t i = 0; limit && i < unit->functions.len; i++) {
        const Function *function = unit->functions.at[i];
        uint64_t size = program->routine[i]->frame_size;
        if (function->colour == COLOUR_PLAIN || size <= limit) continue;
        Span name = {function->name_at, function->name_at + (uint32_t)function->name.len};
        diag_at(diags, &unit->source, DIAG_WARNING, "frame-larger-than", name,
                "the frame of '%.*s' is %llu bytes", STR_ARG(function->name),
                (unsigned long long)size);
    }
}

int pipeline_run(const Options *options, Arena *arena, DiagList *diags)
{
    ParseOptions parse = parse_options(options, arena);
    Program program;
    Unit *unit;
    Str text;

    int error = file_read(arena, options->input, &text);
    if (error) return report(diags, options->input, error);
    parse.text = text;
    unit = parse_unit(arena, &parse, diags);
    if (unit) check_unit(unit, diags);
    if (!unit || diag_errors(diags)) return 1;
    lower_unit(unit, options->embed_limit, options->emit != EMIT_C, diags, &program);
    warn_of_large_frames(&program, options->frame_limit, diags);
    if (diag_errors(diags)) return 1;
    if (options->dump) return dump_stage(options->dump, &program, stdout);
    return write_outputs(options, &program, diags);
}
