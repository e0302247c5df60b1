#include "c_file.h"
#include "c.h"
#include "ramps.h"

/* A byte order mark is only that at the very beginning, where a #line stands now. */
static uint32_t mark_length(Str text)
{
    return str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
}

Str emit_c(const Program *program, const char *output_name)
{
    const Unit *unit = program->unit;
    OutFiles files = {0};
    Out o = {.files = &files, .source = &unit->source, .arena = unit->arena, .unit = unit,
             .name = output_name, .ramps = ramps_needed(program), .outside = edits_outside(unit->arena, unit)};
    uint32_t at = mark_length(unit->source.text), end = (uint32_t)unit->source.text.len;

    VEC_PUSH(unit->arena, &files.all, source_written(&unit->source));
    writer_init(&o.w);
    if (output_name) {
        write_format(&o.w, "#line 1 %s\n", out_quoted(unit->arena, str_from(unit->source.name)));
        o.assumed = 1;
    }
    for (size_t i = 0; i < unit->functions.len; i++) {
        Function *function = unit->functions.at[i];
        o.routine = NULL;
        out_span(&o, (Span){at, function->span.begin});
        c_function(&o, program->routine[function->index]);
        at = function->span.end;
        o.routine = NULL;
        if (output_name) out_line(&o, out_place(&o, at), (Str){0});
        o.broke = false;
    }
    out_span(&o, (Span){at, end});
    Str text = arena_copy(unit->arena, (Str){o.w.text, o.w.len});
    writer_free(&o.w);
    return text;
}
