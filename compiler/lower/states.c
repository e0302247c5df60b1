/*
 * states.c - which suspension follows which: the graph of a function's states, for people to look
 * at.
 *
 * Breadth first from each suspension through the control-flow graph to the next ones; the
 * conditions on the way make the edge's label. Ways that meet in the same defers part again behind
 * them: a step remembers where it is led to, and whether it unwinds.
 */
#include "cfg.h"
#include "conditions.h"

enum { CONDITIONS_MAX = 2 };

/* How a node was reached. */
typedef struct Step {
    const Node *node; /* NULL: none yet */
    Str condition;
    unsigned conditions;
    uint32_t exit; /* where the defers lead to: 1 + index in Routine.exits; 0: not known */
    bool unwinds;
} Step;

typedef struct Search {
    Lower *l;
    Routine *routine;
    const Cfg *cfg;
    uint32_t from;
    bool *seen; /* of each node, exit, and whether it unwinds: `places` of them, for each search anew */
    size_t places;
    VEC(Step) queue;
} Search;

static uint32_t state_of(const Routine *routine, const Node *node)
{
    for (uint32_t i = 0; i < routine->suspensions.len; i++) {
        const Suspension *s = &routine->suspensions.at[i];
        const BitSet *live = s->await ? &s->await->live : &s->yield->yield.live;
        if (live == node->live) return i + 1;
    }
    return 0;
}

/* ------------------------------------------------------------------ defers */

static uint32_t exit_of(const Routine *routine, Str name)
{
    for (uint32_t i = 0; i < routine->exits.len; i++)
        if (str_eq(routine->exits.at[i], name)) return i + 1;
    return 0;
}

/* `leave = f__to_found`: the exit; otherwise what it was before. */
static uint32_t exit_behind(const Routine *routine, const Step *step)
{
    const Code *code = step->node ? step->node->code : NULL;

    if (!code || code->kind != CODE_SET || code->text.pieces.len != 1) return step->exit;
    uint32_t exit = exit_of(routine, code->text.pieces.at[0].words);
    return exit ? exit : step->exit;
}

/* Whether a step goes that way: out of a dispatch it goes where it is led to. */
static bool takes(const Routine *routine, const Step *step, size_t way)
{
    const Code *code = step->node->code;
    bool is_dispatch = code && code->kind == CODE_DISPATCH;

    if (!is_dispatch || (step->unwinds ? !code->raises : !step->exit)) return true;
    size_t first = code->goes_on ? 1 : 0, raise = first + code->exits.len;
    if (step->unwinds || way >= raise) return step->unwinds && way >= raise;
    Str wanted = routine->exits.at[step->exit - 1];
    if (way >= first) return str_eq(code->exits.at[way - first].name, wanted);
    for (size_t i = 0; i < code->exits.len; i++)
        if (str_eq(code->exits.at[i].name, wanted)) return false;
    return true;
}

/* ------------------------------------------------------------------ search */

static void reach(Search *s, const Step *before, const Node *node, size_t way, bool unwinds)
{
    Step step = {node, before->condition, before->conditions, exit_behind(s->routine, before),
                 before->unwinds || unwinds};
    size_t place = (node->index * (s->routine->exits.len + 1) + step.exit) * 2 + step.unwinds;
    Str more = before->node ? condition_of_way(s->l, before->node, way) : (Str){0};

    if (s->seen[place]) return;
    s->seen[place] = true;
    if (more.len && step.conditions < CONDITIONS_MAX) {
        step.condition = step.conditions ? arena_printf(s->l->arena, "%.*s && %.*s",
                                                        STR_ARG(step.condition), STR_ARG(more))
                                         : more;
        step.conditions++;
    }
    VEC_PUSH(s->l->arena, &s->queue, step);
}

static void add_edge(Search *s, const Step *step, uint32_t to)
{
    Routine *routine = s->routine;

    for (size_t i = 0; i < routine->edges.len; i++) {
        const Edge *edge = &routine->edges.at[i];
        if (edge->from == s->from && edge->to == to && edge->unwinds == step->unwinds) return;
    }
    VEC_PUSH(s->l->arena, &routine->edges, (Edge){s->from, to, step->condition, step->unwinds});
}

/* Where the function ends at a node that leads nowhere. */
static uint32_t end_at(const Cfg *cfg, const Node *node, bool unwinds)
{
    if (node == cfg->exit) return EDGE_RETURN;
    if (node->code && node->code->kind == CODE_LEAVE)
        return node->code->leave == LEAVE_RAISE ? EDGE_RAISE : EDGE_RETURN;
    return unwinds ? EDGE_RAISE : EDGE_RETURN;
}

static void visit(Search *s, const Step *step)
{
    const Node *node = step->node;

    if (node->live) {
        add_edge(s, step, state_of(s->routine, node));
        return;
    }
    if (!node->next.len) add_edge(s, step, end_at(s->cfg, node, step->unwinds));
    if (node->code && node->code->kind == CODE_DISPATCH && node->code->raises && step->unwinds &&
        !node->code->unwind.label.len)
        add_edge(s, step, EDGE_RAISE);
    for (size_t i = 0; i < node->next.len; i++)
        if (takes(s->routine, step, i)) reach(s, step, node->next.at[i], i, false);
}

/* All that follows one state; `way` is where a suspension goes on, or unwinds to. */
static void search(Search *s, const Node *node, size_t way, bool unwinds)
{
    Step first = {.node = node->live ? node : NULL}; /* NULL: before the first node */

    memset(s->seen, 0, s->places * sizeof *s->seen);
    s->queue.len = 0;
    reach(s, &first, node->live ? node->next.at[way] : node, way, unwinds);
    for (size_t i = 0; i < s->queue.len; i++) {
        Step step = s->queue.at[i];
        visit(s, &step);
    }
}

void states_link(Lower *l, Routine *routine, const Cfg *cfg)
{
    Search s = {.l = l, .routine = routine, .cfg = cfg};

    if (!routine->suspensions.len) return;
    s.places = cfg->nodes.len * (routine->exits.len + 1) * 2;
    s.seen = ARENA_ARRAY(l->arena, bool, s.places);
    search(&s, cfg->entry, 0, false);
    for (uint32_t state = 1; state <= routine->suspensions.len; state++) {
        s.from = state;
        for (size_t i = 0; i < cfg->nodes.len; i++) {
            const Node *node = cfg->nodes.at[i];
            if (!node->live || state_of(routine, node) != state) continue;
            for (size_t way = 0; way < node->next.len; way++) search(&s, node, way, way > 0);
            Step raised = {.node = node, .unwinds = true};
            if (node->next.len < 2) add_edge(&s, &raised, EDGE_RAISE);
        }
    }
}
