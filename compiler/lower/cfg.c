#include "cfg.h"

/* Where jumps lead while a statement's flow is built; built from the end to the beginning. */
typedef struct Flow {
    Lower *l;
    Routine *routine;
    Cfg *cfg;
    Map labels;          /* name to Node */
    Node *on_break, *on_continue;
    VEC(Node *) *cases;  /* of the innermost switch */
    bool has_default;
} Flow;

typedef VEC(Node *) NodeList;

/* ------------------------------------------------------------------ nodes */

static Node *node_new(Flow *f, const Code *code)
{
    Node *node = ARENA_NEW(f->cfg->arena, Node);
    size_t bits = f->routine->locals.len;

    node->index = (uint32_t)f->cfg->nodes.len;
    node->code = code;
    node->use = bitset_new(f->cfg->arena, bits);
    node->def = bitset_new(f->cfg->arena, bits);
    node->in = bitset_new(f->cfg->arena, bits);
    node->out = bitset_new(f->cfg->arena, bits);
    VEC_PUSH(f->cfg->arena, &f->cfg->nodes, node);
    return node;
}

static void edge(Flow *f, Node *from, Node *to)
{
    if (to) VEC_PUSH(f->cfg->arena, &from->next, to);
}

static Node *node_to(Flow *f, const Code *code, Node *next)
{
    Node *node = node_new(f, code);

    edge(f, node, next);
    return node;
}

static void touch(Node *node, const Local *local, Access access)
{
    if (access == ACCESS_UNEVALUATED) return;
    if (access == ACCESS_WRITE) bitset_add(&node->def, local->index);
    else bitset_add(&node->use, local->index);
}

/* What is declared inside the span is nobody else's. */
static void touch_span(Flow *f, Node *node, Span span)
{
    const Function *function = f->routine->function;

    for (size_t i = function_ref_from(function, span.begin);
         i < function->refs.len && function->refs.at[i].at < span.end; i++)
        if (!span_has(span, function->refs.at[i].local->declared))
            touch(node, function->refs.at[i].local, function->refs.at[i].access);
}

static void touch_text(Flow *f, Node *node, const Text *text)
{
    for (size_t i = 0; i < text->pieces.len; i++) {
        const Piece *piece = &text->pieces.at[i];
        if (piece->kind == PIECE_SOURCE) touch_span(f, node, piece->span);
        if (piece->kind == PIECE_LOCAL) touch(node, piece->local, piece->access);
    }
}

static Node *label_node(Flow *f, Str name)
{
    Node *node = map_get(&f->labels, name);

    if (!node) {
        node = node_new(f, NULL);
        map_put(&f->labels, name, node);
    }
    return node;
}

/* ------------------------------------------------------------------ statements */

static Node *flow(Flow *f, const Code *code, Node *next);

static Node *flow_list(Flow *f, Code *const *item, size_t items, Node *next)
{
    for (size_t i = items; i-- > 0;) next = flow(f, item[i], next);
    return next;
}

/* What a statement as a whole surely writes; inside an `if` or a loop nothing is sure. */
static Node *flow_text(Flow *f, const Code *code, Node *next)
{
    Node *node = node_to(f, code, next);
    bool sure = !code->stmt || code->stmt->kind == STMT_EXPR;

    touch_text(f, node, &code->text);
    if (!sure) node->def = bitset_new(f->cfg->arena, f->routine->locals.len);
    return node;
}

/* A declared object has no value before: its declaration ends what came before it. */
static Node *flow_declaration(Flow *f, const Code *code, Node *next)
{
    for (uint32_t i = code->declarators; i-- > 0;) {
        const CodeDeclarator *declarator = &code->declarator[i];
        Node *node = node_to(f, code, next);
        touch_text(f, node, &declarator->init);
        if (declarator->source->local) bitset_add(&node->def, declarator->source->local->index);
        next = node;
    }
    return next;
}

static Node *flow_set(Flow *f, const Code *code, Node *next)
{
    Node *node = node_to(f, code, next);

    touch_text(f, node, &code->text);
    bitset_add(&node->def, code->local->index);
    return node;
}

