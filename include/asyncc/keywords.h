/*
 * keywords.h - the dialect's keywords, for the file's reader.
 *
 * A file that is only parsed (asyncc, clangd: they define ASYNC_PARSE) sees macros that type-check
 * every construct. A compiler sees none of the dialect: either the translated file, or a plain one
 * that uses the runtime; there `async` is empty and the rest stops it with a message.
 */
#ifndef ASYNCC_KEYWORDS_H
#define ASYNCC_KEYWORDS_H

#ifdef ASYNC_PARSE
#include <asyncc/keywords_parse.h>
#else
#include <asyncc/keywords_plain.h>
#endif

#endif
