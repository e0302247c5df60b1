/* Tests of compiler/parse: expressions, and what is done with locals in them. dump/ast.h tells how a tree is shown. */
#include "parse_snippet.h"

static const Snippet expressions[] = {
    {"operators",
     "x = -await f(1) + p(2) * ~(await f(3));",
     "expr 4:1 \"x = -await f(1) + p(2) * ~(await f(3));\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    binary 4:5 + suspends effects :int\n"
     "      unary 4:5 - suspends effects :int\n"
     "        await 4:6 suspends effects :int\n"
     "          call 4:12 \"f(1)\" async name=f :int\n"
     "      binary 4:19 * suspends effects :int\n"
     "        plain 4:19 \"p(2)\" effects :int\n"
     "        unary 4:26 ~ suspends effects :int\n"
     "          paren 4:27 suspends effects :int\n"
     "            await 4:28 suspends effects :int\n"
     "              call 4:34 \"f(3)\" async name=f :int\n"
     "refs 4:1 x write"},
    {"logical",
     "x = x && await f(1) || await f(2);",
     "expr 4:1 \"x = x && await f(1) || await f(2);\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    logical 4:5 || suspends effects :int\n"
     "      logical 4:5 && suspends effects :int\n"
     "        plain 4:5 \"x\" lvalue :int\n"
     "        await 4:10 suspends effects :int\n"
     "          call 4:16 \"f(1)\" async name=f :int\n"
     "      await 4:24 suspends effects :int\n"
     "        call 4:30 \"f(2)\" async name=f :int\n"
     "refs 4:1 x write, 4:5 x read"},
    {"conditional",
     "x = x ? await f(1) : p(2); x = await f(1) ?: 3;",
     "expr 4:1 \"x = x ? await f(1) : p(2);\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    conditional 4:5 suspends effects :int\n"
     "      plain 4:5 \"x\" lvalue :int\n"
     "      await 4:9 suspends effects :int\n"
     "        call 4:15 \"f(1)\" async name=f :int\n"
     "      plain 4:22 \"p(2)\" effects :int\n"
     "expr 4:28 \"x = await f(1) ?: 3;\" suspends\n"
     "  assign 4:28 = suspends effects :int\n"
     "    plain 4:28 \"x\" lvalue :int\n"
     "    conditional 4:32 suspends effects :int\n"
     "      await 4:32 suspends effects :int\n"
     "        call 4:38 \"f(1)\" async name=f :int\n"
     "      plain 4:46 \"3\" constant :int\n"
     "refs 4:1 x write, 4:5 x read, 4:28 x write"},
    {"comma",
     "x = (p(1), await f(2), x);",
     "expr 4:1 \"x = (p(1), await f(2), x);\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    paren 4:5 suspends effects :int\n"
     "      comma 4:6 , suspends effects :int\n"
     "        comma 4:6 , suspends effects :int\n"
     "          plain 4:6 \"p(1)\" effects :int\n"
     "          await 4:12 suspends effects :int\n"
     "            call 4:18 \"f(2)\" async name=f :int\n"
     "        plain 4:24 \"x\" lvalue :int\n"
     "refs 4:1 x write, 4:24 x read"},
    {"call",
     "p(await f(await f(1)));",
     "expr 4:1 \"p(await f(await f(1)));\" suspends\n"
     "  call 4:1 suspends effects :int\n"
     "    plain 4:1 \"p\" constant :int(int)\n"
     "    await 4:3 suspends effects :int\n"
     "      call 4:9 \"f(await f(1))\" async name=f :int\n"
     "        argument: await 4:11 suspends effects :int\n"
     "          call 4:17 \"f(1)\" async name=f :int\n"},
    {"assign",
     "x += await f(1); struct s v; v.b[await f(0)] = v.a; v.c = await f(1);",
     "expr 4:1 \"x += await f(1);\" suspends\n"
     "  compound-assign 4:1 += suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    await 4:6 suspends effects :int\n"
     "      call 4:12 \"f(1)\" async name=f :int\n"
     "decl 4:18 \"struct s\" simple\n"
     "  declarator 4:27 \"v\"\n"
     "expr 4:30 \"v.b[await f(0)] = v.a;\" suspends\n"
     "  assign 4:30 = suspends effects :int\n"
     "    subscript 4:30 suspends lvalue effects :int\n"
     "      plain 4:30 \"v.b\" constant lvalue :int[2]\n"
     "      await 4:34 suspends effects :int\n"
     "        call 4:40 \"f(0)\" async name=f :int\n"
     "    plain 4:48 \"v.a\" lvalue :int\n"
     "expr 4:53 \"v.c = await f(1);\" suspends\n"
     "  assign 4:53 = suspends effects :unsigned int\n"
     "    plain 4:53 \"v.c\" lvalue bit-field :unsigned int\n"
     "    await 4:59 suspends effects :int\n"
     "      call 4:65 \"f(1)\" async name=f :int\n"
     "refs 4:1 x update, 4:30 v update, 4:48 v read, 4:53 v update"},
    {"incdec",
     "int a[3]; a[await f(1)]++; --a[await f(2)]; int *q = &a[await f(0)];",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a[3]\"\n"
     "expr 4:11 \"a[await f(1)]++;\" suspends\n"
     "  incdec 4:11 ++ suspends effects :int\n"
     "    subscript 4:11 suspends lvalue effects :int\n"
     "      plain 4:11 \"a\" constant lvalue :int[3]\n"
     "      await 4:13 suspends effects :int\n"
     "        call 4:19 \"f(1)\" async name=f :int\n"
     "expr 4:28 \"--a[await f(2)];\" suspends\n"
     "  incdec 4:28 -- suspends effects :int\n"
     "    subscript 4:30 suspends lvalue effects :int\n"
     "      plain 4:30 \"a\" constant lvalue :int[3]\n"
     "      await 4:32 suspends effects :int\n"
     "        call 4:38 \"f(2)\" async name=f :int\n"
     "decl 4:45 \"int\" suspends\n"
     "  declarator 4:49 \"*q = &a[await f(0)]\"\n"
     "    init: address 4:54 & suspends effects :int *\n"
     "      subscript 4:55 suspends lvalue effects :int\n"
     "        plain 4:55 \"a\" constant lvalue :int[3]\n"
     "        await 4:57 suspends effects :int\n"
     "          call 4:63 \"f(0)\" async name=f :int\n"
     "refs 4:11 a update, 4:30 a update, 4:55 a address"},
    {"member",
     "x = (await mk()).a + (&(struct s){await f(1)})->b[0];",
     "expr 4:1 \"x = (await mk()).a + (&(struct s){await f(1)})->b[0];\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    binary 4:5 + suspends effects :int\n"
     "      member 4:5 . suspends effects :int\n"
     "        paren 4:5 suspends effects :struct s\n"
     "          await 4:6 suspends effects :struct s\n"
     "            call 4:12 \"mk()\" async name=mk :struct s\n"
     "      subscript 4:22 suspends lvalue effects :int\n"
     "        member 4:22 -> suspends lvalue effects :int[2]\n"
     "          paren 4:22 suspends effects :struct s *\n"
     "            address 4:23 & suspends effects :struct s *\n"
     "              compound-literal 4:24 suspends lvalue effects :struct s\n"
     "                list 4:34 suspends effects :struct s\n"
     "                  await 4:35 suspends effects :int\n"
     "                    call 4:41 \"f(1)\" async name=f :int\n"
     "        plain 4:51 \"0\" constant :int\n"
     "refs 4:1 x write"},
    {"cast",
     "x = (char)await f(1); struct s v = (struct s){await f(1), {2}};",
     "expr 4:1 \"x = (char)await f(1);\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    cast 4:5 suspends effects :char\n"
     "      await 4:11 suspends effects :int\n"
     "        call 4:17 \"f(1)\" async name=f :int\n"
     "decl 4:23 \"struct s\" suspends\n"
     "  declarator 4:32 \"v = (struct s){await f(1), {2}}\"\n"
     "    init: compound-literal 4:36 suspends lvalue effects :struct s\n"
     "      list 4:46 suspends effects :struct s\n"
     "        await 4:47 suspends effects :int\n"
     "          call 4:53 \"f(1)\" async name=f :int\n"
     "        list 4:59 :int[2]\n"
     "          plain 4:60 \"2\" constant :int\n"
     "refs 4:1 x write"},
    {"statement expression",
     "x = ({ int a = await f(1); a * 2; }) + ({ int b = 2; b; });",
     "expr 4:1 \"x = ({ int a = await f(1); a * 2; }) + ({ int b = 2; b; });\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    binary 4:5 + suspends effects :int\n"
     "      statement 4:5 suspends effects :int\n"
     "        compound 4:6 suspends\n"
     "          decl 4:8 \"int\" suspends\n"
     "            declarator 4:12 \"a = await f(1)\"\n"
     "              init: await 4:16 suspends effects :int\n"
     "                call 4:22 \"f(1)\" async name=f :int\n"
     "          expr 4:28 \"a * 2;\" simple\n"
     "            plain 4:28 \"a * 2\" :int\n"
     "      plain 4:40 \"({ int b = 2; b; })\" effects :int\n"
     "refs 4:1 x write, 4:28 a read"},
    {"sizeof",
     "x = sizeof x + await f(sizeof(int[2]));",
     "expr 4:1 \"x = sizeof x + await f(sizeof(int[2]));\" suspends\n"
     "  assign 4:1 = suspends effects :int\n"
     "    plain 4:1 \"x\" lvalue :int\n"
     "    binary 4:5 + suspends effects :unsigned long\n"
     "      plain 4:5 \"sizeof x\" constant :unsigned long\n"
     "      await 4:16 suspends effects :int\n"
     "        call 4:22 \"f(sizeof(int[2]))\" async name=f :int\n"
     "refs 4:1 x write, 4:12 x unevaluated"},
    {"pointer",
     "async int (*op)(int) = f; struct { async int (*run)(int); } o = {f}; x = await op(1) + await o.run(2);",
     "decl 4:1 \"async int\" simple\n"
     "  declarator 4:11 \"(*op)(int) = f\"\n"
     "    init: plain 4:24 \"f\" constant :int(int) async\n"
     "decl 4:27 \"struct { async int (*run)(int); }\" defines-type simple\n"
     "  declarator 4:61 \"o = {f}\"\n"
     "    init: plain 4:65 \"{f}\" :struct t__o\n"
     "expr 4:70 \"x = await op(1) + await o.run(2);\" suspends\n"
     "  assign 4:70 = suspends effects :int\n"
     "    plain 4:70 \"x\" lvalue :int\n"
     "    binary 4:74 + suspends effects :int\n"
     "      await 4:74 suspends effects :int\n"
     "        call 4:80 \"op(1)\" async :int\n"
     "      await 4:88 suspends effects :int\n"
     "        call 4:94 \"o.run(2)\" async :int\n"
     "refs 4:70 x write, 4:80 op read, 4:94 o read"},
};

