/*
 * states.c - which suspension follows which: the graph of a function's states, for people to look
 * at.
 *
 * Breadth first from each suspension through the control-flow graph to the next ones; the
 * conditions on the way make the edge's label.
 */
#include "cfg.h"

enum { CONDITIONS_MAX = 2 };

/* How a node was reached. */
typedef struct Step {
    const Node *node;
    Str condition;
    unsigned conditions;
    bool unwinds;
} Step;

typedef struct Search {
    Lower *l;
    Routine *routine;
    const Cfg *cfg;
    uint32_t from;
    bool *seen;
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

/* What is asked at a node with several ways out; empty where the source has no words for it. */
static Str question(const Search *s, const Code *code)
{
    const Stmt *stmt = code ? code->stmt : NULL;
    const Head *head = NULL;

    if (!stmt) return (Str){0};
    if (code->kind == CODE_IF && stmt->kind == STMT_IF)
        head = &stmt->if_.cond;
    else if (stmt->kind == STMT_WHILE || stmt->kind == STMT_DO)
        head = &stmt->loop.cond;
    else if (stmt->kind == STMT_FOR)
        head = &stmt->for_.cond;
    return head ? source_text(&s->l->unit->source, head->span) : (Str){0};
}

/* An `if` goes on to what holds first, a loop to what follows it. */
static Str answer(const Search *s, const Node *node, size_t way)
{
    Str asked = node->next.len > 1 ? question(s, node->code) : (Str){0};
    bool holds = node->code && (node->code->kind == CODE_IF) == (way == 0);

    if (!asked.len) return asked;
    return holds ? asked : arena_printf(s->l->arena, "!(%.*s)", STR_ARG(asked));
}

static void reach(Search *s, const Step *before, const Node *node, size_t way, bool unwinds)
{
    Step step = {node, before->condition, before->conditions, before->unwinds || unwinds};
    Str more = answer(s, before->node, way);

    if (s->seen[node->index]) return;
    s->seen[node->index] = true;
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
    for (size_t i = 0; i < node->next.len; i++) reach(s, step, node->next.at[i], i, false);
}

/* All that follows one state; `way` is where a suspension goes on, or unwinds to. */
static void search(Search *s, const Node *node, size_t way, bool unwinds)
{
    Step first = {.node = node};

    s->seen = ARENA_ARRAY(s->l->arena, bool, s->cfg->nodes.len);
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
