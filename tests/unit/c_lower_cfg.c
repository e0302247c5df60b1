/*
 * Tests of compiler/lower/cfg.c: where control goes from each step. A graph is printed as its nodes,
 * numbered as they are met, each with its successors; those behind an arrow back come earlier.
 */
#include "lower_fixture.h"

#include "lower/cfg.h"
#include "lower/stmt.h"

/* ------------------------------------------------------------------ printing */

static Str text_of(const Text *text)
{
    Str all = STR("");
    for (size_t i = 0; i < text->pieces.len; i++) {
        const Piece *piece = &text->pieces.at[i];
        Str part = piece->words;
        if (piece->kind == PIECE_SOURCE) part = source_text(&unit.source, piece->span);
        if (piece->kind == PIECE_LOCAL) part = piece->local->name;
        all = arena_printf(&arena, "%.*s%.*s", STR_ARG(all), STR_ARG(part));
    }
    return all;
}

/* An await is three nodes: its arguments, the suspension, its result. */
static Str await_step(const Node *node)
{
    bool before = node->next.len && node->next.at[0]->live;
    const char *step = node->live ? "suspends in" : before ? "starts" : "result of";
    return arena_printf(&arena, "%s %.*s", step, STR_ARG(node->code->await->awaited));
}

static Str loop_word(const Code *code)
{
    static const char *const word[] = {"while", "do", "for", "switch"};
    return str_from(word[code->loop]);
}

static Str step_of(const Cfg *cfg, const Node *node)
{
    const Code *code = node->code;
    if (node == cfg->exit) return STR("end");
    if (!code) return STR("join");
    if (code->kind == CODE_AWAIT) return await_step(node);
    if (code->kind == CODE_SET)
        return arena_printf(&arena, "%.*s = %.*s", STR_ARG(code->local->name), STR_ARG(text_of(&code->text)));
    if (code->kind == CODE_LOOP) return loop_word(code);
    if (code->kind == CODE_DISPATCH) return STR("dispatch");
    if (code->kind == CODE_LEAVE)
        return arena_printf(&arena, "return %.*s", STR_ARG(text_of(&code->text)));
    if (code->kind == CODE_DECL) return STR("declaration");
    return text_of(&code->text);
}

typedef VEC(Node *) NodeList;

static size_t number_of(NodeList *seen, Node *node)
{
    for (size_t i = 0; i < seen->len; i++)
        if (seen->at[i] == node) return i + 1;
    VEC_PUSH(&arena, seen, node);
    return seen->len;
}

/* "1 q(); -> 2\n2 end\n" of the current function. */
static Str graph(void)
{
    CodeList list = {0};
    Lower l = lowering(&list);
    NodeList seen = {0};
    Str all = STR("");
    stmt_lower(&l, current->block);
    l.routine->body = list.at[0];
    Cfg *cfg = cfg_build(&l, l.routine);
    number_of(&seen, cfg->entry);
    for (size_t i = 0; i < seen.len; i++) {
        const Node *node = seen.at[i];
        all = arena_printf(&arena, "%.*s%zu %.*s", STR_ARG(all), i + 1, STR_ARG(step_of(cfg, node)));
        for (size_t k = 0; k < node->next.len; k++)
            all = arena_printf(&arena, "%.*s%s %zu", STR_ARG(all), k ? "" : " ->",
                               number_of(&seen, node->next.at[k]));
        all = arena_printf(&arena, "%.*s\n", STR_ARG(all));
    }
    return arena_printf(&arena, "%.*s%s", STR_ARG(all), cfg->end_reachable ? "" : "no end\n");
}

/* ------------------------------------------------------------------ straight on, branches */

static void test_sequence(void)
{
    in_function("q(); await f(1); r();");
    body(3, simple("q();"), awaits("await f(1);"), simple("r();"));
    ASSERT_STR(graph(), "1 q(); -> 2\n"
                        "2 starts f -> 3\n"
                        "3 suspends in f -> 4\n"
                        "4 result of f -> 5\n"
                        "5 r(); -> 6\n"
                        "6 end\n");
}

