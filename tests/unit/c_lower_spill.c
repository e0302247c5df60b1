/* Tests of compiler/lower/spill.c and location.c: suspensions taken out of expressions, in order. */
#include "lower_fixture.h"

/* An async function t(int a, int *p) whose body is one expression statement. */
static void expression(const char *text)
{
    file(arena_printf(&arena, "async int t(int a, int *p)\n{\n%s;\n}\n", text).at);
    function("t", COLOUR_ASYNC);
    parameter("a");
    parameter("p")->type = &pointer_type;
}

/* ------------------------------------------------------------------ operands */

static void test_left_to_right(void)
{
    expression("q() + await f(1) + *p");
    Expr *left = node(EXPR_BINARY, "q() + await f(1)", 2, effect("q()"), await_call("f(1)"));
    Expr *sum = node(EXPR_BINARY, "q() + await f(1) + *p", 2, left, plain("*p#2"));
    ASSERT_STR(value_of(sum), "set t1 = q()\n"
                              "set t2 =\n"
                              "await pooled f(1) -> t2\n"
                              "text t1 + t2 + *p\n");
}

static void test_memory_is_read_before(void)
{
    expression("*p + await f(1)");
    Expr *sum = node(EXPR_BINARY, "*p + await f(1)", 2, plain("*p#2"), await_call("f(1)"));
    ASSERT_STR(value_of(sum), "set t1 = *p\n"
                              "set t2 =\n"
                              "await pooled f(1) -> t2\n"
                              "text t1 + t2\n");
}

static void test_steady_local_stays(void)
{
    expression("a + await f(1)");
    Expr *sum = node(EXPR_BINARY, "a + await f(1)", 2, plain("a#2"), await_call("f(1)"));
    ASSERT_STR(value_of(sum), "set t1 =\n"
                              "await pooled f(1) -> t1\n"
                              "text a + t1\n");
}

static void test_local_that_is_written_later(void)
{
    expression("a + await f(1) + a++");
    access_at("a#3", ACCESS_UPDATE);
    Expr *left = node(EXPR_BINARY, "a + await f(1)", 2, plain("a#2"), await_call("f(1)"));
    Expr *sum = node(EXPR_BINARY, "a + await f(1) + a++", 2, left, effect("a++"));
    ASSERT_STR(value_of(sum), "set t1 = a\n"
                              "set t2 =\n"
                              "await pooled f(1) -> t2\n"
                              "text t1 + t2 + a++\n");
}

static void test_local_whose_address_is_known(void)
{
    expression("a + await f(1)");
    current->locals.at[0]->address_taken = true;
    Expr *sum = node(EXPR_BINARY, "a + await f(1)", 2, plain("a#2"), await_call("f(1)"));
    ASSERT_STR(value_of(sum), "set t1 = a\n"
                              "set t2 =\n"
                              "await pooled f(1) -> t2\n"
                              "text t1 + t2\n");
}

static void test_two_awaits(void)
{
    expression("await f(1) - await f(2)");
    Expr *difference =
        node(EXPR_BINARY, "await f(1) - await f(2)", 2, await_call("f(1)"), await_call("f(2)"));
    ASSERT_STR(value_of(difference), "set t1 =\n"
                                     "await pooled f(1) -> t1\n"
                                     "set t2 =\n"
                                     "await pooled f(2) -> t2\n"
                                     "text t1 - t2\n");
}

/* The result of an operation lies in its frame, where the next one's may come. */
static void test_result_in_the_frame(void)
{
    expression("await async_read(1) - await async_read(2)");
    Expr *difference = node(EXPR_BINARY, "await async_read(1) - await async_read(2)", 2,
                            await_call("async_read(1)"), await_call("async_read(2)"));
    ASSERT_STR(value_of(difference), "await operation async_read(1)\n"
                                     "set t1 = async_read.result\n"
                                     "await operation async_read(2)\n"
                                     "text t1 - async_read.result\n");
}

