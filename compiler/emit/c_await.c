/* c_await.c - suspensions: the only places where a coroutine returns before its end. */
#include "c.h"

static const char *words(Out *o, Str s)
{
    return arena_printf(o->arena, "%.*s", STR_ARG(s)).at;
}

static uint32_t line_of(const Out *o, Span at)
{
    return out_place(o, at.begin);
}

/* ------------------------------------------------------------------ raising */

void c_raise(Out *o, Unwind unwind, const char *status)
{
    if (!unwind.label.len) {
        out_words(o, "return async_raised(%.*s, %s);", STR_ARG(out_frame(o)), status);
        return;
    }
    out_words(o, "{ ");
    out_local(o, unwind.raised);
    out_words(o, " = %s; goto %.*s; }", status, STR_ARG(unwind.label));
}

static const char *text_of(Out *o, void (*print)(Out *, const Await *), const Await *await)
{
    Out copy = *o;

    writer_init(&copy.w);
    print(&copy, await);
    const char *text = arena_copy(o->arena, (Str){copy.w.text, copy.w.len}).at;
    writer_free(&copy.w);
    return text;
}

/* `self->read.base.status` */
static const char *child_status(Out *o, const Await *await)
{
    const char *child = text_of(o, out_child, await);

    if (await_is_pooled(await))
        return arena_printf(o->arena, "%s->status", child).at;
    return arena_printf(o->arena, "%s.base.status", child).at;
}

static const char *local_name(Out *o, const Local *local)
{
    Out copy = *o;

    writer_init(&copy.w);
    out_local(&copy, local);
    const char *text = arena_copy(o->arena, (Str){copy.w.text, copy.w.len}).at;
    writer_free(&copy.w);
    return text;
}

/* What a pooled callee raised, its frame given back. */
static const char *dropped_status(Out *o, const Await *await)
{
    return arena_printf(o->arena, "async_dropped(%.*s, %s)", STR_ARG(o->routine->cx),
                        text_of(o, out_child, await)).at;
}

/* ------------------------------------------------------------------ the end of a suspension */

/*
 * What no try holds back: a cancellation of the branch, and in a generator that delegates its
 * close. A plain generator is not suspended by awaits, so that no cancellation goes through it.
 */
static void raise_uncaught(Out *o, const Await *await, const char *caught)
{
    bool delegates = await->kind == AWAIT_DELEGATE || await->kind == AWAIT_DELEGATE_POOLED;
    Str cx = o->routine->cx;

    if (delegates && o->routine->function->colour != COLOUR_ASYNC_GENERATOR)
        out_words(o, "if (%s == ASYNC_CLOSING) ", caught);
    else if (delegates)
        out_words(o, "if (%s == ASYNC_CLOSING || (%s && async_canceling(%.*s))) ", caught, caught, STR_ARG(cx));
    else
        out_words(o, "if (%s && async_canceling(%.*s)) ", caught, STR_ARG(cx));
    c_raise(o, await->unwind, caught);
}

/* A pooled child that raised, or whose value nobody takes, goes back at once. */
static void keep_status(Out *o, const Await *await, Str indent)
{
    bool pooled = await_is_pooled(await);
    const char *caught = local_name(o, await->caught);

    out_line(o, line_of(o, await->at), indent);
    out_words(o, "%s = %s;", caught,
              pooled && !await->dest ? dropped_status(o, await) : child_status(o, await));
    if (!pooled || !await->dest) return;
    out_line(o, line_of(o, await->at), indent);
    out_words(o, "if (%s) async_drop(%.*s, %s);", caught, STR_ARG(o->routine->cx), text_of(o, out_child, await));
}

/* After the label: a child that raised takes this function with it, unless that is caught. */
static void look_at_status(Out *o, const Await *await, Str indent, uint32_t line)
{
    bool pooled = await_is_pooled(await);
    const char *status = child_status(o, await);

    if (await->caught) {
        keep_status(o, await, indent);
        if (await->kind == AWAIT_JOINT) return; /* raised once its results are stored */
        out_line(o, line, indent);
        raise_uncaught(o, await, local_name(o, await->caught));
        return;
    }
    out_line(o, line, indent);
    out_words(o, "if (%s) ", status);
    c_raise(o, await->unwind, pooled ? dropped_status(o, await) : status);
}

