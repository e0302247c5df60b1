#include "diag_list.h"

/*
 *      server.c:7:5: error: `read` is never started
 *          7 |     read(s, buf, n);
 *            |     ^~~~
 */

enum { TAB = 8 };

/* Escape sequences, all empty where colour is off. */
typedef struct Palette {
    const char *bold, *error, *warning, *note, *caret, *off;
} Palette;

static const Palette coloured = {"\x1b[1m",    "\x1b[1;31m", "\x1b[1;35m",
                                 "\x1b[1;36m", "\x1b[1;32m", "\x1b[0m"};
static const Palette plain = {"", "", "", "", "", ""};

static const char *level_name(DiagLevel level)
{
    static const char *const name[] = {"note", "warning", "error"};
    return name[level];
}

static const char *level_colour(const Palette *palette, DiagLevel level)
{
    return level == DIAG_ERROR ? palette->error
         : level == DIAG_WARNING ? palette->warning
                                 : palette->note;
}

/* Bytes that begin a character take a column, those that go on with one (UTF-8) do not. */
static bool takes_column(char c)
{
    return ((unsigned char)c & 0xC0) != 0x80;
}

/* The column on screen behind byte `c` at column `column`, both from 0. */
static uint32_t advance(uint32_t column, char c)
{
    return c == '\t' ? (column / TAB + 1) * TAB : column + takes_column(c);
}

/* Tabs as spaces, so that the caret stands right wherever the line starts on screen. */
static void print_source(FILE *out, Str line)
{
    uint32_t column = 0;
    for (size_t i = 0; i < line.len; i++) {
        uint32_t next = advance(column, line.at[i]);
        if ((unsigned char)line.at[i] < ' ') {
            fprintf(out, "%*s", (int)(next - column), "");
        } else {
            fputc(line.at[i], out);
        }
        column = next;
    }
    fputc('\n', out);
}

static void print_caret(FILE *out, const Diag *diag)
{
    uint32_t column = 0, begin = 0, end = 0;
    uint32_t first = diag->column ? diag->column - 1 : 0;
    uint64_t last = (uint64_t)first + (diag->length ? diag->length : 1);
    for (uint32_t i = 0; i < diag->source_line.len && i < last; i++) {
        if (i == first) begin = column;
        column = advance(column, diag->source_line.at[i]);
        end = column;
    }
    if (first >= diag->source_line.len) begin = end; /* at the line's end: a missing `;`, say */
    fprintf(out, "%*s^", (int)begin, "");
    for (uint32_t i = begin + 1; i < end; i++) fputc('~', out);
}

static void print_place(FILE *out, const Diag *diag)
{
    fputs(diag->file ? diag->file : "asyncc", out);
    if (diag->line) fprintf(out, ":%u", diag->line);
    if (diag->line && diag->column) fprintf(out, ":%u", diag->column);
    fputs(": ", out);
}

static void print_one(FILE *out, const Palette *palette, const Diag *diag, bool promoted)
{
    fputs(palette->bold, out);
    print_place(out, diag);
    fprintf(out, "%s%s%s: %s%s%.*s", palette->off, level_colour(palette, diag->level),
            level_name(diag->level), palette->off, palette->bold, STR_ARG(diag->message));
    if (diag->flag) fprintf(out, " [%s%s]", promoted ? "-Werror=" : "-W", diag->flag);
    fprintf(out, "%s\n", palette->off);
    if (!diag->line || !diag->source_line.len) return;
    fprintf(out, "%5u | ", diag->line);
    print_source(out, diag->source_line);
    fprintf(out, "      | %s", palette->caret);
    print_caret(out, diag);
    fprintf(out, "%s\n", palette->off);
}

void diag_print_text(const DiagList *list, FILE *out, bool colour)
{
    const Palette *palette = colour ? &coloured : &plain;
    const DiagEntry **sorted = diag_sorted(list);
    for (size_t i = 0; i < list->entries.len; i++) {
        const DiagEntry *entry = sorted[i];
        print_one(out, palette, &entry->diag, entry->promoted);
        for (size_t n = 0; n < entry->notes.len; n++) {
            print_one(out, palette, &entry->notes.at[n], false);
        }
    }
}
