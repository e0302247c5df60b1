/* pair.h - what the C half of a pair prints with; pair.py is the Python half's. */
#ifndef PAIR_H
#define PAIR_H

#include <asyncc.h>
#include <stdbool.h>
#include <stdio.h>

/* What a step of a generator gave: the value, or how it ended. */
static inline bool shown(bool more, async_gen(int) g)
{
    if (more) printf("%d\n", *g);
    else printf("end %s\n", async_status_name(async_status(g)));
    return more;
}

#define NAME(status) async_status_name(status)

#endif