/* `, raised, f__defer` behind the operands of a macro whose status goes to the defers. */
static void unwind_operands(Out *o, Unwind unwind)
{
    if (unwind.label.len) out_words(o, ", %s, %.*s", local_name(o, unwind.raised), STR_ARG(unwind.label));
}

/* `f, self, f__read`: the first operands of what suspends. */
static void place_operands(Out *o, const Await *await)
{
    out_words(o, "%.*s, %.*s, %.*s", STR_ARG(out_resumed(o)), STR_ARG(out_own(o)), STR_ARG(await->label));
}

/* `ASYNC_SUSPEND(f, self, f__read, self->read.base);`: the status is looked at later. */
static void suspend(Out *o, const Await *await)
{
    out_words(o, "ASYNC_SUSPEND(");
    place_operands(o, await);
    out_words(o, ", %s", await_is_pooled(await) ? "*" : "");
    out_child(o, await);
    out_words(o, "%s);", await_is_pooled(await) ? "" : ".base");
}

/* `ASYNC_WAIT(f, self, f__read, self->read);` */
static void wait(Out *o, const Await *await)
{
    out_words(o, "%s%s(", await->caught ? "ASYNC_TRY" : "ASYNC_WAIT", await->unwind.label.len ? "_OR" : "");
    place_operands(o, await);
    out_words(o, ", ");
    out_child(o, await);
    if (await->caught)
        out_words(o, ", %s, %.*s", local_name(o, await->caught), STR_ARG(o->routine->cx));
    unwind_operands(o, await->unwind);
    out_words(o, ");");
}

static const char *wait_text(Out *o, const Await *await) { return text_of(o, wait, await); }

/*
 *  if (f__start(&self->f, cx, a)) ASYNC_WAIT(g, self, g__f, self->f);
 *
 * The line `begin` has the condition; where both are too long for it, the wait has one of its own.
 */
static void suspension(Out *o, const Await *await, Str indent)
{
    const char *text = wait_text(o, await);
    size_t line = o->w.len;

    while (line && o->w.text[line - 1] != '\n') line--;
    if (o->w.len - line + 1 + strlen(text) <= OUT_COLUMNS) out_words(o, " ");
    else out_line(o, line_of(o, await->at), c_deeper(o, indent));
    out_words(o, "%s", text);
}

/* The status that a try will have when the callee finishes at once. */
static void clear_caught(Out *o, const Await *await, Str indent)
{
    if (!await->caught) return;
    out_line(o, line_of(o, await->at), indent);
    out_words(o, "%s = 0;", local_name(o, await->caught));
}

/* ------------------------------------------------------------------ one function per kind */

/* `f__start(&self->f, cx, a, b)` */
static void start_call(Out *o, const Await *await)
{
    out_words(o, "%.*s__start(&", STR_ARG(await->operation));
    out_child(o, await);
    out_words(o, ", %.*s", STR_ARG(o->routine->cx));
    if (await->arguments.pieces.len) out_words(o, ", ");
    out_text(o, &await->arguments);
    out_words(o, ")");
}

/* `ASYNC_GIVE_WAY(f, self, f__sleep, cx);` */
static void give_way(Out *o, const Await *await, Str indent)
{
    out_line(o, line_of(o, await->at), indent);
    out_words(o, "%s%s(", await->caught ? "ASYNC_TRY_GIVE_WAY" : "ASYNC_GIVE_WAY",
              await->unwind.label.len ? "_OR" : "");
    place_operands(o, await);
    out_words(o, ", %.*s", STR_ARG(o->routine->cx));
    if (await->caught) out_words(o, ", %s", local_name(o, await->caught));
    unwind_operands(o, await->unwind);
    out_words(o, ");");
}

static void await_embedded(Out *o, const Await *await, Str indent)
{
    if (await->gives_way) {
        give_way(o, await, indent);
        return;
    }
    clear_caught(o, await, indent);
    out_line(o, line_of(o, await->at), indent);
    out_words(o, "if (");
    start_call(o, await);
    out_words(o, ")");
    suspension(o, await, indent);
}