/* The `leave` that belongs to a `raised`. */
static const Local *leave_of(const Routine *routine, const Local *raised)
{
    for (size_t i = 1; i < routine->ways.len; i += 2)
        if (routine->ways.at[i] == raised) return routine->ways.at[i - 1];
    return NULL;
}

/*
 * What a raise does on its way to the defers; NULL: it leaves the function. Nobody reads `leave`
 * where something was raised, so that it does not have to live until then.
 */
static Node *flow_unwind(Flow *f, Unwind unwind)
{
    if (!unwind.label.len) return NULL;
    Node *node = node_to(f, NULL, label_node(f, unwind.label));
    const Local *leave = leave_of(f->routine, unwind.raised);
    bitset_add(&node->def, unwind.raised->index);
    if (leave) bitset_add(&node->def, leave->index);
    return node;
}

static Node *flow_suspension(Flow *f, const Code *code, BitSet *live, Unwind unwind, Node *after)
{
    Node *node = node_to(f, code, after);

    node->live = live;
    edge(f, node, flow_unwind(f, unwind));
    return node;
}

static Node *flow_await(Flow *f, const Code *code, Node *next)
{
    Await *await = code->await;
    Node *result = node_to(f, code, next);

    if (await->dest) bitset_add(&result->def, await->dest->index);
    if (await->caught) bitset_add(&result->def, await->caught->index);
    for (size_t i = 0; i < await->children.len; i++)
        if (await->children.at[i]->dest) bitset_add(&result->def, await->children.at[i]->dest->index);
    Node *suspension = flow_suspension(f, code, &await->live, await->unwind, result);
    Node *arguments = node_to(f, code, suspension);
    touch_text(f, arguments, &await->function);
    touch_text(f, arguments, &await->arguments);
    return arguments;
}

/* Everything that a tree names, as used. */
static void touch_tree(Flow *f, Node *node, const Code *code)
{
    if (!code) return;
    touch_text(f, node, &code->text);
    touch_text(f, node, &code->tail);
    if (code->local) bitset_add(&node->use, code->local->index);
    for (uint32_t i = 0; i < code->declarators; i++) touch_text(f, node, &code->declarator[i].init);
    if (code->await) {
        touch_text(f, node, &code->await->function);
        touch_text(f, node, &code->await->arguments);
        if (code->await->dest) bitset_add(&node->use, code->await->dest->index);
        if (code->await->caught) bitset_add(&node->use, code->await->caught->index);
        touch_tree(f, node, code->await->body);
    }
    for (size_t i = 0; i < code->items.len; i++) touch_tree(f, node, code->items.at[i]);
    touch_tree(f, node, code->body);
    touch_tree(f, node, code->otherwise);
    bitset_union(&node->use, &node->def);
}

/* A branch runs beside what follows; its own flow is built on the side. */
static Node *flow_branch(Flow *f, const Code *code, Node *next)
{
    Node *node = node_to(f, code, next);
    Flow inner = {.l = f->l, .routine = f->routine, .cfg = f->cfg};

    touch_tree(f, node, code->await->body);
    code->await->touched = node->use;
    map_init(&inner.labels, f->cfg->arena);
    flow(&inner, code->await->body, node_new(f, NULL));
    return node;
}

static Node *flow_start(Flow *f, const Code *code, Node *next)
{
    if (code->await->kind == AWAIT_BRANCH) return flow_branch(f, code, next);
    Node *node = node_to(f, code, next);

    touch_text(f, node, &code->await->function);
    touch_text(f, node, &code->await->arguments);
    return node;
}

static Node *flow_yield(Flow *f, Code *code, Node *next)
{
    Node *suspension = flow_suspension(f, code, &code->yield.live, code->yield.unwind, next);
    Node *value = node_to(f, code, suspension);
    touch_text(f, value, &code->yield.value);
    return value;
}

static Node *flow_if(Flow *f, const Code *code, Node *next)
{
    Node *then = flow(f, code->body, next);
    Node *otherwise = code->otherwise ? flow(f, code->otherwise, next) : next;
    Node *head = node_new(f, code);

    touch_text(f, head, &code->text);
    edge(f, head, then);
    edge(f, head, otherwise);
    return head;
}

