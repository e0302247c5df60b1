#include "blocks.h"
#include "defers.h"
#include "joint.h"
#include "spill.h"
#include "stmt.h"

/* A few words of the runtime's that only the layout's figures are taken from. */
enum { TIMEOUT_BYTES = 32, GROUP_BYTES = 64 };

/* The runtime's object that stands for the block, in its scope. */
static Local *block_object(Lower *l, const char *type, uint64_t size, const char *stem)
{
    Type *record = ARENA_NEW(l->arena, Type);

    *record = (Type){.class_ = TYPE_RECORD, .before = str_from(type), .size = size,
                     .align = sizeof(void *)};
    Local *object = temporary(l, record, stem);
    object->address_taken = object->is_kept = true;
    return object;
}

static void object_text(Lower *l, Text *text, Local *object)
{
    text_words(l, text, "&");
    text_local(l, text, object, ACCESS_ADDRESS);
}

/* raised = LEAVE(&object, raised); a raise passes through here whatever the block does. */
static void set_raised(Lower *l, Region *region, const char *leave, Local *object)
{
    Text value = {0};

    text_words(l, &value, "%s(", leave);
    object_text(l, &value, object);
    text_words(l, &value, ", ");
    text_local(l, &value, region->dispatch->raised, ACCESS_READ);
    text_words(l, &value, ")");
    code_set(l, region->dispatch->raised, value, false);
}

static Str block_label(Lower *l, const char *where)
{
    return names_fresh(l->names, arena_printf(l->arena, "%.*s__%s",
                                              STR_ARG(l->routine->function->name), where));
}

/*
 * The body of the block that `object` stands for; `break` and `continue` in it lead to its end,
 * `break` by way of the statement `on_break`. Whether the end is reached.
 */
static bool block_body(Lower *l, Stmt *stmt, Local *object, Text on_break)
{
    Str end = block_label(l, "end");
    bool detour = !text_is_empty(&on_break);
    Region region = {.outer = l->region, .kind = REGION_LOOP, .continue_label = end,
                     .break_label = detour ? block_label(l, "left") : end,
                     .object = object, .index = ++l->routine->regions};

    l->region = &region;
    code_append(l, stmt_body(l, stmt->block.body));
    l->region = region.outer;
    bool reachable = !list_ends_in_jump(l->list), used = region.continue_used;
    if (region.break_used && detour) {
        if (reachable) code_append(l, code_goto(l, end));
        used |= reachable;
        code_label(l, region.break_label);
        code_text(l, on_break);
    } else {
        used |= region.break_used;
    }
    if (used) code_label(l, end);
    return reachable || used || region.break_used;
}

typedef struct BlockFrame {
    CodeList *list;
    Scope *scope;
} BlockFrame;

static BlockFrame open_block(Lower *l, Stmt *stmt)
{
    BlockFrame before = {l->list, l->scope};
    Code *block = code_new(l, CODE_BLOCK);

    block->braces = true;
    block->inner = stmt->block.inner;
    text_span(l, &block->text, stmt->block.head);
    code_append(l, block);
    l->list = (CodeList *)&block->items;
    if (stmt->block.inner) l->scope = stmt->block.inner;
    return before;
}

static void close_block(Lower *l, BlockFrame before)
{
    l->list = before.list;
    l->scope = before.scope;
}

/*
 * source:  async_timeout (ms) S
 * becomes: enter; S; on every way out: raised = async_timeout_leave(&timeout, raised)
 */
void block_timeout(Lower *l, Stmt *stmt)
{
    BlockFrame before = open_block(l, stmt);
    Local *timeout = block_object(l, "async_timeout_t", TIMEOUT_BYTES, "timeout");
    Text enter = {0};

    l->full = stmt->block.head;
    Operand ms = spill_value(l, stmt->block.ms);
    text_words(l, &enter, "async_timeout_enter(");
    object_text(l, &enter, timeout);
    text_words(l, &enter, ", %.*s, ", STR_ARG(l->routine->cx));
    text_append(l, &enter, &ms.text);
    text_words(l, &enter, ");");
    code_text(l, enter);
    Region *region = defers_open(l, stmt->span);
    defers_watch(l, region);
    bool reachable = block_body(l, stmt, timeout, (Text){0});
    defers_close(l, region, reachable);
    set_raised(l, region, "async_timeout_leave", timeout);
    defers_dispatch(l, region);
    close_block(l, before);
}

/* `raised || leave != f__to_end` */
static void left_early(Lower *l, Text *text, const Code *dispatch)
{
    text_local(l, text, dispatch->raised, ACCESS_READ);
    if (!dispatch->exits.len) return;
    text_words(l, text, " || ");
    text_local(l, text, dispatch->to, ACCESS_READ);
    dispatch->to->is_needed = true;
    text_words(l, text, " != %.*s__to_end", STR_ARG(l->routine->function->name));
    leave_end(l);
}

/* The group's tasks are cancelled when the block is left before its end; where there is none, always. */
static void cancel_if_left(Lower *l, const Region *region, Local *group)
{
    Text text = {0};

    if (region->dispatch->goes_on) {
        text_words(l, &text, "if (");
        left_early(l, &text, region->dispatch);
        text_words(l, &text, ") ");
    }
    text_words(l, &text, "async_group_cancel(");
    object_text(l, &text, group);
    text_words(l, &text, ");");
    code_text(l, text);
}

static void await_group(Lower *l, Stmt *stmt, Local *group)
{
    Await *await = await_own_operation(l, "async_group_join", "async_group", stmt->block.head);

    object_text(l, &await->arguments, group);
    await_append(l, await);
}

/*
 * source:  async_group(g) S
 * becomes: enter; S; on every way out: cancel what is left unless it is the end, wait for all,
 *          then raised = async_group_leave(&group, raised)
 */
void block_group(Lower *l, Stmt *stmt)
{
    BlockFrame before = open_block(l, stmt);
    Local *group = block_object(l, "async_group_t", GROUP_BYTES, "group");
    Text enter = {0}, address = {0}, cancel = {0};

    text_words(l, &enter, "async_group_enter(");
    object_text(l, &enter, group);
    text_words(l, &enter, ", %.*s);", STR_ARG(l->routine->cx));
    code_text(l, enter);
    object_text(l, &address, group);
    stmt->block.group->is_implied = true;
    code_set(l, stmt->block.group, address, true);
    text_words(l, &cancel, "async_group_cancel(");
    object_text(l, &cancel, group);
    text_words(l, &cancel, ");");

    Region *outer = defers_open(l, stmt->span);
    Region *inner = defers_open(l, stmt->span);
    defers_watch(l, inner);
    defers_watch(l, outer);
    bool reachable = block_body(l, stmt, group, cancel);
    defers_close(l, inner, reachable);
    cancel_if_left(l, inner, group);
    await_group(l, stmt, group);
    defers_dispatch(l, inner);
    defers_close(l, outer, reachable);
    set_raised(l, outer, "async_group_leave", group);
    defers_dispatch(l, outer);
    close_block(l, before);
}