/* `f(a, b)`; or `f__call(cx, a, b)`, which needs no ramp where the definition is seen. */
static void call_text(Out *o, const Await *await)
{
    if (await->is_direct) {
        out_words(o, "%.*s__call(%.*s%s", STR_ARG(await->call->name), STR_ARG(o->routine->cx),
                  await->arguments.pieces.len ? ", " : "");
        out_text(o, &await->arguments);
        out_words(o, ")");
        return;
    }
    out_text(o, &await->function);
    out_words(o, "(");
    out_text(o, &await->arguments);
    out_words(o, ")");
}

/* `ASYNC_VALUE(v, self->call)`, or nothing to do. */
static const char *take_value(Out *o, const Await *await)
{
    const Type *type = await->dest ? await->dest->type : NULL;
    const char *child = text_of(o, out_child, await);

    if (!type) return "(void)0";
    if (type->class_ != TYPE_RECORD || !type->has_const_member)
        return arena_printf(o->arena, "ASYNC_VALUE(%s, %s)", local_name(o, await->dest), child).at;
    Str pointer = out_type(o, type_pointer_to(o->arena, type), (Str){0});
    return arena_printf(o->arena, "ASYNC_COPY(%s, *(%.*s)async_value(%s))", local_name(o, await->dest),
                        STR_ARG(pointer), child).at;
}

static void drop(Out *o, const Await *await, Str indent)
{
    if (await->caught && !await->dest) return;
    out_line(o, line_of(o, await->at), indent);
    if (await->caught) out_words(o, "if (!%s) ", local_name(o, await->caught));
    out_words(o, "async_drop(%.*s, %s);", STR_ARG(o->routine->cx), text_of(o, out_child, await));
}

/* The same with a status that is caught: what a macro says is spelled out. */
static void wait_pooled_caught(Out *o, const Await *await, Str indent)
{
    Str inside = c_deeper(o, indent);
    uint32_t line = line_of(o, await->at);

    out_words(o, " {");
    out_line(o, line, inside);
    out_words(o, "%s = async_adopt(%.*s);", text_of(o, out_child, await), STR_ARG(o->routine->cx));
    out_line(o, line, inside);
    suspend(o, await);
    look_at_status(o, await, inside, line);
    if (await->dest) {
        out_line(o, line, inside);
        out_words(o, "if (!%s) %s;", local_name(o, await->caught), take_value(o, await));
    }
    drop(o, await, inside);
    out_line(o, line, indent);
    out_words(o, "}");
}

static void wait_pooled(Out *o, const Await *await, Str indent)
{
    out_line(o, line_of(o, await->at), c_deeper(o, indent));
    out_words(o, "%s(", await->unwind.label.len ? "ASYNC_WAIT_POOLED_OR" : "ASYNC_WAIT_POOLED");
    place_operands(o, await);
    out_words(o, ", %s, %.*s, %s", text_of(o, out_child, await), STR_ARG(o->routine->cx),
              take_value(o, await));
    unwind_operands(o, await->unwind);
    out_words(o, ");");
}

/*
 *  async_expect(cx), v = f(a, b);
 *  if (async_unfinished(cx))
 *      ASYNC_WAIT_POOLED(f, self, f__g, self->call, cx, ASYNC_VALUE(v, self->call));
 */
static void await_pooled(Out *o, const Await *await, Str indent)
{
    uint32_t line = line_of(o, await->at);
    const char *cx = words(o, o->routine->cx);

    clear_caught(o, await, indent);
    out_line(o, line, indent);
    if (!await->is_direct) out_words(o, "async_expect(%s), ", cx);
    if (await->dest) {
        c_assign(o, await->dest->type);
        out_words(o, "%s", local_name(o, await->dest));
        c_assign_value(o, await->dest->type);
    } else if (await->result && await->result->class_ != TYPE_VOID) {
        out_words(o, "(void)");
    }
    call_text(o, await);
    if (await->dest) c_assigned(o, await->dest->type);
    out_words(o, ";");
    out_line(o, line, indent);
    out_words(o, "if (async_unfinished(%s))", cx);
    if (await->caught) wait_pooled_caught(o, await, indent);
    else wait_pooled(o, await, indent);
}