static void test_if(void)
{
    in_function("if (a) q(); else r();");
    body(1, if_("if", plain("a#2"), jump(STMT_NULL, "q();"), jump(STMT_NULL, "r();")));
    ASSERT_STR(graph(), "1 if (a) -> 2 3\n"
                        "2 q(); -> 4\n"
                        "3 r(); -> 4\n"
                        "4 end\n");
}

static void test_return(void)
{
    in_function("if (a) return 1; return 2;");
    body(2, if_("if", plain("a#2"), returns("return 1;", constant("1")), NULL),
         returns("return 2;", constant("2")));
    ASSERT_STR(graph(), "1 if (a) -> 2 3\n"
                        "2 return 1\n"
                        "3 return 2\n"
                        "no end\n");
}

/* ------------------------------------------------------------------ loops */

static void test_while(void)
{
    in_function("while (a) { if (b) break; if (c) continue; q(); }");
    Scope *inside = scope("{ if", body_scope());
    body(1, while_("while", plain("a#2"),
                   block(inside, 3, if_("if", plain("b"), jump(STMT_BREAK, "break;"), NULL),
                         if_("if#2", plain("c"), jump(STMT_CONTINUE, "continue;"), NULL),
                         simple("q();"))));
    ASSERT_STR(graph(), "1 while -> 2 3\n"
                        "2 end\n"
                        "3 if (b) -> 2 4\n"
                        "4 if (c) -> 1 5\n"
                        "5 q(); -> 1\n");
}

static void test_do(void)
{
    in_function("do { if (b) continue; q(); } while (a);");
    Scope *inside = scope("{ if", body_scope());
    Stmt *skip = if_("if", plain("b"), jump(STMT_CONTINUE, "continue;"), NULL);
    body(1, do_("do", block(inside, 2, skip, simple("q();")), "while", plain("a#2")));
    ASSERT_STR(graph(), "1 if (b) -> 2 3\n"
                        "2 do -> 4 1\n"
                        "3 q(); -> 2\n"
                        "4 end\n");
}

static void test_for(void)
{
    in_function("for (p(); a; r()) { if (b) continue; q(); }");
    Scope *inside = scope("{ if", body_scope());
    Stmt *skip = if_("if", plain("b"), jump(STMT_CONTINUE, "continue;"), NULL);
    body(1, for_("for", does("p();", effect("p()")), plain("a#2"), effect("r()"),
                 block(inside, 2, skip, simple("q();")), NULL));
    ASSERT_STR(graph(), "1 p(); -> 2\n"
                        "2 for -> 3 4\n"
                        "3 end\n"
                        "4 if (b) -> 5 6\n"
                        "5 for -> 2\n"
                        "6 q(); -> 5\n");
}

static void test_endless(void)
{
    in_function("for (;;) await f(1);");
    body(1, for_("for", NULL, NULL, NULL, awaits("await f(1);"), NULL));
    ASSERT_STR(graph(), "1 for -> 2\n"
                        "2 starts f -> 3\n"
                        "3 suspends in f -> 4\n"
                        "4 result of f -> 5\n"
                        "5 for -> 1\n"
                        "no end\n");
}

/* A head that suspends: the break stands in the body. */
static void test_forever(void)
{
    in_function("while (await f(1)) q();");
    body(1, while_("while", await_call("f(1)"), simple("q();")));
    ASSERT_STR(graph(), "1 join -> 2\n"
                        "2 t1 =  -> 3\n"
                        "3 starts f -> 4\n"
                        "4 suspends in f -> 5\n"
                        "5 result of f -> 6\n"
                        "6 if (!(t1)) -> 7 8\n"
                        "7 end\n"
                        "8 q(); -> 1\n");
}

/* ------------------------------------------------------------------ switch, goto */

static void test_switch(void)
{
    in_function("switch (a) { case 1: p(); case 2: q(); break; case 3: r(); }");
    Scope *inside = scope("{ case", body_scope());
    body(1, switch_("switch", plain("a#2"),
                    block(inside, 4, case_("case 1:", simple("p();")),
                          case_("case 2:", simple("q();")), jump(STMT_BREAK, "break;"),
                          case_("case 3:", simple("r();")))));
    ASSERT_STR(graph(), "1 switch -> 2 3 4 5\n"
                        "2 case 3: -> 6\n"
                        "3 case 2: -> 7\n"
                        "4 case 1: -> 8\n"
                        "5 end\n"
                        "6 r(); -> 5\n"
                        "7 q(); -> 5\n"
                        "8 p(); -> 3\n");
}