static void test_arguments(void)
{
    expression("q(*p, await f(1), r())");
    Expr *called = node(EXPR_CALL, "q(*p, await f(1), r())", 4, constant("q"), plain("*p#2"),
                        await_call("f(1)"), effect("r()"));
    ASSERT_STR(value_of(called), "set t1 = *p\n"
                                 "set t2 =\n"
                                 "await pooled f(1) -> t2\n"
                                 "text q(t1, t2, r())\n");
}

static void test_await_as_argument_of_await(void)
{
    expression("await f(await f(1))");
    Expr *inner = await_call("f(1)");
    Expr *outer = await(start_call("f(await f(1))", 1, inner));
    ASSERT_STR(value_of(outer), "set t1 =\n"
                                "await pooled f(1) -> t1\n"
                                "set t2 =\n"
                                "await pooled f(t1) -> t2\n"
                                "text t2\n");
}

/* ------------------------------------------------------------------ what may not be evaluated */

static void test_logical(void)
{
    expression("*p && await f(1)");
    Expr *both = node(EXPR_LOGICAL, "*p && await f(1)", 2, plain("*p#2"), await_call("f(1)"));
    ASSERT_STR(value_of(both), "set t1 = (*p) != 0\n"
                               "if if (t1)\n"
                               "  sequence\n"
                               "    set t2 =\n"
                               "    await pooled f(1) -> t2\n"
                               "    set t1 = (t2) != 0\n"
                               "text t1\n");
}

static void test_logical_or_on_the_left(void)
{
    expression("await f(1) || *p");
    Expr *either = node(EXPR_LOGICAL, "await f(1) || *p", 2, await_call("f(1)"), plain("*p#2"));
    ASSERT_STR(value_of(either), "set t1 =\n"
                                 "await pooled f(1) -> t1\n"
                                 "text t1 || *p\n");
}

static void test_conditional(void)
{
    expression("a ? await f(1) : *p");
    Expr *chosen = node(EXPR_CONDITIONAL, "a ? await f(1) : *p", 3, plain("a#2"),
                        await_call("f(1)"), plain("*p#2"));
    ASSERT_STR(value_of(chosen), "set t1 =\n"
                                 "if if (a)\n"
                                 "  sequence\n"
                                 "    set t2 =\n"
                                 "    await pooled f(1) -> t2\n"
                                 "    set t1 = t2\n"
                                 "  sequence\n"
                                 "    set t1 = *p\n"
                                 "text t1\n");
}

static void test_conditional_without_middle(void)
{
    expression("a ?: await f(1)");
    Expr *chosen = node(EXPR_CONDITIONAL, "a ?: await f(1)", 2, plain("a#2"), await_call("f(1)"));
    ASSERT_STR(value_of(chosen), "set t1 = a\n"
                                 "if if (!t1)\n"
                                 "  sequence\n"
                                 "    set t2 =\n"
                                 "    await pooled f(1) -> t2\n"
                                 "    set t1 = t2\n"
                                 "text t1\n");
}

static void test_comma(void)
{
    expression("q(), await f(1)");
    Expr *pair = node(EXPR_COMMA, "q(), await f(1)", 2, effect("q()"), await_call("f(1)"));
    ASSERT_STR(value_of(pair), "text q();\n"
                               "set t1 =\n"
                               "await pooled f(1) -> t1\n"
                               "text t1\n");
}

static void test_discarded(void)
{
    expression("a ? await f(1) : q()");
    Expr *chosen = node(EXPR_CONDITIONAL, "a ? await f(1) : q()", 3, plain("a#2"),
                        await_call("f(1)"), effect("q()"));
    ASSERT_STR(statement_of(chosen), "if if (a)\n"
                                     "  sequence\n"
                                     "    await pooled f(1)\n"
                                     "  sequence\n"
                                     "    text q();\n");
}

/* ------------------------------------------------------------------ assignments and locations */