/* Results of pooled children come out of their frames, which go back to the pool. */
static void collect_children(Out *o, const Await *joint, Str indent)
{
    for (size_t i = 0; i < joint->children.len; i++) {
        const Await *child = joint->children.at[i];
        if (child->kind != AWAIT_POOLED) continue;
        out_line(o, line_of(o, joint->at), indent);
        out_words(o, "async_collect(%.*s, %s, ", STR_ARG(o->routine->cx), text_of(o, out_child, child));
        if (child->dest) {
            const char *name = local_name(o, child->dest);
            out_words(o, "&%s, sizeof %s);", name, name);
        } else {
            out_words(o, "NULL, 0);");
        }
    }
}

/* What was started is waited for; pooled children are collected whatever came of it. */
static void await_joint(Out *o, const Await *await, Str indent)
{
    Str inside = c_deeper(o, indent);
    uint32_t line = line_of(o, await->at);
    const Routine *r = o->routine;

    clear_caught(o, await, indent);
    out_line(o, line, indent);
    out_words(o, "if (async_joint_wait(&%s, %.*s))", text_of(o, out_child, await), STR_ARG(r->cx));
    bool pooled = false;
    for (size_t i = 0; i < await->children.len; i++) pooled |= await->children.at[i]->kind == AWAIT_POOLED;
    if (!pooled && !await->caught && !await->is_late) {
        suspension(o, await, indent);
        return;
    }
    bool braces = await->caught && !pooled;
    if (braces) out_words(o, " {");
    out_line(o, line, inside);
    suspend(o, await);
    if (braces) {
        look_at_status(o, await, inside, line);
        out_line(o, line, indent);
        out_words(o, "}");
    }
    if (!pooled) return;
    collect_children(o, await, indent);
    if (!await->is_late) look_at_status(o, await, indent, line);
}

/*
 *  inner__start(&self->inner, cx, a);
 *  self->inner.slot = self->slot;
 *  return async_delegated(frame, &self->inner.base, f__inner);
 *  f__inner:
 *  <look at its status>
 */
static void await_delegate(Out *o, const Await *await, Str indent)
{
    uint32_t line = line_of(o, await->at);
    const Routine *r = o->routine;
    const char *child = text_of(o, out_child, await), *cx = words(o, r->cx);
    bool pooled = await->kind == AWAIT_DELEGATE_POOLED;

    clear_caught(o, await, indent);
    out_line(o, line, indent);
    if (pooled) {
        out_words(o, "async_expect(%s);", cx);
        out_line(o, line, indent);
        if (await->dest) out_words(o, "(void)");
        call_text(o, await);
        out_words(o, ";");
        out_line(o, line, indent);
        out_words(o, "%s = async_adopt(async_context());", child);
        out_line(o, line, indent);
        out_words(o, "async_generator_open(%s, %s->resume);", child, child);
        out_line(o, line, indent);
        out_words(o, "((struct %.*s__frame *)%s)->slot = %.*s->slot;", STR_ARG(r->function->name), child,
                  STR_ARG(r->self));
    } else {
        start_call(o, await);
        out_words(o, ";");
        out_line(o, line, indent);
        out_words(o, "%s.slot = %.*s->slot;", child, STR_ARG(r->self));
    }
    out_line(o, line, indent);
    out_words(o, "return async_delegated(%.*s, ", STR_ARG(out_frame(o)));
    out_child_head(o, await);
    out_words(o, ", %.*s);", STR_ARG(await->label));
    out_line(o, line, indent);
    out_words(o, "%.*s:", STR_ARG(await->label));
    look_at_status(o, await, indent, line);
    if (!pooled) return;
    if (await->dest) {
        Str type = out_type(o, await->dest->type, (Str){0});
        out_line(o, line, indent);
        if (await->caught) out_words(o, "if (!%s) ", local_name(o, await->caught));
        c_assign(o, await->dest->type);
        out_words(o, "%s", local_name(o, await->dest));
        c_assign_value(o, await->dest->type);
        out_words(o, "ASYNC_RETURNED(%.*s, %s)", STR_ARG(type), child);
        c_assigned(o, await->dest->type);
        out_words(o, ";");
    }
    drop(o, await, indent);
}

