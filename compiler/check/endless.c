/*
 * endless.c - loops that nothing leaves and in which nothing suspends: no other task of the loop
 * ever runs again.
 */
#include "graph.h"

/* Steps from which the function's end or a suspension can be reached. */
static bool *find_harmless(const Checker *c, const Graph *graph)
{
    bool *harmless = ARENA_ARRAY(c->arena, bool, graph->steps.len);
    bool changed = true;

    for (size_t i = 0; i < graph->steps.len; i++)
        harmless[i] = i == STEP_EXIT || graph->steps.at[i].suspends;
    while (changed) {
        changed = false;
        for (size_t i = graph->steps.len; i > 0; i--) {
            const Step *step = &graph->steps.at[i - 1];
            for (size_t k = 0; k < step->next.len && !harmless[i - 1]; k++)
                changed |= harmless[i - 1] = harmless[step->next.at[k].to];
        }
    }
    return harmless;
}

static void warn(const Checker *c, const Function *function, const Step *step)
{
    bool is_async = function->colour != COLOUR_GENERATOR;

    diag_at(c->diags, &c->unit->source, DIAG_WARNING, "endless-loop", step->span,
            is_async ? "this loop never ends and never suspends: no other task gets to run"
                     : "this loop never ends and never yields");
}

void check_endless(const Checker *c, const Function *function, const Graph *graph)
{
    bool *reachable = graph_reachable(c, graph, STEP_ENTRY);
    bool *harmless = find_harmless(c, graph);

    for (size_t i = 0; i < graph->steps.len; i++) {
        if (!reachable[i] || harmless[i]) continue;
        bool *behind = graph_reachable(c, graph, i);
        if (!behind[i]) continue;
        warn(c, function, &graph->steps.at[i]);
        for (size_t k = 0; k < graph->steps.len; k++) harmless[k] |= behind[k];
    }
}