/* ------------------------------------------------------------------ loops */

static Node *loop_body(Flow *f, const Code *body, Node *on_break, Node *on_continue, Node *next)
{
    Node *old_break = f->on_break, *old_continue = f->on_continue;

    f->on_break = on_break;
    f->on_continue = on_continue;
    Node *entry = flow(f, body, next);
    f->on_break = old_break;
    f->on_continue = old_continue;
    return entry;
}

static Node *flow_while(Flow *f, const Code *code, Node *next)
{
    Node *head = node_to(f, code, next);

    touch_text(f, head, &code->text);
    edge(f, head, loop_body(f, code->body, next, head, head));
    return head;
}

static Node *flow_do(Flow *f, const Code *code, Node *next)
{
    Node *tail = node_to(f, code, next);

    touch_text(f, tail, &code->tail);
    Node *body = loop_body(f, code->body, next, tail, tail);
    edge(f, tail, body);
    return body;
}

static Node *flow_for(Flow *f, const Code *code, Node *next)
{
    const Stmt *stmt = code->stmt;
    bool endless = !stmt->for_.cond.expr;
    Node *cond = node_to(f, code, endless ? NULL : next);
    Node *step = node_to(f, code, cond);

    touch_span(f, cond, stmt->for_.cond.span);
    touch_span(f, step, stmt->for_.step.span);
    edge(f, cond, loop_body(f, code->body, next, step, step));
    return code->init ? flow(f, code->init, cond) : cond;
}

static Node *flow_forever(Flow *f, const Code *code, Node *next)
{
    Node *head = node_new(f, NULL);

    edge(f, head, loop_body(f, code->body, next, head, head));
    return head;
}

static Node *flow_switch(Flow *f, const Code *code, Node *next)
{
    NodeList cases = {0};
    void *old_cases = f->cases;
    bool old_default = f->has_default;
    Node *head = node_new(f, code);

    f->cases = (void *)&cases;
    f->has_default = false;
    touch_text(f, head, &code->text);
    loop_body(f, code->body, next, f->on_continue, next);
    for (size_t i = 0; i < cases.len; i++) edge(f, head, cases.at[i]);
    if (!f->has_default) edge(f, head, next);
    f->cases = old_cases;
    f->has_default = old_default;
    return head;
}

static Node *flow_loop(Flow *f, const Code *code, Node *next)
{
    switch (code->loop) {
    case LOOP_WHILE: return flow_while(f, code, next);
    case LOOP_DO: return flow_do(f, code, next);
    case LOOP_FOR: return flow_for(f, code, next);
    case LOOP_SWITCH: return flow_switch(f, code, next);
    }
    return next;
}

/* ------------------------------------------------------------------ jumps */

static Node *flow_label(Flow *f, const Code *code, Node *next)
{
    Node *entry = code->body ? flow(f, code->body, next) : next;

    if (code->is_case) {
        Node *node = node_to(f, code, entry);
        touch_text(f, node, &code->text);
        if (f->cases) VEC_PUSH(f->cfg->arena, (NodeList *)f->cases, node);
        f->has_default |= code->is_default;
        return node;
    }
    Node *node = label_node(f, code->target);
    edge(f, node, entry);
    return node;
}

static Node *flow_jump(Flow *f, const Code *code)
{
    switch (code->jump) {
    case JUMP_BREAK: return f->on_break ? f->on_break : f->cfg->exit;
    case JUMP_CONTINUE: return f->on_continue ? f->on_continue : f->cfg->exit;
    case JUMP_GOTO: return label_node(f, code->target);
    }
    return NULL;
}

/* Out of the function, or to the defers with the status raised. */
static Node *flow_leave(Flow *f, const Code *code)
{
    Node *node = node_to(f, code, flow_unwind(f, code->unwind));

    touch_text(f, node, &code->text);
    if (code->leave == LEAVE_RETURN && text_is_empty(&code->text) && f->routine->result)
        bitset_add(&node->use, f->routine->result->index);
    return node;
}

