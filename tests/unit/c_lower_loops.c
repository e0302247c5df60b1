/* Tests of compiler/lower/loops.c and stmt.c: heads that suspend; what stays as it was. */
#include "lower_fixture.h"

/* ------------------------------------------------------------------ while, do */

static void test_while_stays(void)
{
    in_function("while (a) { await f(1); q(); }");
    Scope *inside = scope("{ await", body_scope());
    body(1, while_("while", plain("a#2"), block(inside, 2, awaits("await f(1);"), simple("q();"))));
    ASSERT_STR(code_of("t"), "loop while (a)\n"
                             "  block\n"
                             "    await pooled f(1)\n"
                             "    text q();\n");
}

static void test_while_without_suspension(void)
{
    in_function("while (a) q();");
    body(1, simple("while (a) q();"));
    ASSERT_STR(code_of("t"), "text while (a) q();\n");
}

static void test_while_head(void)
{
    in_function("while (await f(1)) { q(); continue; break; }");
    Scope *inside = scope("{ q();", body_scope());
    body(1, while_("while", await_call("f(1)"),
                   block(inside, 3, simple("q();"), jump(STMT_CONTINUE, "continue;"),
                         jump(STMT_BREAK, "break;"))));
    ASSERT_STR(code_of("t"), "forever while (await f(1))\n"
                             "  block\n"
                             "    set t1 =\n"
                             "    await pooled f(1) -> t1\n"
                             "    if if (!(t1))\n"
                             "      jump break\n"
                             "    block\n"
                             "      text q();\n"
                             "      jump continue\n"
                             "      jump break\n");
}

static void test_do_stays(void)
{
    in_function("do { await f(1); } while (a);");
    Scope *inside = scope("{ await", body_scope());
    body(1, do_("do", block(inside, 1, awaits("await f(1);")), "while", plain("a#2")));
    ASSERT_STR(code_of("t"), "loop\n"
                             "  block\n"
                             "    await pooled f(1)\n");
}

/* `continue` goes to the condition, which stands at the end of the body now. */
static void test_do_head(void)
{
    in_function("do { if (a) continue; q(); } while (await f(1));");
    Scope *inside = scope("{ if", body_scope());
    Stmt *skip = if_("if", plain("a#2"), jump(STMT_CONTINUE, "continue;"), NULL);
    body(1, do_("do", block(inside, 2, skip, simple("q();")), "while", await_call("f(1)")));
    ASSERT_STR(code_of("t"), "forever while (await f(1))\n"
                             "  block\n"
                             "    block\n"
                             "      if if (a)\n"
                             "        jump goto t__continue\n"
                             "      text q();\n"
                             "    label t__continue:\n"
                             "    set t1 =\n"
                             "    await pooled f(1) -> t1\n"
                             "    if if (!(t1))\n"
                             "      jump break\n");
}

static void test_do_head_without_continue(void)
{
    in_function("do q(); while (await f(1));");
    body(1, do_("do", simple("q();"), "while", await_call("f(1)")));
    ASSERT_STR(code_of("t"), "forever while (await f(1))\n"
                             "  block\n"
                             "    text q();\n"
                             "    set t1 =\n"
                             "    await pooled f(1) -> t1\n"
                             "    if if (!(t1))\n"
                             "      jump break\n");
}

/* ------------------------------------------------------------------ for */

static void test_for_stays(void)
{
    in_function("for (int i = 0; i < a; i++) await f(1);");
    Scope *head = scope("{", current->scopes.at[0]);
    Local *i = local("i", &int_type, head);
    access_at("i#3", ACCESS_UPDATE);
    body(1, for_("for", declares("int i = 0;", i, constant("0")), plain("i < a"), effect("i++"),
                 awaits("await f(1);"), head));
    ASSERT_STR(code_of("t"), "loop\n"
                             "  declaration i = 0\n"
                             "  await pooled f(1)\n");
}

static void test_for_condition(void)
{
    in_function("for (q(); await f(1); r()) { if (a) continue; }");
    Scope *inside = scope("{ if", body_scope());
    Stmt *skip = if_("if", plain("a#2"), jump(STMT_CONTINUE, "continue;"), NULL);
    body(1, for_("for", does("q();", effect("q()")), await_call("f(1)"), effect("r()"),
                 block(inside, 1, skip), NULL));
    ASSERT_STR(code_of("t"), "block\n"
                             "  text q();\n"
                             "  forever for (q(); await f(1); r())\n"
                             "    block\n"
                             "      set t1 =\n"
                             "      await pooled f(1) -> t1\n"
                             "      if if (!(t1))\n"
                             "        jump break\n"
                             "      block\n"
                             "        if if (a)\n"
                             "          jump goto t__continue\n"
                             "      label t__continue:\n"
                             "      text r();\n");
}

