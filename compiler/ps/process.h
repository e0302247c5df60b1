/* process.h - a process that is looked at from outside; Linux alone. */
#ifndef PS_PROCESS_H
#define PS_PROCESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PAGE_BYTES = 4096, PAGES = 1024 };

/* Pages that have been read are kept, by address: what is read lies close together. */
typedef struct Process {
    int pid;
    uint64_t page[PAGES]; /* address of the page in a place; 0: none */
    char (*bytes)[PAGE_BYTES];
} Process;

/** Holds all its threads. NULL, or why not. */
const char *process_open(Process *process, int pid);
/** Lets it go on. */
void process_close(Process *process);

/** async__memory_t's read. */
bool process_read(void *process, uint64_t at, void *to, size_t size);

/** Where the symbol lies, of the program or a library of it; 0: nowhere. */
uint64_t process_symbol(const Process *process, const char *name);

#endif