static void test_assignment(void)
{
    expression("p[a] = await f(1)");
    Expr *to = plain("p[a]");
    Expr *assigned = node(EXPR_ASSIGN, "p[a] = await f(1)", 2, to, await_call("f(1)"));
    ASSERT_STR(statement_of(assigned), "set t1 = &(p[a])\n"
                                       "set t2 =\n"
                                       "await pooled f(1) -> t2\n"
                                       "text (*t1) = t2;\n");
}

/* The old value is read behind the await: updates made meanwhile are not lost. */
static void test_compound_assignment(void)
{
    expression("a += await f(1)");
    Expr *to = plain("a#2");
    to->is_fixed = true;
    Expr *added = node(EXPR_COMPOUND_ASSIGN, "a += await f(1)", 2, to, await_call("f(1)"));
    ASSERT_STR(statement_of(added), "set t1 =\n"
                                    "await pooled f(1) -> t1\n"
                                    "text a += t1;\n");
}

static void test_compound_assignment_to_memory(void)
{
    expression("p[a++] += await f(1)");
    Expr *to = effect("p[a++]");
    Expr *added = node(EXPR_COMPOUND_ASSIGN, "p[a++] += await f(1)", 2, to, await_call("f(1)"));
    ASSERT_STR(statement_of(added), "set t1 = &(p[a++])\n"
                                    "set t2 =\n"
                                    "await pooled f(1) -> t2\n"
                                    "text (*t1) += t2;\n");
}

static void test_await_on_the_left(void)
{
    expression("p[await f(1)] = q()");
    Expr *to = node(EXPR_SUBSCRIPT, "p[await f(1)]", 2, plain("p#2"), await_call("f(1)"));
    Expr *assigned = node(EXPR_ASSIGN, "p[await f(1)] = q()", 2, to, effect("q()"));
    ASSERT_STR(statement_of(assigned), "set t1 =\n"
                                       "await pooled f(1) -> t1\n"
                                       "set t2 = &(p[t1])\n"
                                       "text (*t2) = q();\n");
}

static void test_increment(void)
{
    expression("p[await f(1)]++");
    Expr *at = node(EXPR_SUBSCRIPT, "p[await f(1)]", 2, plain("p#2"), await_call("f(1)"));
    ASSERT_STR(statement_of(node(EXPR_INCDEC, "p[await f(1)]++", 1, at)),
               "set t1 =\n"
               "await pooled f(1) -> t1\n"
               "set t2 = &(p[t1])\n"
               "text (*t2)++;\n");
}

static void test_location(void)
{
    expression("v.x; p->x; p->bits; v.in.bits");
    Expr *member = plain("v.x");
    member->is_fixed = true;
    ASSERT_STR(location_of(member), "text v.x\n");
    ASSERT_STR(location_of(plain("p->x")), "set t1 = &(p->x)\ntext (*t1)\n");
    Expr *bits = plain("p->bits");
    bits->is_bit_field = true;
    ASSERT_STR(location_of(bits), "set t1 = (void *)(p)\n"
                                  "text ((__typeof__(p))t1)->bits\n");
}

/* ------------------------------------------------------------------ members, lists, blocks */

static void test_member(void)
{
    expression("(await f(1)).x + await f(2)");
    Expr *paren = node(EXPR_PAREN, "(await f(1))", 1, typed(await_call("f(1)"), &struct_type));
    Expr *member = node(EXPR_MEMBER, "(await f(1)).x", 1, paren);
    Expr *sum = node(EXPR_BINARY, "(await f(1)).x + await f(2)", 2, member, await_call("f(2)"));
    ASSERT_STR(value_of(sum), "set t1 =\n"
                              "await pooled f(1) -> t1\n"
                              "set t2 =\n"
                              "await pooled f(2) -> t2\n"
                              "text (t1).x + t2\n");
}

