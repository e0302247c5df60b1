#include "c_file.h"
#include "c.h"
#include "ramps.h"

/* A byte order mark is only that at the very beginning, where a #line stands now. */
static uint32_t mark_length(Str text)
{
    return str_starts(text, "\xEF\xBB\xBF") ? 3 : 0;
}

/* Every line ends like the first one of the source: in "\n", or in "\r\n". */
static Str with_line_ends(Arena *arena, Str source, Str text)
{
    const char *first = memchr(source.at, '\n', source.len);
    bool returns = first && first > source.at && first[-1] == '\r';
    Writer w;

    if (!memchr(source.at, '\r', source.len)) return arena_copy(arena, text);
    writer_init(&w);
    for (size_t i = 0; i < text.len; i++) {
        bool ends = text.at[i] == '\r' && i + 1 < text.len && text.at[i + 1] == '\n';
        if (ends) continue;
        if (text.at[i] == '\n' && returns) write_str(&w, STR("\r"));
        write_str(&w, (Str){text.at + i, 1});
    }
    Str all = arena_copy(arena, (Str){w.text, w.len});
    writer_free(&w);
    return all;
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
    Str text = with_line_ends(unit->arena, unit->source.text, (Str){o.w.text, o.w.len});
    writer_free(&o.w);
    return text;
}
