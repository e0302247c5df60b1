/* Tests of compiler/parse: start expressions and generators. dump/ast.h tells how a tree is shown. */
#include "parse_snippet.h"

static const Snippet starts[] = {
    {"handle",
     "async_task(int) h = async_spawn(f(1)); x = await *h; await async_join(h); async_task(int) a[2]; await *a[1];",
     "decl 4:1 \"async_task(int)\" simple\n"
     "  declarator 4:17 \"h = async_spawn(f(1))\"\n"
     "    init: plain 4:21 \"async_spawn(f(1))\" effects :int * task\n"
     "expr 4:40 \"x = await *h;\" suspends\n"
     "  assign 4:40 = suspends effects :int\n"
     "    plain 4:40 \"x\" lvalue :int\n"
     "    await 4:44 suspends effects :int\n"
     "      handle 4:50 task :int\n"
     "        plain 4:51 \"h\" lvalue :int * task\n"
     "expr 4:54 \"await async_join(h);\" suspends\n"
     "  await 4:54 suspends effects :int\n"
     "    form 4:60 \"async_join\" :int\n"
     "decl 4:75 \"async_task(int)\" simple\n"
     "  declarator 4:91 \"a[2]\"\n"
     "expr 4:97 \"await *a[1];\" suspends\n"
     "  await 4:97 suspends effects :int\n"
     "    handle 4:103 task :int\n"
     "      plain 4:104 \"a[1]\" lvalue :int * task\n"
     "refs 4:40 x write, 4:51 h read, 4:71 h read, 4:104 a read"},
    {"gather",
     "int a; struct s v; await async_gather(a = f(1), v.b[0] = async_shield(f(2)), g());",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a\"\n"
     "decl 4:8 \"struct s\" simple\n"
     "  declarator 4:17 \"v\"\n"
     "expr 4:20 \"await async_gather(a = f(1), v.b[0] = async_shield(f(2)), g());\" suspends\n"
     "  await 4:20 suspends effects :void\n"
     "    form 4:26 \"async_gather\" :void\n"
     "      operand: target 4:39 :int\n"
     "        lvalue: plain 4:39 \"a\" lvalue :int\n"
     "        call 4:43 \"f(1)\" async name=f :int\n"
     "      operand: target 4:49 :int\n"
     "        lvalue: plain 4:49 \"v.b[0]\" lvalue :int\n"
     "        form 4:58 \"async_shield\" :int\n"
     "          of: call 4:71 \"f(2)\" async name=f :int\n"
     "      operand: call 4:78 \"g()\" async name=g :void\n"
     "refs 4:39 a update, 4:49 v update"},
    {"race",
     "x = await async_race(x = f(1), async_try(f(2)));",
     "expr 4:1 \"x = await async_race(x = f(1), async_try(f(2)));\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    await 4:5 suspends effects :int\n"
     "      form 4:11 \"async_race\" :int\n"
     "        operand: target 4:22 :int\n"
     "          lvalue: plain 4:22 \"x\" lvalue :int\n"
     "          call 4:26 \"f(1)\" async name=f :int\n"
     "        operand: form 4:32 \"async_try\" :int\n"
     "          of: call 4:42 \"f(2)\" async name=f :int\n"
     "refs 4:1 x write, 4:22 x update"},
    {"wait_for",
     "x = await async_wait_for(p(10), async_gather(x = f(1), f(2)));",
     "expr 4:1 \"x = await async_wait_for(p(10), async_gather(x = f(1), f(2)));\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    await 4:5 suspends effects :int\n"
     "      form 4:11 \"async_wait_for\" :int\n"
     "        of: form 4:33 \"async_gather\" :void\n"
     "          operand: target 4:46 :int\n"
     "            lvalue: plain 4:46 \"x\" lvalue :int\n"
     "            call 4:50 \"f(1)\" async name=f :int\n"
     "          operand: call 4:56 \"f(2)\" async name=f :int\n"
     "refs 4:1 x write, 4:46 x update"},
    {"try",
     "int a, b; x = await async_try(a = b = f(1));",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a\"\n"
     "  declarator 4:8 \"b\"\n"
     "expr 4:11 \"x = await async_try(a = b = f(1));\" suspends\n"
     "  assign 4:11 = suspends effects :int\n"
     "    plain 4:11 \"x\" lvalue :int\n"
     "    await 4:15 suspends effects :int\n"
     "      form 4:21 \"async_try\" :int\n"
     "        of: target 4:31 :int\n"
     "          lvalue: plain 4:31 \"a\" lvalue :int\n"
     "          target 4:35 :int\n"
     "            lvalue: plain 4:35 \"b\" lvalue :int\n"
     "            call 4:39 \"f(1)\" async name=f :int\n"
     "refs 4:11 x write, 4:31 a update, 4:35 b update"},
    {"map",
     "int r[3]; await async_map(2, int i, 3, r[i] = f(i));",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"r[3]\"\n"
     "expr 4:11 \"await async_map(2, int i, 3, r[i] = f(i));\" suspends\n"
     "  await 4:11 suspends effects :void\n"
     "    form 4:17 \"async_map\" :void\n"
     "      declares \"int i\"\n"
     "      of: target 4:40 :int\n"
     "        lvalue: plain 4:40 \"r[i]\" lvalue :int\n"
     "        call 4:47 \"f(i)\" async name=f :int\n"
     "refs 4:40 r update, 4:42 i read, 4:49 i read"},
    {"blocking",
     "x = await async_blocking(p(x));",
     "expr 4:1 \"x = await async_blocking(p(x));\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    await 4:5 suspends effects :int\n"
     "      form 4:11 \"async_blocking\" :int\n"
     "        of: call 4:26 \"p(x)\" plain name=p :int\n"
     "refs 4:1 x write, 4:28 x read"},
    {"check",
     "x = async_check(await f(1)); if (x) async_raise(-5);",
     "expr 4:1 \"x = async_check(await f(1));\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    form 4:5 suspends effects :int\n"
     "      form 4:5 \"async_check\" :int\n"
     "        argument: await 4:17 suspends effects :int\n"
     "          call 4:23 \"f(1)\" async name=f :int\n"
     "if 4:30 \"if (x)\" suspends\n"
     "  cond: plain 4:34 \"x\" lvalue :int\n"
     "  then: expr 4:37 \"async_raise(-5);\" suspends\n"
     "    form 4:37 suspends effects :void\n"
     "      form 4:37 \"async_raise\" :void\n"
     "refs 4:1 x write, 4:34 x read"},
    {"queue",
     "async_queue(int) q = async_queue_new(int, 3); await async_put(q, await f(1)); x = await async_get(q);",
     "decl 4:1 \"async_queue(int)\" simple\n"
     "  declarator 4:18 \"q = async_queue_new(int, 3)\"\n"
     "    init: plain 4:22 \"async_queue_new(int, 3)\" effects :int * queue\n"
     "expr 4:47 \"await async_put(q, await f(1));\" suspends\n"
     "  await 4:47 suspends effects :void\n"
     "    form 4:53 \"async_put\" :void\n"
     "      argument: await 4:66 suspends effects :int\n"
     "        call 4:72 \"f(1)\" async name=f :int\n"
     "expr 4:79 \"x = await async_get(q);\" suspends\n"
     "  assign 4:79 = suspends effects :int\n"
     "    plain 4:79 \"x\" lvalue :int\n"
     "    await 4:83 suspends effects :int\n"
     "      form 4:89 \"async_get\" :int\n"
     "refs 4:63 q read, 4:79 x write, 4:99 q read"},
    {"spawn",
     "async_spawn(f(1)); async_spawn(f(await f(2)));",
     "expr 4:1 \"async_spawn(f(1));\" simple\n"
     "  plain 4:1 \"async_spawn(f(1))\" effects :int * task\n"
     "expr 4:20 \"async_spawn(f(await f(2)));\" suspends\n"
     "  form 4:20 suspends effects :int * task\n"
     "    form 4:20 \"async_spawn\" :int * task\n"
     "      of: call 4:32 \"f(await f(2))\" async name=f :int\n"
     "        argument: await 4:34 suspends effects :int\n"
     "          call 4:40 \"f(2)\" async name=f :int\n"},
};