static Node *flow_dispatch(Flow *f, const Code *code, Node *next)
{
    Node *node = node_to(f, code, code->goes_on ? next : NULL);

    if (code->exits.len) bitset_add(&node->use, code->to->index);
    for (size_t i = 0; i < code->exits.len; i++) edge(f, node, flow(f, code->exits.at[i].jump, next));
    if (code->raises) {
        bitset_add(&node->use, code->raised->index);
        edge(f, node, flow_unwind(f, code->unwind));
    }
    return node;
}

static Node *flow(Flow *f, const Code *code, Node *next)
{
    switch (code->kind) {
    case CODE_TEXT: return flow_text(f, code, next);
    case CODE_STORE: return flow_text(f, code, next);
    case CODE_DECL: return flow_declaration(f, code, next);
    case CODE_SET: return flow_set(f, code, next);
    case CODE_AWAIT: return flow_await(f, code, next);
    case CODE_START: return flow_start(f, code, next);
    case CODE_YIELD: return flow_yield(f, (Code *)code, next);
    case CODE_SEQUENCE:
    case CODE_BLOCK: return flow_list(f, code->items.at, code->items.len, next);
    case CODE_IF: return flow_if(f, code, next);
    case CODE_LOOP: return flow_loop(f, code, next);
    case CODE_FOREVER: return flow_forever(f, code, next);
    case CODE_LABEL: return flow_label(f, code, next);
    case CODE_JUMP: return flow_jump(f, code);
    case CODE_LEAVE: return flow_leave(f, code);
    case CODE_DISPATCH: return flow_dispatch(f, code, next);
    case CODE_COMMENT: return next;
    }
    return next;
}

/* ------------------------------------------------------------------ reachability and numbers */

static bool *reachable(Cfg *cfg)
{
    bool *seen = ARENA_ARRAY(cfg->arena, bool, cfg->nodes.len);
    NodeList todo = {0};

    seen[cfg->entry->index] = true;
    VEC_PUSH(cfg->arena, &todo, cfg->entry);
    while (todo.len) {
        Node *node = todo.at[--todo.len];
        for (size_t i = 0; i < node->next.len; i++) {
            Node *next = node->next.at[i];
            if (seen[next->index]) continue;
            seen[next->index] = true;
            VEC_PUSH(cfg->arena, &todo, next);
        }
    }
    return seen;
}

static void number_suspensions(Routine *routine, Arena *arena, const Code *code)
{
    if (!code) return;
    if (code->kind == CODE_START && code->await->kind != AWAIT_JOINT)
        VEC_PUSH(arena, &routine->awaits, code->await);
    if (code->await && code->await->body) number_suspensions(routine, arena, code->await->body);
    if (code->kind == CODE_AWAIT) {
        VEC_PUSH(arena, &routine->awaits, code->await);
        VEC_PUSH(arena, &routine->suspensions, (Suspension){code->await, NULL});
        code->await->state = (uint32_t)routine->suspensions.len;
    } else if (code->kind == CODE_YIELD) {
        VEC_PUSH(arena, &routine->suspensions, (Suspension){NULL, (Code *)code});
        ((Code *)code)->yield.state = (uint32_t)routine->suspensions.len;
    }
    number_suspensions(routine, arena, code->init);
    for (size_t i = 0; i < code->items.len; i++) number_suspensions(routine, arena, code->items.at[i]);
    number_suspensions(routine, arena, code->body);
    number_suspensions(routine, arena, code->otherwise);
}

Cfg *cfg_build(Lower *l, Routine *routine)
{
    Cfg *cfg = ARENA_NEW(l->arena, Cfg);
    Flow f = {.l = l, .routine = routine, .cfg = cfg};

    cfg->arena = l->arena;
    map_init(&f.labels, l->arena);
    cfg->exit = node_new(&f, NULL);
    number_suspensions(routine, l->arena, routine->body);
    cfg->entry = flow(&f, routine->body, cfg->exit);
    cfg->end_reachable = reachable(cfg)[cfg->exit->index];
    return cfg;
}
