/*
 * resource.c - where clang's builtin headers (stddef.h, stdarg.h, ...) are.
 *
 * libclang looks for them beside the program that it is part of, which asyncc is not: so it is
 * told. They stand beside the library: .../lib/libclang-19.so.1 -> .../lib/clang/19.
 */
#define _GNU_SOURCE
#include "session.h"
#include <dlfcn.h>
#include <stdlib.h>
#include <unistd.h>

static bool has_headers(Arena *arena, Str folder)
{
    return access(arena_printf(arena, "%.*s/include/stddef.h", STR_ARG(folder)).at, R_OK) == 0;
}

/* The number in "clang version 19.1.7 (...)". */
static int clang_major(void)
{
    CXString version = clang_getClangVersion();
    const char *at = strstr(clang_getCString(version), "version ");
    int major = at ? atoi(at + strlen("version ")) : 0;

    clang_disposeString(version);
    return major;
}

/* The folder of the library that a function of libclang comes from, links followed. */
static Str library_folder(Arena *arena)
{
    union {
        CXString (*function)(void);
        void *address;
    } symbol = {.function = clang_getClangVersion};
    Dl_info info;
    char *path;

    if (!dladdr(symbol.address, &info) || !info.dli_fname) return STR("");
    path = realpath(info.dli_fname, NULL);
    if (!path) return STR("");
    Str whole = arena_copy(arena, str_from(path));
    free(path);
    while (whole.len && whole.at[whole.len - 1] != '/') whole.len--;
    return whole;
}

Str resource_folder(Arena *arena)
{
    Str beside = library_folder(arena);
    int major = clang_major();
    const Str candidates[] = {
        arena_printf(arena, "%.*sclang/%d", STR_ARG(beside), major),
        arena_printf(arena, "%.*s../lib/clang/%d", STR_ARG(beside), major),
        arena_printf(arena, "%.*s../llvm-%d/lib/clang/%d", STR_ARG(beside), major, major),
        arena_printf(arena, "/usr/lib/llvm-%d/lib/clang/%d", major, major),
        arena_printf(arena, "/usr/lib/clang/%d", major),
    };
    for (size_t i = 0; i < sizeof candidates / sizeof *candidates; i++)
        if (has_headers(arena, candidates[i])) return candidates[i];
#ifdef ASYNCC_CLANG_RESOURCE_DIR
    if (has_headers(arena, STR(ASYNCC_CLANG_RESOURCE_DIR))) return STR(ASYNCC_CLANG_RESOURCE_DIR);
#endif
    return STR("");
}
