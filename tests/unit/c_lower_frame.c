/* Tests of compiler/lower/frame.c: what shares a place, where everything lies, what it is called. */
#include "lower_fixture.h"

static Stmt *declared(const char *text, Local *local, const char *value)
{
    return declares(text, local, effect(value));
}

/* The frame of t without its states. */
static Str layout(void)
{
    Str frame = frame_of("t"), all = STR("");
    for (const char *at = frame.at; *at; at += strcspn(at, "\n") + 1)
        if (strncmp(at, "  state ", 8) != 0) all = add_line(all, (Str){at, strcspn(at, "\n")}, 0);
    return all;
}

/* ------------------------------------------------------------------ what moves */

static void test_only_what_lives(void)
{
    in_function("int b = q(); int c = r(); p(c); await f(1); return b;");
    Local *b = local("b", &int_type, body_scope()), *c = local("c", &int_type, body_scope());
    body(5, declared("int b = q();", b, "q()"), declared("int c = r();", c, "r()"), simple("p(c);"),
         awaits("await f(1);"), returns("return b;", plain("b#2")));
    ASSERT_STR(layout(), "t: 48 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 b (4)\n"
                         "  40 frame of f (8)\n");
}

static void test_alignment(void)
{
    in_function("char b = q(); long c = r(); await f(1); return b + c;");
    static const Type char_type = {.class_ = TYPE_SCALAR, .before = {"char", 4}, .size = 1, .align = 1};
    Local *b = local("b", &char_type, body_scope()), *c = local("c", &long_type, body_scope());
    body(4, declared("char b = q();", b, "q()"), declared("long c = r();", c, "r()"),
         awaits("await f(1);"), returns("return b + c;", plain("b + c")));
    ASSERT_STR(layout(), "t: 56 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 b (1)\n"
                         "  40 c (8)\n"
                         "  48 frame of f (8)\n");
}

/* More than a pointer's alignment: bytes before the head, so that the result stays at 24. */
static void test_lead(void)
{
    in_function("int b = q(); await f(1); return b;");
    Local *b = local("b", &int_type, body_scope());
    b->align = 64;
    body(3, declared("int b = q();", b, "q()"), awaits("await f(1);"),
         returns("return b;", plain("b#2")));
    ASSERT_STR(layout(), "t: 128 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  64 b (4)\n"
                         "  72 frame of f (8)\n");
    CU_ASSERT_EQUAL(program.routine[0]->frame_align, 64);
    CU_ASSERT_EQUAL(program.routine[0]->lead, 40);
    CU_ASSERT_EQUAL(program.routine[0]->frame_size % 64, 0);
}

static void test_generator(void)
{
    in_function("q();");
    current->colour = COLOUR_GENERATOR;
    current->result = &void_type;
    current->yields = &long_type;
    current->receives = &int_type;
    body(1, simple("q();"));
    ASSERT_STR(layout(), "t: 48 bytes, embeddable\n"
                         "  44 a (4)\n");
}

/* ------------------------------------------------------------------ sharing */

static void test_blocks_overlap(void)
{
    in_function("{ int b = q(); await f(1); p(b); } { long c = q(); long d = q(); await f(1); p(c + d); }");
    Scope *first = scope("{ int b", body_scope()), *second = scope("{ long c", body_scope());
    Local *b = local("b", &int_type, first);
    Local *c = local("c", &long_type, second), *d = local("d", &long_type, second);
    body(2,
         block(first, 3, declared("int b = q();", b, "q()"), awaits("await f(1);"), simple("p(b);")),
         block(second, 4, declared("long c = q();", c, "q()"), declared("long d = q();", d, "q()"),
               awaits("await f(1);"), simple("p(c + d);")));
    ASSERT_STR(layout(), "t: 56 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 one of (24)\n"
                         "    32 together (16)\n"
                         "      32 b (4)\n"
                         "      40 frame of f (8)\n"
                         "    32 together (24)\n"
                         "      32 c (8)\n"
                         "      40 d (8)\n"
                         "      48 frame of f (8)\n");
}

/* Awaits of one function are never alive together: one member. Of two functions: one place. */
static void test_children_share(void)
{
    in_function("await async_read(1); await async_write(1); await async_read(2);");
    body(3, awaits("await async_read(1);"), awaits("await async_write(1);"),
         awaits("await async_read(2);"));
    ASSERT_STR(layout(), "t: 80 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 one of (48)\n"
                         "    32 frame of async_read (48)\n"
                         "    32 frame of async_write (48)\n");
}

static void test_pooled_children_share(void)
{
    in_function("await f(1); await g(1);");
    body(2, awaits("await f(1);"), awaits("await g(1);"));
    ASSERT_STR(layout(), "t: 40 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 frame of f (8)\n");
}

