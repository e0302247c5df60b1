/*
 * status.c - names and messages of status codes.
 */
#include <asyncc/status.h>

#include <stdio.h>

#include <asyncc/abi.h>

typedef struct status_entry {
    int code;
    const char *name, *message;
} status_entry_t;

#define ENTRY(NAME, message) { ASYNC_##NAME, #NAME, message },
static const status_entry_t entries[] = {
    { 0, "OK", "success" },
    ASYNC_STATUS_MAP(ENTRY)
};
#undef ENTRY

static const status_entry_t *find(int code)
{
    for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
        if (entries[i].code == code) return &entries[i];
    return NULL;
}

/* A code of the program's own: its number, in a buffer of this thread. */
static const char *number(int code)
{
    static _Thread_local char buffer[16];
    snprintf(buffer, sizeof buffer, "%d", code);
    return buffer;
}

const char *async_status_name(int code)
{
    const status_entry_t *entry = find(code);
    return entry ? entry->name : number(code);
}

const char *async_status_message(int code)
{
    const status_entry_t *entry = find(code);
    return entry ? entry->message : "raised by the program";
}
