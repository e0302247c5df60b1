#include "graph.h"

static void check_ways(const Checker *c, const Function *function)
{
    const Graph *graph = graph_new(c, function);

    check_endless(c, function, graph);
    check_results(c, function, graph);
    check_released(c, function, graph);
}

void check_unit(const Unit *unit, DiagList *diags)
{
    Checker c = {unit->arena, unit, diags, lex_all(unit->arena, unit->source.text)};

    for (size_t i = 0; i < unit->functions.len; i++) {
        const Function *function = unit->functions.at[i];
        check_defers(&c, function);
        check_locks(&c, function);
        if (function->colour != COLOUR_PLAIN) check_ways(&c, function);
    }
    check_wait_fors(&c);
}
