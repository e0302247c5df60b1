/*
 * events.c - events as text. A step of a task writes several, so numbers are written by hand.
 */
#include "events.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "../alloc.h"

enum { NUMBER_MAX = 24, BUFFER = 1 << 16 };

/* ------------------------------------------------------------------ text */

/* Room for `size` more bytes. */
static char *more(events_t *e, size_t size)
{
    if (e->room - e->length < size) {
        e->room = 2 * (e->room + size);
        e->text = (char *)realloc(e->text, e->room);
        if (!e->text) async__die("out of memory (a timeline)");
    }
    return e->text + e->length;
}

static void put(events_t *e, const char *text, size_t length)
{
    memcpy(more(e, length), text, length);
    e->length += length;
}

static void put_text(events_t *e, const char *text) { put(e, text, strlen(text)); }

#define PUT(e, literal) put(e, literal, sizeof(literal) - 1)

/* The digits of `n` before `end`; at least `least` of them. */
static char *digits(char *end, uint64_t n, int least)
{
    for (; n || least > 0; n /= 10, least--) *--end = (char)('0' + n % 10);
    return end;
}

static void put_number(events_t *e, uint64_t n)
{
    char text[NUMBER_MAX], *end = text + sizeof text, *first = digits(end, n, 1);

    put(e, first, (size_t)(end - first));
}

/* Nanoseconds as microseconds. */
static void put_time(events_t *e, uint64_t ns)
{
    char text[NUMBER_MAX], *end = text + sizeof text, *first = digits(end, ns % 1000, 3);

    *--first = '.';
    first = digits(first, ns / 1000, 1);
    put(e, first, (size_t)(end - first));
}

char *events_quoted(const char *text)
{
    char *quoted = (char *)async__zalloc(2 * strlen(text) + 1), *to = quoted;

    for (; *text; text++) {
        if (*text == '"' || *text == '\\') *to++ = '\\';
        if ((unsigned char)*text >= ' ') *to++ = *text;
    }
    return quoted;
}

/* ------------------------------------------------------------------ events */

static void begin(events_t *e, char phase, uint32_t track, uint64_t at, const char *name)
{
    PUT(e, ",\n{\"ph\":\"");
    put(e, &phase, 1);
    PUT(e, "\",\"pid\":1,\"tid\":");
    put_number(e, track);
    PUT(e, ",\"ts\":");
    put_time(e, at);
    PUT(e, ",\"name\":\"");
    put_text(e, name);
}

static void put_category(events_t *e, const char *category)
{
    PUT(e, "\",\"cat\":\"");
    put_text(e, category);
}

/* The first one, of the track that is no task's: nothing stands before it. */
static void name_loop(events_t *e)
{
    PUT(e, "[\n{\"ph\":\"M\",\"pid\":1,\"tid\":0,\"ts\":0,\"name\":\"thread_name\",");
    PUT(e, "\"args\":{\"name\":\"loop\"}}");
}

void events_track(events_t *e, uint32_t track, const char *name)
{
    begin(e, 'M', track, 0, "thread_name");
    PUT(e, "\",\"args\":{\"name\":\"");
    put_text(e, name);
    PUT(e, "\"}}");
}

void events_slice(events_t *e, uint32_t track, uint64_t from, uint64_t to, const char *category,
                  const char *name)
{
    begin(e, 'X', track, from, name);
    put_category(e, category);
    PUT(e, "\",\"dur\":");
    put_time(e, to - from);
    PUT(e, "}");
}

static void span_end(events_t *e, char phase, uint32_t track, uint64_t at, const char *category,
                     const char *name, const void *id)
{
    begin(e, phase, track, at, name);
    put_category(e, category);
    PUT(e, "\",\"id\":\"");
    put_number(e, (uintptr_t)id);
    PUT(e, "\"}");
}

void events_span(events_t *e, uint32_t track, uint64_t from, uint64_t to, const char *category,
                 const char *name, const void *id)
{
    span_end(e, 'b', track, from, category, name, id);
    span_end(e, 'e', track, to, category, name, id);
}

void events_flow(events_t *e, bool begins, uint32_t track, uint64_t at, const char *name,
                 uint64_t id)
{
    begin(e, begins ? 's' : 'f', track, at, name);
    put_category(e, name);
    PUT(e, "\",\"id\":");
    put_number(e, id);
    if (!begins) PUT(e, ",\"bp\":\"e\"");
    PUT(e, "}");
}

/* ------------------------------------------------------------------ the file */

void events_write(events_t *e)
{
    fwrite(e->text, 1, e->length, e->out);
    e->length = 0;
}

void events_open(events_t *e, FILE *out)
{
    *e = (events_t){ .out = out };
    setvbuf(out, NULL, _IOFBF, BUFFER);
    name_loop(e);
    events_write(e);
}

int events_close(events_t *e)
{
    bool failed;

    PUT(e, "\n]\n");
    events_write(e);
    free(e->text);
    failed = ferror(e->out) != 0;
    if (fclose(e->out) != 0) return errno;
    return failed ? EIO : 0;
}
