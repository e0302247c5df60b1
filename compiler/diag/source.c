#include "source.h"

static uint32_t count_lines(Str text)
{
    uint32_t lines = 1;
    for (size_t i = 0; i < text.len; i++) lines += text.at[i] == '\n';
    return lines;
}

void source_init(Source *source, Arena *arena, const char *name, Str text)
{
    *source = (Source){.name = name, .text = text, .lines = count_lines(text)};
    source->line_start = ARENA_ARRAY(arena, uint32_t, source->lines);
    uint32_t line = 1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n') source->line_start[line++] = (uint32_t)i + 1;
    }
}

const Source *source_written(const Source *source)
{
    while (source->moved) source = source->original;
    return source;
}

/* The last move that begins at or before `at`; NULL: none does. */
static const SourceMove *find_move(const Source *source, uint32_t at)
{
    uint32_t low = 0, high = source->moves;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (source->moved[middle].at <= at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low ? &source->moved[low - 1] : NULL;
}

/*
 * One step back. A piece that kept its length is the user's own text, byte for byte; any other
 * leads to the place that it stands for, as a whole.
 */
static SourcePlace step_back(const Source *source, Span span)
{
    const SourceMove *move = find_move(source, span.begin);
    if (!move) return (SourcePlace){source->original, span};
    const Source *file = move->file ? move->file : source->original;
    uint32_t in = span.begin - move->at;
    uint32_t len = span.end - span.begin;
    if (in >= move->len) {
        uint32_t begin = move->from + move->from_len + (in - move->len);
        return (SourcePlace){file, {begin, begin + len}};
    }
    if (move->len == move->from_len && !move->body)
        return (SourcePlace){file, {move->from + in, move->from + in + len}};
    return (SourcePlace){file, {move->from, move->from + (len ? move->from_len : 0)}};
}

SourcePlace source_place(const Source *source, Span span)
{
    while (source->moved) {
        SourcePlace back = step_back(source, span);
        if (span.end > span.begin) {
            SourcePlace last = step_back(source, (Span){span.end - 1, span.end});
            if (last.file == back.file && last.span.end > back.span.begin)
                back.span.end = last.span.end;
        }
        source = back.file;
        span = back.span;
    }
    return (SourcePlace){source, span};
}

const SourceBody *source_body(const Source *source, uint32_t at)
{
    while (source->moved) {
        const SourceMove *move = find_move(source, at);
        if (move && move->body && at - move->at < move->len) return move->body;
        SourcePlace back = step_back(source, (Span){at, at});
        source = back.file;
        at = back.span.begin;
    }
    return NULL;
}

uint32_t source_origin(const Source *source, uint32_t at)
{
    return source_place(source, (Span){at, at}).span.begin;
}

/* Index of the line that holds `at`. */
static uint32_t line_index(const Source *source, uint32_t at)
{
    uint32_t low = 0, high = source->lines;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (source->line_start[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t source_line(const Source *source, uint32_t at)
{
    SourcePlace place = source_place(source, (Span){at, at});
    return line_index(place.file, place.span.begin) + 1;
}

uint32_t source_column(const Source *source, uint32_t at)
{
    SourcePlace place = source_place(source, (Span){at, at});
    uint32_t line = line_index(place.file, place.span.begin);
    return place.span.begin - place.file->line_start[line] + 1;
}

Str source_line_text(const Source *source, uint32_t line)
{
    if (line == 0 || line > source->lines) return (Str){"", 0};
    uint32_t begin = source->line_start[line - 1];
    uint32_t end = line < source->lines ? source->line_start[line] - 1 : (uint32_t)source->text.len;
    if (end > begin && source->text.at[end - 1] == '\r') end--;
    return (Str){source->text.at + begin, end - begin};
}