static void test_for_step(void)
{
    in_function("for (;; await f(1)) q();");
    body(1, for_("for", NULL, NULL, await_call("f(1)"), simple("q();"), NULL));
    ASSERT_STR(code_of("t"), "block\n"
                             "  forever for (;; await f(1))\n"
                             "    block\n"
                             "      text q();\n"
                             "      await pooled f(1)\n");
}

static void test_for_init(void)
{
    in_function("for (int i = await f(1); i < a; i++) q();");
    Scope *head = scope("{", current->scopes.at[0]);
    Local *i = local("i", &int_type, head);
    access_at("i#3", ACCESS_UPDATE);
    body(1, for_("for", declares("int i = await f(1);", i, await_call("f(1)")), plain("i < a"),
                 effect("i++"), simple("q();"), head));
    ASSERT_STR(code_of("t"), "block\n"
                             "  set i =\n"
                             "  await pooled f(1) -> i\n"
                             "  loop\n"
                             "    text q();\n");
}

/* ------------------------------------------------------------------ if, switch, labels */

static void test_if_head(void)
{
    in_function("if (await f(1)) q(); else await f(2);");
    body(1, if_("if", await_call("f(1)"), simple("q();"), awaits("await f(2);")));
    ASSERT_STR(code_of("t"), "sequence\n"
                             "  comment if (await f(1))\n"
                             "  set t1 =\n"
                             "  await pooled f(1) -> t1\n"
                             "  if if (t1)\n"
                             "    text q();\n"
                             "    await pooled f(2)\n");
}

static void test_switch(void)
{
    in_function("switch (await f(1)) { case 1: await f(2); break; default: q(); }");
    Scope *inside = scope("{ case", body_scope());
    body(1, switch_("switch", await_call("f(1)"),
                    block(inside, 3, case_("case 1:", awaits("await f(2);")),
                          jump(STMT_BREAK, "break;"), case_("default:", simple("q();")))));
    ASSERT_STR(code_of("t"), "sequence\n"
                             "  comment switch (await f(1))\n"
                             "  set t1 =\n"
                             "  await pooled f(1) -> t1\n"
                             "  loop switch (t1)\n"
                             "    block\n"
                             "      label case 1:\n"
                             "        await pooled f(2)\n"
                             "      jump break\n"
                             "      label default:\n"
                             "        text q();\n");
}

static void test_labels(void)
{
    in_function("again: await f(1); if (a) goto again; return a;");
    body(3, label_("again:", awaits("await f(1);")),
         if_("if", plain("a#2"), goto_("goto again;", "again"), NULL), returns("return a;", plain("a#3")));
    ASSERT_STR(code_of("t"), "label again:\n"
                             "  await pooled f(1)\n"
                             "if if (a)\n"
                             "  jump goto again\n"
                             "leave return a\n");
}

/* ------------------------------------------------------------------ declarations, return */

static void test_declarations(void)
{
    in_function("int b = q(); int c = await f(1); return b + c;");
    Local *b = local("b", &int_type, body_scope()), *c = local("c", &int_type, body_scope());
    body(3, declares("int b = q();", b, effect("q()")),
         declares("int c = await f(1);", c, await_call("f(1)")), returns("return b + c;", plain("b + c")));
    ASSERT_STR(code_of("t"), "declaration b = q()\n"
                             "sequence\n"
                             "  set c =\n"
                             "  await pooled f(1) -> c\n"
                             "leave return b + c\n");
}

static void test_return(void)
{
    in_function("return q() + await f(1);");
    body(1, returns("return q() + await f(1);",
                    node(EXPR_BINARY, "q() + await f(1)", 2, effect("q()"), await_call("f(1)"))));
    ASSERT_STR(code_of("t"), "sequence\n"
                             "  set t1 = q()\n"
                             "  set t2 =\n"
                             "  await pooled f(1) -> t2\n"
                             "  leave return t1 + t2\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"a while stays what it is", test_while_stays},
        {"a loop without a suspension is copied", test_while_without_suspension},
        {"while, its head suspends", test_while_head},
        {"a do stays what it is", test_do_stays},
        {"do, its head suspends", test_do_head},
        {"do, its head suspends, no continue", test_do_head_without_continue},
        {"a for stays what it is", test_for_stays},
        {"for, its condition suspends", test_for_condition},
        {"for, its step suspends", test_for_step},
        {"for, its declaration suspends", test_for_init},
        {"if", test_if_head},
        {"switch", test_switch},
        {"labels", test_labels},
        {"declarations", test_declarations},
        {"return", test_return},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: loops", tests);
}
