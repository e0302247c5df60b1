/* live.c - liveness over the control-flow graph, backwards, to a fixpoint. */
#include "cfg.h"

/* Nodes are made from the end of the function to its beginning: index order converges quickly. */
static bool propagate(Node *node)
{
    for (size_t i = 0; i < node->next.len; i++) bitset_union(&node->out, &node->next.at[i]->in);
    bool grown = bitset_union(&node->in, &node->use);
    BITSET_EACH(&node->out, i) {
        if (bitset_has(&node->def, i) || bitset_has(&node->in, i)) continue;
        bitset_add(&node->in, i);
        grown = true;
    }
    return grown;
}

/* Whether a jump back may lead to before a declaration in its own block. */
static bool has_labels(const Code *code)
{
    if (!code) return false;
    if (code->kind == CODE_LABEL && code->stmt && !code->is_case) return true;
    for (size_t i = 0; i < code->items.len; i++)
        if (has_labels(code->items.at[i])) return true;
    return has_labels(code->body) || has_labels(code->otherwise);
}

/* An object whose address is known lives as long as its block does. */
static bool lives_by_address(const Routine *routine, const Local *local, Span at)
{
    if (!local->address_taken && !local->type->is_volatile) return false;
    if (local->is_parameter) return true;
    if (!span_has(local->scope->span, at.begin)) return false;
    return at.end >= local->declared || has_labels(routine->body);
}

static void note_across(Routine *routine, BitSet *live, Span at, uint32_t suspension)
{
    for (size_t i = 0; i < routine->locals.len; i++) {
        const Local *local = routine->locals.at[i];
        if (lives_by_address(routine, local, at)) bitset_add(live, i);
        if (!bitset_has(live, i)) continue;
        bitset_add(&routine->place[i].across, suspension);
    }
}

static void note_suspension(Routine *routine, uint32_t i)
{
    const Suspension *suspension = &routine->suspensions.at[i];

    if (suspension->await) note_across(routine, &suspension->await->live, suspension->await->at, i);
    else note_across(routine, &suspension->yield->yield.live, suspension->yield->yield.at, i);
}

void live_compute(Lower *l, Routine *routine, Cfg *cfg)
{
    size_t bits = routine->locals.len;
    bool again = true;

    while (again) {
        again = false;
        for (size_t i = 0; i < cfg->nodes.len; i++) again |= propagate(cfg->nodes.at[i]);
    }
    routine->place = ARENA_ARRAY(l->arena, Place, bits ? bits : 1);
    for (size_t i = 0; i < bits; i++)
        routine->place[i].across = bitset_new(l->arena, routine->suspensions.len);
    for (size_t i = 0; i < cfg->nodes.len; i++) {
        Node *node = cfg->nodes.at[i];
        if (!node->live) continue;
        *node->live = bitset_new(l->arena, bits);
        bitset_copy(node->live, &node->out);
    }
    for (uint32_t i = 0; i < routine->suspensions.len; i++) note_suspension(routine, i);
    routine->end_reachable = cfg->end_reachable;
}