static const Snippet accesses[] = {
    {"whole",
     "int a; a = 1; a = a + 1; a++; a += x; p(a);",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a\"\n"
     "expr 4:8 \"a = 1;\" simple\n"
     "  plain 4:8 \"a = 1\" effects :int\n"
     "expr 4:15 \"a = a + 1;\" simple\n"
     "  plain 4:15 \"a = a + 1\" effects :int\n"
     "expr 4:26 \"a++;\" simple\n"
     "  plain 4:26 \"a++\" effects :int\n"
     "expr 4:31 \"a += x;\" simple\n"
     "  plain 4:31 \"a += x\" effects :int\n"
     "expr 4:39 \"p(a);\" simple\n"
     "  plain 4:39 \"p(a)\" effects :int\n"
     "refs 4:8 a write, 4:15 a write, 4:19 a read, 4:26 a update, 4:31 a update, 4:36 x read, "
     "4:41 a read"},
    {"parts",
     "struct s v; v.a = 1; v.b[0] = 2; int a[2]; a[0] = 1; p(a[1]); p(v.b[1]);",
     "decl 4:1 \"struct s\" simple\n"
     "  declarator 4:10 \"v\"\n"
     "expr 4:13 \"v.a = 1;\" simple\n"
     "  plain 4:13 \"v.a = 1\" effects :int\n"
     "expr 4:22 \"v.b[0] = 2;\" simple\n"
     "  plain 4:22 \"v.b[0] = 2\" effects :int\n"
     "decl 4:34 \"int\" simple\n"
     "  declarator 4:38 \"a[2]\"\n"
     "expr 4:44 \"a[0] = 1;\" simple\n"
     "  plain 4:44 \"a[0] = 1\" effects :int\n"
     "expr 4:54 \"p(a[1]);\" simple\n"
     "  plain 4:54 \"p(a[1])\" effects :int\n"
     "expr 4:63 \"p(v.b[1]);\" simple\n"
     "  plain 4:63 \"p(v.b[1])\" effects :int\n"
     "refs 4:13 v update, 4:22 v update, 4:44 a update, 4:56 a read, 4:65 v read"},
    {"address",
     "int a, b[2]; struct s v; int *q = &a; q = b; q = v.b; q = &v.a; q = &b[1]; q = &*q;",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a\"\n"
     "  declarator 4:8 \"b[2]\"\n"
     "decl 4:14 \"struct s\" simple\n"
     "  declarator 4:23 \"v\"\n"
     "decl 4:26 \"int\" simple\n"
     "  declarator 4:30 \"*q = &a\"\n"
     "    init: plain 4:35 \"&a\" constant :int *\n"
     "expr 4:39 \"q = b;\" simple\n"
     "  plain 4:39 \"q = b\" effects :int *\n"
     "expr 4:46 \"q = v.b;\" simple\n"
     "  plain 4:46 \"q = v.b\" effects :int *\n"
     "expr 4:55 \"q = &v.a;\" simple\n"
     "  plain 4:55 \"q = &v.a\" effects :int *\n"
     "expr 4:65 \"q = &b[1];\" simple\n"
     "  plain 4:65 \"q = &b[1]\" effects :int *\n"
     "expr 4:76 \"q = &*q;\" simple\n"
     "  plain 4:76 \"q = &*q\" effects :int *\n"
     "refs 4:36 a address, 4:39 q write, 4:43 b address, 4:46 q write, 4:50 v address, 4:55 q "
     "write, 4:60 v address, 4:65 q write, 4:70 b address, 4:76 q write, 4:82 q read"},
    {"pointer",
     "struct s *q = 0; q->a = 1; q->b[0]++; (*q).a = 2; int *r = q->b;",
     "decl 4:1 \"struct s\" simple\n"
     "  declarator 4:10 \"*q = 0\"\n"
     "    init: plain 4:15 \"0\" constant :int\n"
     "expr 4:18 \"q->a = 1;\" simple\n"
     "  plain 4:18 \"q->a = 1\" effects :int\n"
     "expr 4:28 \"q->b[0]++;\" simple\n"
     "  plain 4:28 \"q->b[0]++\" effects :int\n"
     "expr 4:39 \"(*q).a = 2;\" simple\n"
     "  plain 4:39 \"(*q).a = 2\" effects :int\n"
     "decl 4:51 \"int\" simple\n"
     "  declarator 4:55 \"*r = q->b\"\n"
     "    init: plain 4:60 \"q->b\" lvalue :int[2]\n"
     "refs 4:18 q read, 4:28 q read, 4:41 q read, 4:60 q read"},
    {"perhaps",
     "int a, b; x && (a = 1); x ? (b = 2) : 0; ({ a = 3; });",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a\"\n"
     "  declarator 4:8 \"b\"\n"
     "expr 4:11 \"x && (a = 1);\" simple\n"
     "  plain 4:11 \"x && (a = 1)\" effects :int\n"
     "expr 4:25 \"x ? (b = 2) : 0;\" simple\n"
     "  plain 4:25 \"x ? (b = 2) : 0\" effects :int\n"
     "expr 4:42 \"({ a = 3; });\" simple\n"
     "  plain 4:42 \"({ a = 3; })\" effects :int\n"
     "refs 4:11 x read, 4:17 a update, 4:25 x read, 4:30 b update, 4:45 a update"},
    {"unevaluated",
     "int a[2]; x = sizeof a + sizeof(x); __typeof__(a[0]) b = 1; x = _Generic(x, int: b, default: 0);",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"a[2]\"\n"
     "expr 4:11 \"x = sizeof a + sizeof(x);\" simple\n"
     "  plain 4:11 \"x = sizeof a + sizeof(x)\" effects :int\n"
     "decl 4:37 \"__typeof__(a[0])\" simple\n"
     "  declarator 4:54 \"b = 1\"\n"
     "    init: plain 4:58 \"1\" constant :int\n"
     "expr 4:61 \"x = _Generic(x, int: b, default: 0);\" simple\n"
     "  plain 4:61 \"x = _Generic(x, int: b, default: 0)\" effects :int\n"
     "refs 4:11 x write, 4:22 a unevaluated, 4:33 x unevaluated, 4:48 a unevaluated, 4:61 x "
     "write, 4:74 x unevaluated, 4:82 b read"},
    {"volatile",
     "volatile int a = 1; a = 2; x = a;",
     "decl 4:1 \"volatile int\" simple\n"
     "  declarator 4:14 \"a = 1\"\n"
     "    init: plain 4:18 \"1\" constant :int\n"
     "expr 4:21 \"a = 2;\" simple\n"
     "  plain 4:21 \"a = 2\" effects :int\n"
     "expr 4:28 \"x = a;\" simple\n"
     "  plain 4:28 \"x = a\" effects :int\n"
     "refs 4:21 a address, 4:28 x write, 4:32 a address"},
};

static void test_expressions(void)
{
    CHECK_SNIPPETS("async int", expressions);
}

static void test_accesses(void)
{
    CHECK_SNIPPETS("async int", accesses);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"expressions", test_expressions},
        {"accesses", test_accesses},
        CU_TEST_INFO_NULL,
    };
    return run_suite("parse expressions", tests);
}
