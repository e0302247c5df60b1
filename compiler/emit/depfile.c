#include "depfile.h"

#include "../base/file.h"
#include "../base/map.h"
#include "../base/writer.h"

/* make reads backslashes only before a blank or #, and there two as one. */
static void write_escaped(Writer *w, Str path)
{
    size_t backslashes = 0;
    for (size_t i = 0; i < path.len; i++) {
        char c = path.at[i];
        if (c == ' ' || c == '\t') {
            for (; backslashes > 0; backslashes--) write_text(w, "\\");
        }
        if (c == ' ' || c == '\t' || c == '#') write_text(w, "\\");
        if (c == '$') write_text(w, "$");
        write_str(w, (Str){&c, 1});
        backslashes = c == '\\' ? backslashes + 1 : 0;
    }
}

Str depfile_escape(Arena *arena, Str path)
{
    Writer w;
    writer_init(&w);
    write_escaped(&w, path);
    Str escaped = arena_copy(arena, (Str){w.text, w.len});
    writer_free(&w);
    return escaped;
}

Str depfile_text(Arena *arena, Str targets, const Str *paths, size_t count, bool phony)
{
    Writer w;
    Map files;
    writer_init(&w);
    map_init(&files, arena);
    for (size_t i = 0; i < count; i++) map_put(&files, paths[i], &files);
    write_str(&w, targets);
    write_text(&w, ":");
    for (size_t i = 0; i < files.len; i++) {
        write_text(&w, i ? " \\\n  " : " ");
        write_escaped(&w, files.entry[i].key);
    }
    write_text(&w, "\n");
    for (size_t i = 1; phony && i < files.len; i++) {
        write_text(&w, "\n");
        write_escaped(&w, files.entry[i].key);
        write_text(&w, ":\n");
    }
    Str text = arena_copy(arena, (Str){w.text, w.len});
    writer_free(&w);
    return text;
}

int depfile_write(Arena *arena, const DepfileOptions *options, const Str *paths, size_t count)
{
    if (!options->wanted) return 0;
    Str text = depfile_text(arena, options->targets, paths, count, options->phony);
    return file_write(options->path, text);
}
