#define _GNU_SOURCE
#include "process.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __linux__
#include <dirent.h>
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

/* ------------------------------------------------------------------ holding it */

static bool hold(int thread)
{
    if (ptrace(PTRACE_SEIZE, thread, NULL, NULL) != 0) return false;
    if (ptrace(PTRACE_INTERRUPT, thread, NULL, NULL) != 0) return false;
    while (waitpid(thread, NULL, __WALL) < 0)
        if (errno != EINTR) return false;
    return true;
}

static bool let_go(int thread) { return ptrace(PTRACE_DETACH, thread, NULL, NULL) == 0; }

static bool each_thread(int pid, bool (*act)(int thread))
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *folder = opendir(path);
    struct dirent *entry;
    bool all = true;

    if (!folder) return false;
    while ((entry = readdir(folder)) != NULL)
        if (entry->d_name[0] != '.') all &= act(atoi(entry->d_name));
    closedir(folder);
    return all;
}

const char *process_open(Process *process, int pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/maps", pid);
    *process = (Process){.pid = pid};
    if (access(path, F_OK) != 0) return "there is no such process";
    if (!each_thread(pid, hold)) {
        int error = errno;
        each_thread(pid, let_go);
        return error == EPERM ? "not permitted: it is another user's, or ptrace is restricted"
                              : "it cannot be held";
    }
    process->bytes = malloc(PAGES * sizeof *process->bytes);
    return process->bytes ? NULL : "out of memory";
}

void process_close(Process *process)
{
    each_thread(process->pid, let_go);
    free(process->bytes);
}

/* ------------------------------------------------------------------ reading */

static const char *page_at(Process *process, uint64_t page)
{
    size_t place = (size_t)(page / PAGE_BYTES) % PAGES;
    struct iovec own = {process->bytes[place], PAGE_BYTES},
                 its = {(void *)(uintptr_t)page, PAGE_BYTES};

    if (process->page[place] == page) return process->bytes[place];
    process->page[place] = 0;
    if (process_vm_readv(process->pid, &own, 1, &its, 1, 0) != PAGE_BYTES) return NULL;
    process->page[place] = page;
    return process->bytes[place];
}

bool process_read(void *arg, uint64_t at, void *to, size_t size)
{
    char *out = to;

    while (size > 0) {
        size_t skip = (size_t)(at % PAGE_BYTES), part = PAGE_BYTES - skip;
        const char *page = page_at(arg, at - skip);
        if (part > size) part = size;
        if (!page) return false;
        memcpy(out, page + skip, part);
        out += part, at += part, size -= part;
    }
    return true;
}

/* ------------------------------------------------------------------ symbols */

typedef struct Image {
    const char *at;
    size_t size;
} Image;

static bool inside(const Image *image, uint64_t offset, uint64_t size)
{
    return offset <= image->size && size <= image->size - offset;
}

/* In one table of symbols: the symbol's value, or 0. */
static uint64_t in_table(const Image *image, const Elf64_Shdr *table, const Elf64_Shdr *names,
                         const char *name)
{
    if (!inside(image, table->sh_offset, table->sh_size) ||
        !inside(image, names->sh_offset, names->sh_size))
        return 0;
    const Elf64_Sym *symbol = (const void *)(image->at + table->sh_offset);
    size_t count = table->sh_size / sizeof *symbol, longest = strlen(name) + 1;

    for (size_t i = 0; i < count; i++) {
        uint64_t at = symbol[i].st_name;
        if (symbol[i].st_value && at < names->sh_size && longest <= names->sh_size - at &&
            memcmp(image->at + names->sh_offset + at, name, longest) == 0)
            return symbol[i].st_value;
    }
    return 0;
}

/* Its address in the process is that of the file's beginning there, less the first segment's. */
static uint64_t in_image(const Image *image, uint64_t base, const char *name)
{
    const Elf64_Ehdr *head = (const void *)image->at;
    uint64_t value = 0;

    if (image->size < sizeof *head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0) return 0;
    if (head->e_ident[EI_CLASS] != ELFCLASS64 || head->e_shentsize != sizeof(Elf64_Shdr)) return 0;
    if (!inside(image, head->e_shoff, (uint64_t)head->e_shnum * sizeof(Elf64_Shdr))) return 0;
    const Elf64_Shdr *section = (const void *)(image->at + head->e_shoff);
    for (unsigned i = 0; i < head->e_shnum && !value; i++)
        if ((section[i].sh_type == SHT_SYMTAB || section[i].sh_type == SHT_DYNSYM) &&
            section[i].sh_link < head->e_shnum)
            value = in_table(image, &section[i], &section[section[i].sh_link], name);
    return !value || head->e_type == ET_EXEC ? value : base + value;
}

static uint64_t in_file(const char *path, uint64_t base, const char *name)
{
    struct stat about;
    uint64_t found = 0;
    int file = open(path, O_RDONLY | O_CLOEXEC);

    if (file < 0) return 0;
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && about.st_size > 0) {
        Image image = {mmap(NULL, (size_t)about.st_size, PROT_READ, MAP_PRIVATE, file, 0),
                       (size_t)about.st_size};
        if (image.at != MAP_FAILED) {
            found = in_image(&image, base, name);
            munmap((void *)(uintptr_t)image.at, image.size);
        }
    }
    close(file);
    return found;
}

/* Files are mapped from their beginning first; the process's own view of them is what counts. */
uint64_t process_symbol(const Process *process, const char *name)
{
    char path[64], line[4352], file[4352];
    snprintf(path, sizeof path, "/proc/%d/maps", process->pid);
    FILE *maps = fopen(path, "r");
    unsigned long long begin, end, offset;
    uint64_t found = 0;

    if (!maps) return 0;
    while (!found && fgets(line, sizeof line, maps)) {
        int at = 0;
        if (sscanf(line, "%llx-%llx %*4s %llx %*s %*s %n", &begin, &end, &offset, &at) < 3)
            continue;
        if (offset != 0 || line[at] != '/') continue;
        line[strcspn(line, "\n")] = 0;
        snprintf(file, sizeof file, "/proc/%d/map_files/%llx-%llx", process->pid, begin, end);
        found = in_file(file, begin, name);
        if (!found) found = in_file(line + at, begin, name);
    }
    fclose(maps);
    return found;
}

#else

const char *process_open(Process *process, int pid)
{
    (void)process, (void)pid;
    return "looking at processes is for Linux alone";
}

void process_close(Process *process) { (void)process; }

bool process_read(void *process, uint64_t at, void *to, size_t size)
{
    return (void)process, (void)at, (void)to, (void)size, false;
}

uint64_t process_symbol(const Process *process, const char *name)
{
    return (void)process, (void)name, 0;
}

#endif
