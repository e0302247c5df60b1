/*
 * vec.h - a growing array in an arena.
 *
 *      VEC(Local *) locals = {0};
 *      VEC_PUSH(arena, &locals, local);
 *      for (size_t i = 0; i < locals.len; i++) use(locals.at[i]);
 *
 * What it outgrows stays in the arena.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "arena.h"

#define VEC(T) struct { T *at; size_t len, room; }

#define VEC_PUSH(arena, vec, ...)                                                                  \
    do {                                                                                           \
        if ((vec)->len == (vec)->room) {                                                           \
            size_t room_ = (vec)->room ? 2 * (vec)->room : 8;                                      \
            void *more_ = arena_alloc((arena), room_ * sizeof *(vec)->at);                         \
            if ((vec)->len) memcpy(more_, (vec)->at, (vec)->len * sizeof *(vec)->at);              \
            (vec)->at = more_;                                                                     \
            (vec)->room = room_;                                                                   \
        }                                                                                          \
        (vec)->at[(vec)->len++] = (__VA_ARGS__);                                                   \
    } while (0)

#endif