void c_await(Out *o, const Code *code, Str indent)
{
    switch (code->await->kind) {
    case AWAIT_DELEGATE:
    case AWAIT_DELEGATE_POOLED: await_delegate(o, code->await, indent); break;
    case AWAIT_POOLED: await_pooled(o, code->await, indent); break;
    case AWAIT_JOINT: await_joint(o, code->await, indent); break;
    case AWAIT_EMBEDDED:
    case AWAIT_OPERATION:
    case AWAIT_BRANCH:
    case AWAIT_GENERATOR: await_embedded(o, code->await, indent); break;
    }
}

/* ------------------------------------------------------------------ children */

/* `ASYNC_START_CHILD(self->gather, cx, self->f, `: what starts a child, up to its last operand. */
static void open_start(Out *o, const char *macro, const Await *child, Str indent)
{
    out_line(o, line_of(o, child->at), indent);
    out_words(o, "%s(%s, %.*s, %.*s->%.*s, ", macro, text_of(o, out_child, child->joint), STR_ARG(o->routine->cx),
              STR_ARG(out_self(o, child->within)), STR_ARG(child->field));
}

static void start_embedded_child(Out *o, const Await *child, Str indent)
{
    open_start(o, "ASYNC_START_CHILD", child, indent);
    start_call(o, child);
    out_words(o, ");");
}

static void start_pooled_child(Out *o, const Await *child, Str indent)
{
    open_start(o, "ASYNC_START_POOLED", child, indent);
    call_text(o, child);
    out_words(o, ");");
}

static void start_branch(Out *o, const Await *child, Str indent)
{
    open_start(o, "ASYNC_START_BRANCH", child, indent);
    out_words(o, "%.*s); ", STR_ARG(child->label));
    out_comment(o, child->at);
}

void c_start(Out *o, const Code *code, Str indent)
{
    const Await *await = code->await;

    if (await->is_closure) return;
    if (await->kind == AWAIT_JOINT) {
        out_line(o, line_of(o, await->at), indent);
        out_words(o, "async_joint_open(&%s, %.*s, ASYNC_JOINT_%s);", text_of(o, out_child, await),
                  STR_ARG(o->routine->cx), await->mode);
    } else if (await->kind == AWAIT_GENERATOR) {
        out_line(o, line_of(o, await->at), indent);
        start_call(o, await);
        out_words(o, ";");
    } else if (await->kind == AWAIT_BRANCH) {
        start_branch(o, await, indent);
    } else if (await->kind == AWAIT_POOLED) {
        start_pooled_child(o, await, indent);
    } else {
        start_embedded_child(o, await, indent);
    }
}

/* ------------------------------------------------------------------ yield */

static void caught_at_yield(Out *o, const Code *code, Str indent)
{
    uint32_t line = line_of(o, code->yield.at);
    const char *caught = local_name(o, code->yield.caught), *self = words(o, o->routine->self);

    out_line(o, line, indent);
    out_words(o, "%s = %s->base.status;", caught, self);
    out_line(o, line, indent);
    out_words(o, "%s->base.status = 0;", self);
    out_line(o, line, indent);
    out_words(o, "if (%s == ASYNC_CLOSING) ", caught);
    c_raise(o, code->yield.unwind, caught);
}

/* `ASYNC_YIELD(self, f__yield, *self->slot = v)` */
void c_yield(Out *o, const Code *code, Str indent)
{
    bool caught = code->yield.caught, defers = !caught && code->yield.unwind.label.len;
    const char *self = words(o, o->routine->self);

    out_line(o, line_of(o, code->yield.at), indent);
    out_words(o, "%s(%s, %.*s",
              caught ? "ASYNC_SUSPEND_AT_YIELD" : defers ? "ASYNC_YIELD_OR" : "ASYNC_YIELD", self,
              STR_ARG(code->yield.label));
    if (defers) unwind_operands(o, code->yield.unwind);
    if (code->yield.value.pieces.len) {
        out_words(o, ", *%s->slot = ", self);
        out_text(o, &code->yield.value);
        out_words(o, ");");
    } else {
        out_words(o, ", (void)0);");
    }
    if (caught) caught_at_yield(o, code, indent);
}
