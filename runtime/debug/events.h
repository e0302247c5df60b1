/*
 * events.h - writing events of Chrome's trace format, an array of JSON objects (internal; layer 5).
 *
 * Events are put together by hand into a buffer, and go to the file's own by events_write, whole:
 * viewers take what a crash leaves.
 */
#ifndef ASYNCC_RUNTIME_DEBUG_EVENTS_H
#define ASYNCC_RUNTIME_DEBUG_EVENTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct events {
    FILE *out; /* owned */
    char *text;
    size_t length, room;
} events_t;

/** Takes over the file, and begins the array. */
void events_open(events_t *events, FILE *out);
/** Ends it, and closes the file. 0, or errno's value where something could not be written. */
int events_close(events_t *events);
/** Hands what has been put together to the file's own buffer. */
void events_write(events_t *events);

/** A text as it stands between quotes in JSON; malloc'ed. */
char *events_quoted(const char *text);

/* Times are in nanoseconds. `name` and `category` are as events_quoted gives them. */

void events_track(events_t *events, uint32_t track, const char *name);
void events_slice(events_t *events, uint32_t track, uint64_t from, uint64_t to,
                  const char *category, const char *name);
/** The two ends of an asynchronous event. */
void events_span(events_t *events, uint32_t track, uint64_t from, uint64_t to, const char *category,
                 const char *name, const void *id);
/** The beginning of a flow, or its end. */
void events_flow(events_t *events, bool begins, uint32_t track, uint64_t at, const char *name,
                 uint64_t id);

#endif
