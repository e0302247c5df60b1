/*
 * needs.c - words that only parse without the header that the translation needs: clang knows them
 * all from <asyncc.h>, the compiler of the result does not.
 */
#include "misuse.h"

typedef struct Need {
    const char *word, *frame, *header;
} Need;

static const Need needs[] = {
    {"async_queue", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_queue_new", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_lifo_queue_new", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_priority_queue_new", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_get", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_put", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_try_get", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_try_put", "async_queue_get__frame", "asyncc/sync.h"},
    {"async_serve_with", "async_serve__frame", "asyncc/net.h"},
};

static void check(Parser *p, Str name, Span span)
{
    for (size_t i = 0; i < sizeof needs / sizeof *needs; i++)
        if (str_is(name, needs[i].word) && !map_get(&p->frames, str_from(needs[i].frame)))
            error_at(p, span, "'%s' without its header (hint: '#include <%s>')", needs[i].word,
                     needs[i].header);
}

void misuse_headers(Parser *p)
{
    for (size_t i = 0; i < p->macros.words.len; i++) {
        const Word *word = &p->macros.words.at[i];
        Span name = {word->span.begin, word->span.begin + (uint32_t)strlen(word->info->spelling)};
        check(p, str_from(word->info->spelling), name);
    }
    for (size_t i = 0; i < p->macros.calls.len; i++) {
        const MacroCall *call = &p->macros.calls.at[i];
        Span name = {call->span.begin, call->span.begin + (uint32_t)call->name.len};
        check(p, call->name, name);
    }
}
