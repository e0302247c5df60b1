#include "try.h"
#include "await.h"
#include "defers.h"
#include "joint.h"

/* ------------------------------------------------------------------ async_try */

static void try_open(Lower *l, Local *caught, Region *out)
{
    *out = (Region){.outer = l->region, .kind = REGION_TRY, .caught = caught};
    l->region = out;
}

/*
 * What no try holds: a cancellation of the branch, and the close of a generator. A plain generator
 * is not suspended by awaits, so that no cancellation goes through it.
 */
static void text_of_uncaught(Lower *l, Text *text, Local *caught)
{
    Colour colour = l->routine->function->colour;

    if (colour != COLOUR_ASYNC) {
        text_local(l, text, caught, ACCESS_READ);
        text_words(l, text, " == ASYNC_CLOSING");
    }
    if (colour == COLOUR_GENERATOR) return;
    text_words(l, text, colour == COLOUR_ASYNC_GENERATOR ? " || (" : "");
    text_local(l, text, caught, ACCESS_READ);
    text_words(l, text, " && async_canceling(%.*s)", STR_ARG(l->routine->cx));
    text_words(l, text, colour == COLOUR_ASYNC_GENERATOR ? ")" : "");
}

static void try_close(Lower *l, Region *region)
{
    Text zero = {0}, condition = {0}, status = {0};

    l->region = region->outer;
    if (!region->label_used) return;
    code_label(l, region->label);
    text_words(l, &zero, "0");
    if (region->stale) code_set(l, region->stale, zero, false);
    text_of_uncaught(l, &condition, region->caught);
    text_local(l, &status, region->caught, ACCESS_READ);
    await_cancel_if(l, condition, status);
}

/* source: await async_try(P). becomes: P with its status in t, and what its operands raise */
Operand try_lower(Lower *l, Start *start, Local *outer)
{
    Local *caught = temporary(l, type_int(l), "status");
    Operand operand = {.type = start->type, .stability = STABLE_ALWAYS};
    Region tried;

    code_set(l, caught, (Text){0}, true);
    try_open(l, caught, &tried);
    await_discard(l, start->inner, caught);
    try_close(l, &tried);
    if (outer) {
        Text zero = {0};
        text_words(l, &zero, "0");
        code_set(l, outer, zero, false);
    }
    text_local(l, &operand.text, caught, ACCESS_READ);
    return operand;
}

/* ------------------------------------------------------------------ async_shield */

/* The end of a shield that its operands may leave, by a raise or a jump. */
static void leave_shield_region(Lower *l, Region *shield, Local *status)
{
    Text raised = {0};

    text_local(l, &raised, status, ACCESS_READ);
    defers_close_raising(l, shield, raised);
    leave_shield(l, shield->dispatch->raised);
    defers_dispatch(l, shield);
}

/*
 * source:  await async_shield(P)
 * becomes: a shield around P; a cancellation that came meanwhile wins, then what P raised
 */
Operand shield_lower(Lower *l, Start *start, Local *caught)
{
    Local *status = caught ? caught : temporary(l, type_int(l), "status");
    Text condition = {0}, raised = {0};

    if (!caught) code_set(l, status, (Text){0}, true);
    code_words(l, "async_shield_enter(%.*s);", STR_ARG(l->routine->cx));
    Region *shield = defers_open(l, start->span);
    shield->is_shield = true;
    Operand value = await_start(l, start->inner, status);
    if (value.stability != STABLE_ALWAYS && !type_is_void(value.type)) {
        Local *kept = temporary(l, value.type, "t");
        code_set(l, kept, value.text, true);
        value.text = (Text){0};
        text_local(l, &value.text, kept, ACCESS_READ);
        value.stability = STABLE_ALWAYS;
    }
    if (shield->dispatch->raises || shield->dispatch->exits.len) {
        leave_shield_region(l, shield, status);
        return value;
    }
    l->region = shield->outer;
    leave_shield(l, status);
    text_local(l, &condition, status, ACCESS_READ);
    if (caught) text_words(l, &condition, " && async_canceling(%.*s)", STR_ARG(l->routine->cx));
    text_local(l, &raised, status, ACCESS_READ);
    if (caught)
        await_cancel_if(l, condition, raised);
    else
        await_raise_if(l, condition, raised);
    return value;
}
