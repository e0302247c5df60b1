#include "diag_list.h"

/* How many bytes the UTF-8 character at `s` has; 0: it is none. */
static size_t utf8_length(Str s)
{
    unsigned char first = (unsigned char)s.at[0];
    size_t len = first < 0x80   ? 1
               : first < 0xC2   ? 0
               : first < 0xE0   ? 2
               : first < 0xF0   ? 3
               : first < 0xF5   ? 4
                                : 0;
    if (len > s.len) return 0;
    for (size_t i = 1; i < len; i++) {
        if (((unsigned char)s.at[i] & 0xC0) != 0x80) return 0;
    }
    return len;
}

/* JSON is UTF-8: a byte that is none of it becomes the replacement character. */
static void print_string(FILE *out, Str text)
{
    fputc('"', out);
    while (text.len) {
        size_t len = utf8_length(text);
        char c = text.at[0];
        if (len == 0) {
            fputs("\\ufffd", out);
        } else if (c == '"' || c == '\\') {
            fprintf(out, "\\%c", c);
        } else if ((unsigned char)c < ' ') {
            fprintf(out, "\\u%04x", (unsigned)c);
        } else {
            fwrite(text.at, 1, len, out);
        }
        text.at += len ? len : 1;
        text.len -= len ? len : 1;
    }
    fputc('"', out);
}

/* The members of a diagnostic, its braces left to the caller. */
static void print_members(FILE *out, const Diag *diag)
{
    static const char *const level[] = {"note", "warning", "error"};
    if (diag->file) {
        fputs("\"file\": ", out);
        print_string(out, str_from(diag->file));
        fprintf(out, ", \"line\": %u, \"column\": %u, \"length\": %u, ", diag->line, diag->column,
                diag->length);
    }
    fprintf(out, "\"level\": \"%s\", ", level[diag->level]);
    if (diag->flag) {
        fputs("\"flag\": ", out);
        print_string(out, str_from(diag->flag));
        fputs(", ", out);
    }
    fputs("\"message\": ", out);
    print_string(out, diag->message);
}

static void print_entry(FILE *out, const DiagEntry *entry)
{
    fputs("{", out);
    print_members(out, &entry->diag);
    fputs(", \"notes\": [", out);
    for (size_t i = 0; i < entry->notes.len; i++) {
        fputs(i ? ", {" : "{", out);
        print_members(out, &entry->notes.at[i]);
        fputs("}", out);
    }
    fputs("]}", out);
}

void diag_print_json(const DiagList *list, FILE *out)
{
    const DiagEntry **sorted = diag_sorted(list);
    fputs("[", out);
    for (size_t i = 0; i < list->entries.len; i++) {
        fputs(i ? ",\n " : "", out);
        print_entry(out, sorted[i]);
    }
    fputs("]\n", out);
}