static const Snippet generators[] = {
    {"yield",
     "yield x; yield x * 2; yield x ? 1 : 2;",
     "expr 4:1 \"yield x;\" suspends\n"
     "  yield 4:1 suspends effects :int\n"
     "    plain 4:7 \"x\" :int\n"
     "expr 4:10 \"yield x * 2;\" suspends\n"
     "  yield 4:10 suspends effects :int\n"
     "    plain 4:16 \"x * 2\" :int\n"
     "expr 4:23 \"yield x ? 1 : 2;\" suspends\n"
     "  yield 4:23 suspends effects :int\n"
     "    plain 4:29 \"x ? 1 : 2\" :int\n"
     "refs 4:7 x read, 4:16 x read, 4:29 x read"},
    {"value",
     "int a = yield x; a = yield a + 1;",
     "decl 4:1 \"int\" suspends\n"
     "  declarator 4:5 \"a = yield x\"\n"
     "    init: yield 4:9 suspends effects :int\n"
     "      plain 4:15 \"x\" :int\n"
     "expr 4:18 \"a = yield a + 1;\" suspends\n"
     "  assign 4:18 = suspends effects :int\n"
     "    plain 4:18 \"a\" lvalue :int\n"
     "    yield 4:22 suspends effects :int\n"
     "      plain 4:28 \"a + 1\" :int\n"
     "refs 4:15 x read, 4:18 a write, 4:28 a read"},
    {"parentheses",
     "x = (yield 1) + 2; p((yield x));",
     "expr 4:1 \"x = (yield 1) + 2;\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    binary 4:5 + suspends effects :int\n"
     "      paren 4:5 suspends effects :int\n"
     "        yield 4:6 suspends effects :int\n"
     "          plain 4:12 \"1\" constant :int\n"
     "      plain 4:17 \"2\" constant :int\n"
     "expr 4:20 \"p((yield x));\" suspends\n"
     "  call 4:20 suspends effects :int\n"
     "    plain 4:20 \"p\" constant :int(int)\n"
     "    paren 4:22 suspends effects :int\n"
     "      yield 4:23 suspends effects :int\n"
     "        plain 4:29 \"x\" :int\n"
     "refs 4:1 x write, 4:29 x read"},
    {"receive",
     "int a = async_receive(int, yield x << 1);",
     "decl 4:1 \"int\" suspends\n"
     "  declarator 4:5 \"a = async_receive(int, yield x << 1)\"\n"
     "    init: yield 4:9 suspends effects :int receives\n"
     "      plain 4:34 \"x << 1\" :int\n"
     "refs 4:34 x read"},
    {"delegation",
     "x = yield_from gen(2);",
     "expr 4:1 \"x = yield_from gen(2);\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    yield-from 4:5 suspends effects :int\n"
     "      call 4:16 \"gen(2)\" generator name=gen :int\n"
     "refs 4:1 x write"},
    {"try",
     "int st = async_try(yield 1); st = async_try(x = yield 2);",
     "decl 4:1 \"int\" suspends\n"
     "  declarator 4:5 \"st = async_try(yield 1)\"\n"
     "    init: form 4:10 suspends effects :int\n"
     "      form 4:10 \"async_try\" :int\n"
     "        of: start-yield 4:20 :int\n"
     "          yield 4:20 suspends effects :int\n"
     "            plain 4:26 \"1\" constant :int\n"
     "expr 4:30 \"st = async_try(x = yield 2);\" suspends\n"
     "  assign 4:30 = suspends effects :int\n"
     "    plain 4:30 \"st\" lvalue :int\n"
     "    form 4:35 suspends effects :int\n"
     "      form 4:35 \"async_try\" :int\n"
     "        of: target 4:45 :int\n"
     "          lvalue: plain 4:45 \"x\" lvalue :int\n"
     "          start-yield 4:49 :int\n"
     "            yield 4:49 suspends effects :int\n"
     "              plain 4:55 \"2\" constant :int\n"
     "refs 4:30 st write, 4:45 x update"},
};

static void test_starts(void)
{
    CHECK_SNIPPETS("async int", starts);
}

static void test_generators(void)
{
    CHECK_SNIPPETS("async generator(int) int", generators);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"starts", test_starts},
        {"generators", test_generators},
        CU_TEST_INFO_NULL,
    };
    return run_suite("parse starts", tests);
}