/* The struct is copied, not the pointer to its array: that dies with the child's frame. */
static void test_array_member(void)
{
    expression("q((await async_read(1)).body)");
    Expr *read = typed(await_call("async_read(1)"), &struct_type);
    read->start->call->result = &struct_type;
    Expr *paren = typed(node(EXPR_PAREN, "(await async_read(1))", 1, read), &struct_type);
    Expr *member = typed(node(EXPR_MEMBER, "(await async_read(1)).body", 1, paren), &buffer_type);
    Expr *called = node(EXPR_CALL, "q((await async_read(1)).body)", 2, constant("q"), member);
    ASSERT_STR(value_of(called), "await operation async_read(1)\n"
                                 "set t1 = (async_read.result)\n"
                                 "text q(t1.body)\n");
}

static void test_list(void)
{
    expression("{ q(), { [1] = await f(1) }, *p }");
    Expr *inner = node(EXPR_LIST, "{ [1] = await f(1) }", 1, await_call("f(1)"));
    Expr *list = node(EXPR_LIST, "{ q(), { [1] = await f(1) }, *p }", 3, effect("q()"), inner,
                      plain("*p#2"));
    ASSERT_STR(value_of(list), "set t1 = q()\n"
                               "set t2 =\n"
                               "await pooled f(1) -> t2\n"
                               "text { t1, { [1] = t2 }, *p }\n");
}

static void test_statement_expression(void)
{
    expression("q() + ({ r(); await f(1); })");
    Expr *expr = plain("({ r(); await f(1); })");
    expr->kind = EXPR_STATEMENT;
    expr->suspends = expr->apart = expr->has_effects = true;
    Scope *inside = scope("{ r();", body_scope());
    expr->block = block(inside, 2, simple("r();"), does("await f(1);", await_call("f(1)")));
    Expr *sum = node(EXPR_BINARY, "q() + ({ r(); await f(1); })", 2, effect("q()"), expr);
    ASSERT_STR(value_of(sum), "set t1 = q()\n"
                              "set t2 =\n"
                              "block\n"
                              "  text r();\n"
                              "  set t3 =\n"
                              "  await pooled f(1) -> t3\n"
                              "  set t2 = t3\n"
                              "text t1 + t2\n");
}

static void test_names_keep_clear(void)
{
    expression("t1 + await f(1)");
    Expr *sum = node(EXPR_BINARY, "t1 + await f(1)", 2, plain("t1"), await_call("f(1)"));
    ASSERT_STR(value_of(sum), "set t1_2 = t1\n"
                              "set t2 =\n"
                              "await pooled f(1) -> t2\n"
                              "text t1_2 + t2\n");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"operands are evaluated left to right", test_left_to_right},
        {"memory is read before the suspension", test_memory_is_read_before},
        {"a local that nobody writes stays in place", test_steady_local_stays},
        {"a local that is written later is saved", test_local_that_is_written_later},
        {"a local whose address is known is saved", test_local_whose_address_is_known},
        {"two awaits", test_two_awaits},
        {"a result in a child's frame", test_result_in_the_frame},
        {"arguments of a plain call", test_arguments},
        {"an await as argument of an await", test_await_as_argument_of_await},
        {"short circuit", test_logical},
        {"short circuit, the await on the left", test_logical_or_on_the_left},
        {"conditional", test_conditional},
        {"conditional without its middle", test_conditional_without_middle},
        {"comma", test_comma},
        {"a value that nobody reads", test_discarded},
        {"assignment", test_assignment},
        {"compound assignment", test_compound_assignment},
        {"compound assignment to memory", test_compound_assignment_to_memory},
        {"an await in what is assigned to", test_await_on_the_left},
        {"increment", test_increment},
        {"locations", test_location},
        {"member of a result", test_member},
        {"array member of a result", test_array_member},
        {"initializer lists", test_list},
        {"statement expressions", test_statement_expression},
        {"names keep clear of the file's", test_names_keep_clear},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: spill", tests);
}
