#include "effects.h"

static bool same_variable(const Touch *a, const Touch *b)
{
    return a->local || b->local ? a->local == b->local : str_eq(a->name, b->name);
}

static bool touches_conflict(const Effects *a, const Effects *b)
{
    for (size_t i = 0; i < a->touches.len; i++) {
        for (size_t k = 0; k < b->touches.len; k++) {
            const Touch *x = &a->touches.at[i], *y = &b->touches.at[k];
            if ((x->writes || y->writes) && same_variable(x, y)) return true;
        }
    }
    return false;
}

/* What `a` does through memory against the variables of `b`. */
static bool memory_conflicts(const Effects *a, const Effects *b)
{
    for (size_t i = 0; i < b->touches.len; i++) {
        const Touch *touch = &b->touches.at[i];
        if (touch->is_public && (a->writes_memory || (touch->writes && a->reads_memory))) return true;
    }
    return false;
}

bool effects_conflict(const Effects *first, const Effects *later)
{
    if (first->writes_memory && (later->reads_memory || later->writes_memory)) return true;
    if (first->reads_memory && later->writes_memory) return true;
    return memory_conflicts(first, later) || memory_conflicts(later, first) ||
           touches_conflict(first, later);
}

bool effects_rewrite(const Effects *of, const Effects *by)
{
    for (size_t i = 0; i < of->touches.len; i++)
        for (size_t k = 0; k < by->touches.len; k++)
            if (by->touches.at[k].writes && same_variable(&of->touches.at[i], &by->touches.at[k]))
                return true;
    return false;
}

void effects_add(Arena *arena, Effects *all, const Effects *more)
{
    all->reads_memory |= more->reads_memory;
    all->writes_memory |= more->writes_memory;
    for (size_t i = 0; i < more->touches.len; i++)
        VEC_PUSH(arena, &all->touches, more->touches.at[i]);
}

Effects effects_of(const Expr *expr)
{
    if (expr->effects) return *expr->effects;
    return (Effects){.reads_memory = !expr->is_constant, .writes_memory = expr->has_effects};
}
