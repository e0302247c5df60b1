/* frame.c - the frame plan: members with offsets, overlapping ones marked; then the states. */
#include "dump.h"

static void member(FILE *out, const Member *m, uint64_t base, int depth)
{
    fprintf(out, "%*s%llu ", 2 * depth, "", (unsigned long long)(base + m->offset));
    if (m->local) fprintf(out, "%.*s", STR_ARG(m->local->name));
    else if (m->child) fprintf(out, "frame of %.*s", STR_ARG(m->child->awaited));
    else fprintf(out, m->overlap ? "one of" : "together");
    fprintf(out, " (%llu)\n", (unsigned long long)m->size);
    for (size_t i = 0; i < m->members.len; i++) member(out, m->members.at[i], base + m->offset, depth + 1);
}

static void states(FILE *out, const Routine *routine)
{
    for (size_t i = 0; i < routine->suspensions.len; i++) {
        const Suspension *suspension = &routine->suspensions.at[i];
        Str label = suspension->await ? suspension->await->label : suspension->yield->yield.label;
        const BitSet *live = suspension->await ? &suspension->await->live : &suspension->yield->yield.live;
        fprintf(out, "  state %zu %.*s:", i + 1, STR_ARG(label));
        BITSET_EACH(live, k) fprintf(out, " %.*s", STR_ARG(routine->locals.at[k]->name));
        fputc('\n', out);
    }
}

void dump_frame(const Program *program, FILE *out)
{
    for (size_t i = 0; i < program->unit->functions.len; i++) {
        const Routine *routine = program->routine[i];
        fprintf(out, "%.*s: %llu bytes%s\n", STR_ARG(routine->function->name),
                (unsigned long long)routine->frame_size, routine->embeddable ? ", embeddable" : "");
        for (size_t k = 0; k < routine->layout->members.len; k++)
            member(out, routine->layout->members.at[k], 0, 1);
        states(out, routine);
    }
}