static void test_child_beside_locals(void)
{
    in_function("int b = q(); await async_read(1); { int c = q(); await async_write(1); p(c); } return b;");
    Scope *inside = scope("{ int c", body_scope());
    Local *b = local("b", &int_type, body_scope()), *c = local("c", &int_type, inside);
    body(4, declared("int b = q();", b, "q()"), awaits("await async_read(1);"),
         block(inside, 3, declared("int c = q();", c, "q()"), awaits("await async_write(1);"),
               simple("p(c);")),
         returns("return b;", plain("b#2")));
    ASSERT_STR(layout(), "t: 96 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 b (4)\n"
                         "  40 one of (56)\n"
                         "    40 frame of async_read (48)\n"
                         "    40 together (56)\n"
                         "      40 c (4)\n"
                         "      48 frame of async_write (48)\n");
}

/* ------------------------------------------------------------------ embedding */

static void two_functions(void)
{
    file("async int g(int b)\n{\nawait h(1);\nreturn b;\n}\n"
         "async int t(int a)\n{\nreturn await g(1);\n}\n");
    function("g", COLOUR_ASYNC);
    parameter("b");
    body(2, awaits("await h(1);"), returns("return b;", plain("b#2")));
    function("t", COLOUR_ASYNC);
    parameter("a");
    body(1, returns("return await g(1);", await_call("g(1)")));
}

static void test_embedded(void)
{
    two_functions();
    ASSERT_STR(frame_of("g"), "g: 40 bytes, embeddable\n"
                              "  28 b (4)\n"
                              "  32 frame of h (8)\n"
                              "  state 1 g__h: b\n");
    ASSERT_STR(layout(), "t: 72 bytes, embeddable\n"
                         "  28 a (4)\n"
                         "  32 frame of g (40)\n");
}

static void test_embed_limit(void)
{
    two_functions();
    lower_all(39);
    CU_ASSERT_FALSE(program.routine[0]->embeddable);
    CU_ASSERT_EQUAL(program.routine[1]->callees.len, 1);
    CU_ASSERT(program.routine[0]->is_called);
    ASSERT_STR(layout(), "t: 40 bytes\n"
                         "  28 a (4)\n"
                         "  32 frame of g (8)\n");
}

/* ------------------------------------------------------------------ names */

static void test_names(void)
{
    in_function("int base = q(); { int b = q(); await f(1); p(b); } { int c = q(); await f(2); p(c); } return base;");
    Scope *first = scope("{ int b", body_scope()), *second = scope("{ int c", body_scope());
    Local *base = local("base", &int_type, body_scope());
    Local *b = local("b", &int_type, first), *c = local("c", &int_type, second);
    c->name = b->name; /* the same name in another block; it keeps its references */
    body(4, declared("int base = q();", base, "q()"),
         block(first, 3, declared("int b = q();", b, "q()"), awaits("await f(1);"), simple("p(b);")),
         block(second, 3, declared("int c = q();", c, "q()"), awaits("await f(2);"), simple("p(c);")),
         returns("return base;", plain("base#2")));
    lower_all(1024);
    const Routine *routine = program.routine[0];
    ASSERT_STR(routine->place[base->index].field, "base_2");
    ASSERT_STR(routine->place[b->index].field, "b");
    ASSERT_STR(routine->place[c->index].field, "b_2");
    ASSERT_STR(routine->suspensions.at[0].await->label, "t__f");
    ASSERT_STR(routine->suspensions.at[1].await->label, "t__f_2");
    ASSERT_STR(routine->suspensions.at[0].await->field, "call");
}

/* A label that the file has already. */
static void test_label_clash(void)
{
    in_function("int t__f = q(); await f(1);");
    Local *b = local("t__f", &int_type, body_scope());
    body(2, declared("int t__f = q();", b, "q()"), awaits("await f(1);"));
    lower_all(1024);
    ASSERT_STR(program.routine[0]->suspensions.at[0].await->label, "t__f_2");
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"only what lives across", test_only_what_lives},
        {"alignment", test_alignment},
        {"over-alignment", test_lead},
        {"generator", test_generator},
        {"blocks overlap", test_blocks_overlap},
        {"children share", test_children_share},
        {"pooled children share", test_pooled_children_share},
        {"a child beside locals", test_child_beside_locals},
        {"embedded", test_embedded},
        {"too large to be embedded", test_embed_limit},
        {"names", test_names},
        {"a name that is taken", test_label_clash},
        CU_TEST_INFO_NULL,
    };
    return run_suite("lower: frame", tests);
}
