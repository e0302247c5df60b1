#include "checker.h"

void check_unit(const Unit *unit, DiagList *diags)
{
    Checker c = {unit->arena, unit, diags, lex_all(unit->arena, unit->source.text)};

    for (size_t i = 0; i < unit->functions.len; i++) {
        check_defers(&c, unit->functions.at[i]);
        check_locks(&c, unit->functions.at[i]);
    }
}