static void test_switch_with_default(void)
{
    in_function("switch (a) { default: q(); }");
    Scope *inside = scope("{ default", body_scope());
    body(1, switch_("switch", plain("a#2"), block(inside, 1, case_("default:", simple("q();")))));
    ASSERT_STR(graph(), "1 switch -> 2\n"
                        "2 default: -> 3\n"
                        "3 q(); -> 4\n"
                        "4 end\n");
}

/* A case inside a loop inside the switch: Duff's device. */
static void test_case_in_loop(void)
{
    in_function("switch (a) { case 0: while (b) { q(); case 1: r(); } }");
    Scope *inside = scope("{ case", body_scope()), *loop = scope("{ q();", inside);
    Stmt *loop_stmt = while_("while", plain("b"),
                             block(loop, 2, simple("q();"), case_("case 1:", simple("r();"))));
    body(1, switch_("switch", plain("a#2"), block(inside, 1, case_("case 0:", loop_stmt))));
    ASSERT_STR(graph(), "1 switch -> 2 3 4\n"
                        "2 case 1: -> 5\n"
                        "3 case 0: -> 6\n"
                        "4 end\n"
                        "5 r(); -> 6\n"
                        "6 while -> 4 7\n"
                        "7 q(); -> 2\n");
}

static void test_goto(void)
{
    in_function("again: q(); if (a) goto again; goto out; r(); out: p();");
    body(5, label_("again:", simple("q();")), if_("if", plain("a#2"), goto_("goto again;", "again"), NULL),
         goto_("goto out;", "out"), simple("r();"), label_("out:", simple("p();")));
    ASSERT_STR(graph(), "1 join -> 2\n"
                        "2 q(); -> 3\n"
                        "3 if (a) -> 1 4\n"
                        "4 join -> 5\n"
                        "5 p(); -> 6\n"
                        "6 end\n");
}

/* ------------------------------------------------------------------ defers */

/* What f raises passes through the defer and leaves the function. */
static void test_raise(void)
{
    in_function("defer d(); await f(1);");
    body(2, defer("defer", simple("d();")), awaits("await f(1);"));
    ASSERT_STR(graph(), "1 starts f -> 2\n"
                        "2 suspends in f -> 3 4\n"
                        "3 result of f -> 5\n"
                        "4 join -> 6\n"
                        "5 raised = 0 -> 6\n"
                        "6 join -> 7\n"
                        "7 d(); -> 8\n"
                        "8 dispatch -> 9\n"
                        "9 end\n");
}

static void test_return_through_defer(void)
{
    in_function("defer d(); if (a) return 1; q();");
    body(3, defer("defer", simple("d();")),
         if_("if", plain("a#2"), returns("return 1;", constant("1")), NULL), simple("q();"));
    ASSERT_STR(graph(), "1 if (a) -> 2 3\n"
                        "2 1 -> 4\n"
                        "3 q(); -> 5\n"
                        "4 leave = t__to_return -> 6\n"
                        "5 leave = t__to_end -> 7\n"
                        "6 raised = 0 -> 7\n"
                        "7 join -> 8\n"
                        "8 d(); -> 9\n"
                        "9 dispatch -> 10 11\n"
                        "10 end\n"
                        "11 return \n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"one after the other", test_sequence},
        {"if", test_if},
        {"return", test_return},
        {"while", test_while},
        {"do", test_do},
        {"for", test_for},
        {"a loop without end", test_endless},
        {"a head that suspends", test_forever},
        {"switch", test_switch},
        {"switch with default", test_switch_with_default},
        {"a case inside a loop", test_case_in_loop},
        {"goto", test_goto},
        {"raise", test_raise},
        {"return through a defer", test_return_through_defer},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: control flow", tests);
}
