/* Tests of compiler/parse: statements and declarations. dump/ast.h tells how a tree is shown. */
#include "parse_snippet.h"

static const Snippet statements[] = {
    {"expression",
     "await f(1);",
     "expr 4:1 \"await f(1);\" suspends\n"
     "  await 4:1 suspends effects :int\n"
     "    call 4:7 \"f(1)\" async name=f :int\n"},
    {"discarded",
     "x = 1;",
     "expr 4:1 \"x = 1;\" simple\n"
     "  plain 4:1 \"x = 1\" effects :int\n"
     "refs 4:1 x write"},
    {"if",
     "if (await f(1)) x = 1; else { await g(); }",
     "if 4:1 \"if (await f(1))\" suspends\n"
     "  cond: await 4:5 suspends effects :int\n"
     "    call 4:11 \"f(1)\" async name=f :int\n"
     "  then: expr 4:17 \"x = 1;\" simple\n"
     "    plain 4:17 \"x = 1\" effects :int\n"
     "  else: compound 4:29 suspends\n"
     "    expr 4:31 \"await g();\" suspends\n"
     "      await 4:31 suspends effects :void\n"
     "        call 4:37 \"g()\" async name=g :void\n"
     "refs 4:17 x write"},
    {"while",
     "while (await f(x)) x--;",
     "while 4:1 \"while (await f(x))\" suspends\n"
     "  cond: await 4:8 suspends effects :int\n"
     "    call 4:14 \"f(x)\" async name=f :int\n"
     "  body: expr 4:20 \"x--;\" simple\n"
     "    plain 4:20 \"x--\" effects :int\n"
     "refs 4:16 x read, 4:20 x update"},
    {"do",
     "do x++; while (await f(x) < 3);",
     "do 4:1 \"while (await f(x) < 3)\" suspends\n"
     "  cond: binary 4:16 < suspends effects :int\n"
     "    await 4:16 suspends effects :int\n"
     "      call 4:22 \"f(x)\" async name=f :int\n"
     "    plain 4:29 \"3\" constant :int\n"
     "  body: expr 4:4 \"x++;\" simple\n"
     "    plain 4:4 \"x++\" effects :int\n"
     "refs 4:4 x update, 4:24 x read"},
    {"for",
     "for (int i = await f(0); i < await f(3); i += await f(1)) p(i);",
     "for 4:1 \"for (int i = await f(0); i < await f(3); i += await f(1))\" suspends\n"
     "  init: decl 4:6 \"int\" suspends\n"
     "    declarator 4:10 \"i = await f(0)\"\n"
     "      init: await 4:14 suspends effects :int\n"
     "        call 4:20 \"f(0)\" async name=f :int\n"
     "  cond: binary 4:26 < suspends effects :int\n"
     "    plain 4:26 \"i\" lvalue :int\n"
     "    await 4:30 suspends effects :int\n"
     "      call 4:36 \"f(3)\" async name=f :int\n"
     "  step: compound-assign 4:42 += suspends effects :int\n"
     "    plain 4:42 \"i\" lvalue :int\n"
     "    await 4:47 suspends effects :int\n"
     "      call 4:53 \"f(1)\" async name=f :int\n"
     "  body: expr 4:59 \"p(i);\" simple\n"
     "    plain 4:59 \"p(i)\" effects :int\n"
     "refs 4:26 i read, 4:42 i update, 4:61 i read"},
    {"for without head",
     "for (;;) { await g(); break; }",
     "for 4:1 \"for (;;)\" suspends\n"
     "  body: compound 4:10 suspends\n"
     "    expr 4:12 \"await g();\" suspends\n"
     "      await 4:12 suspends effects :void\n"
     "        call 4:18 \"g()\" async name=g :void\n"
     "    break 4:23\n"},
    {"switch",
     "switch (await f(x)) { case 1: x = 2; break; case 2 ... 3: await g(); default: ; }",
     "switch 4:1 \"switch (await f(x))\" suspends\n"
     "  value: await 4:9 suspends effects :int\n"
     "    call 4:15 \"f(x)\" async name=f :int\n"
     "  body: compound 4:21 suspends\n"
     "    case 4:23 \"case 1:\"\n"
     "      expr 4:31 \"x = 2;\" simple\n"
     "        plain 4:31 \"x = 2\" effects :int\n"
     "    break 4:38\n"
     "    case 4:45 \"case 2 ... 3:\" suspends\n"
     "      expr 4:59 \"await g();\" suspends\n"
     "        await 4:59 suspends effects :void\n"
     "          call 4:65 \"g()\" async name=g :void\n"
     "    case 4:70 \"default:\"\n"
     "      null 4:79 simple\n"
     "refs 4:17 x read, 4:31 x write"},
    {"labels",
     "again: if (await f(x)) goto again; out: ;",
     "label 4:1 \"again:\" suspends\n"
     "  if 4:8 \"if (await f(x))\" suspends\n"
     "    cond: await 4:12 suspends effects :int\n"
     "      call 4:18 \"f(x)\" async name=f :int\n"
     "    then: goto 4:24 again\n"
     "label 4:36 \"out:\"\n"
     "  null 4:41 simple\n"
     "refs 4:20 x read"},
    {"return",
     "return await f(2);",
     "return 4:1 suspends\n"
     "  await 4:8 suspends effects :int\n"
     "    call 4:14 \"f(2)\" async name=f :int\n"},
    {"simple",
     "if (x) { while (x) if (p(x)) break; } switch (x) { case 1: x = 2; break; }",
     "if 4:1 \"if (x)\" simple\n"
     "  cond: plain 4:5 \"x\" lvalue :int\n"
     "  then: compound 4:8 simple\n"
     "    while 4:10 \"while (x)\" simple\n"
     "      cond: plain 4:17 \"x\" lvalue :int\n"
     "      body: if 4:20 \"if (p(x))\"\n"
     "        cond: plain 4:24 \"p(x)\" effects :int\n"
     "        then: break 4:30\n"
     "switch 4:39 \"switch (x)\" simple\n"
     "  value: plain 4:47 \"x\" lvalue :int\n"
     "  body: compound 4:50\n"
     "    case 4:52 \"case 1:\"\n"
     "      expr 4:60 \"x = 2;\" simple\n"
     "        plain 4:60 \"x = 2\" effects :int\n"
     "    break 4:67\n"
     "refs 4:5 x read, 4:17 x read, 4:26 x read, 4:47 x read, 4:60 x write"},
    {"not simple",
     "if (x) return 1; while (x) { if (x == 2) goto end; x--; } end: x = 0;",
     "if 4:1 \"if (x)\"\n"
     "  cond: plain 4:5 \"x\" lvalue :int\n"
     "  then: return 4:8\n"
     "    plain 4:15 \"1\" constant :int\n"
     "while 4:18 \"while (x)\"\n"
     "  cond: plain 4:25 \"x\" lvalue :int\n"
     "  body: compound 4:28\n"
     "    if 4:30 \"if (x == 2)\"\n"
     "      cond: plain 4:34 \"x == 2\" :int\n"
     "      then: goto 4:42 end\n"
     "    expr 4:52 \"x--;\" simple\n"
     "      plain 4:52 \"x--\" effects :int\n"
     "label 4:59 \"end:\"\n"
     "  expr 4:64 \"x = 0;\" simple\n"
     "    plain 4:64 \"x = 0\" effects :int\n"
     "refs 4:5 x read, 4:25 x read, 4:34 x read, 4:52 x update, 4:64 x write"},
    {"block",
     "{ int x = 1; { int x = await f(2); p(x); } }",
     "compound 4:1 suspends\n"
     "  decl 4:3 \"int\" simple\n"
     "    declarator 4:7 \"x = 1\"\n"
     "      init: plain 4:11 \"1\" constant :int\n"
     "  compound 4:14 suspends\n"
     "    decl 4:16 \"int\" suspends\n"
     "      declarator 4:20 \"x = await f(2)\"\n"
     "        init: await 4:24 suspends effects :int\n"
     "          call 4:30 \"f(2)\" async name=f :int\n"
     "    expr 4:36 \"p(x);\" simple\n"
     "      plain 4:36 \"p(x)\" effects :int\n"
     "refs 4:38 x read"},
    {"defer",
     "defer p(1); defer { await g(); }",
     "defer 4:1\n"
     "  expr 4:7 \"p(1);\" simple\n"
     "    plain 4:7 \"p(1)\" effects :int\n"
     "defer 4:13 suspends\n"
     "  compound 4:19 suspends\n"
     "    expr 4:21 \"await g();\" suspends\n"
     "      await 4:21 suspends effects :void\n"
     "        call 4:27 \"g()\" async name=g :void\n"},
    {"async_for",
     "async_for (int v, agen(3)) p(v); async_for (int v, gen(3)) { await f(v); }",
     "async-for 4:1 \"int v\" async :int suspends\n"
     "  over: call 4:19 \"agen(3)\" async-generator name=agen :void\n"
     "  body: expr 4:28 \"p(v);\" simple\n"
     "    plain 4:28 \"p(v)\" effects :int\n"
     "async-for 4:34 \"int v\" :int suspends\n"
     "  over: call 4:52 \"gen(3)\" generator name=gen :int\n"
     "  body: compound 4:60 suspends\n"
     "    expr 4:62 \"await f(v);\" suspends\n"
     "      await 4:62 suspends effects :int\n"
     "        call 4:68 \"f(v)\" async name=f :int\n"
     "refs 4:30 v read, 4:70 v read"},
    {"group",
     "async_group(a) { async_spawn_in(a, f(1)); } async_timeout(5) { await g(); }",
     "group 4:1 suspends\n"
     "  body: compound 4:16 simple\n"
     "    expr 4:18 \"async_spawn_in(a, f(1));\" simple\n"
     "      plain 4:18 \"async_spawn_in(a, f(1))\" effects :int * task\n"
     "timeout 4:45 suspends\n"
     "  ms: plain 4:59 \"5\" constant :int\n"
     "  body: compound 4:62 suspends\n"
     "    expr 4:64 \"await g();\" suspends\n"
     "      await 4:64 suspends effects :void\n"
     "        call 4:70 \"g()\" async name=g :void\n"
     "refs 4:33 a read"},
    {"asm",
     "asm volatile(\"\" : \"+r\"(x));",
     "other 4:1 \"asm volatile(\"\" : \"+r\"(x));\" simple\n"
     "refs 4:24 x address"},
};

static const Snippet declarations[] = {
    {"several",
     "int a = await f(1), *b = &x, c[2] = {a, await f(2)}, (*d)(int) = 0;",
     "decl 4:1 \"int\" suspends\n"
     "  declarator 4:5 \"a = await f(1)\"\n"
     "    init: await 4:9 suspends effects :int\n"
     "      call 4:15 \"f(1)\" async name=f :int\n"
     "  declarator 4:21 \"*b = &x\"\n"
     "    init: plain 4:26 \"&x\" constant :int *\n"
     "  declarator 4:30 \"c[2] = {a, await f(2)}\"\n"
     "    init: list 4:37 suspends effects :int[2]\n"
     "      plain 4:38 \"a\" lvalue :int\n"
     "      await 4:41 suspends effects :int\n"
     "        call 4:47 \"f(2)\" async name=f :int\n"
     "  declarator 4:54 \"(*d)(int) = 0\"\n"
     "    init: plain 4:66 \"0\" constant :int\n"
     "refs 4:27 x address, 4:38 a read"},
    {"kept",
     "static int a; extern int b; typedef int T; T c = 1; int q(int);",
     "decl 4:1 \"static int\" simple\n"
     "  declarator 4:12 \"a\" stays\n"
     "decl 4:15 \"extern int\" simple\n"
     "  declarator 4:26 \"b\" stays\n"
     "decl 4:29 \"typedef int\" simple\n"
     "  declarator 4:41 \"T\" stays\n"
     "decl 4:44 \"T\" simple\n"
     "  declarator 4:46 \"c = 1\"\n"
     "    init: plain 4:50 \"1\" constant :int\n"
     "decl 4:53 \"int\" simple\n"
     "  declarator 4:57 \"q(int)\" stays\n"},
    {"struct",
     "struct { int a; struct s n; } v = {.n.b[1] = await f(1), .a = x};",
     "decl 4:1 \"struct { int a; struct s n; }\" defines-type suspends\n"
     "  declarator 4:31 \"v = {.n.b[1] = await f(1), .a = x}\"\n"
     "    init: list 4:35 suspends effects :struct t__v\n"
     "      await 4:46 suspends effects :int\n"
     "        call 4:52 \"f(1)\" async name=f :int\n"
     "      plain 4:63 \"x\" lvalue :int\n"
     "refs 4:63 x read"},
    {"typeof",
     "__typeof__(x) a = x; __auto_type b = await f(1); const volatile int c = 0;",
     "decl 4:1 \"__typeof__(x)\" simple\n"
     "  declarator 4:15 \"a = x\"\n"
     "    init: plain 4:19 \"x\" lvalue :int\n"
     "decl 4:22 \"__auto_type\" suspends\n"
     "  declarator 4:34 \"b = await f(1)\"\n"
     "    init: await 4:38 suspends effects :int\n"
     "      call 4:44 \"f(1)\" async name=f :int\n"
     "decl 4:50 \"const volatile int\" simple\n"
     "  declarator 4:69 \"c = 0\"\n"
     "    init: plain 4:73 \"0\" constant :int\n"
     "refs 4:12 x unevaluated, 4:19 x read"},
    {"handles",
     "async_task(int) a = async_spawn(f(1)), b[2]; async_future(void) c = async_future_new(void); __auto_type d = a;",
     "decl 4:1 \"async_task(int)\" simple\n"
     "  declarator 4:17 \"a = async_spawn(f(1))\"\n"
     "    init: plain 4:21 \"async_spawn(f(1))\" effects :int * task\n"
     "  declarator 4:40 \"b[2]\"\n"
     "decl 4:46 \"async_future(void)\" simple\n"
     "  declarator 4:65 \"c = async_future_new(void)\"\n"
     "    init: plain 4:69 \"async_future_new(void)\" effects :void * future\n"
     "decl 4:93 \"__auto_type\" simple\n"
     "  declarator 4:105 \"d = a\"\n"
     "    init: plain 4:109 \"a\" lvalue :int * task\n"
     "refs 4:109 a read"},
    {"vla",
     "int n[x]; n[0] = sizeof n;",
     "decl 4:1 \"int\" simple\n"
     "  declarator 4:5 \"n[x]\"\n"
     "expr 4:11 \"n[0] = sizeof n;\" simple\n"
     "  plain 4:11 \"n[0] = sizeof n\" effects :int\n"
     "refs 4:7 x read, 4:11 n update, 4:25 n unevaluated"},
    {"cleanup",
     "__attribute__((cleanup(fin))) int a = 1; register int b = 2;",
     "decl 4:1 \"__attribute__((cleanup(fin))) int\" simple\n"
     "  declarator 4:35 \"a = 1\"\n"
     "    init: plain 4:39 \"1\" constant :int\n"
     "decl 4:42 \"register int\" simple\n"
     "  declarator 4:55 \"b = 2\"\n"
     "    init: plain 4:59 \"2\" constant :int\n"},
    {"enum",
     "enum { A, B = 3 } e = B; struct L { int q; }; struct L l = {1};",
     "decl 4:1 \"enum { A, B = 3 }\" defines-type simple\n"
     "  declarator 4:19 \"e = B\"\n"
     "    init: plain 4:23 \"B\" constant :int\n"
     "decl 4:26 \"struct L { int q; }\" defines-type simple\n"
     "decl 4:47 \"struct L\" simple\n"
     "  declarator 4:56 \"l = {1}\"\n"
     "    init: plain 4:60 \"{1}\" :struct L\n"},
};

static void test_statements(void)
{
    CHECK_SNIPPETS("async int", statements);
}

static void test_declarations(void)
{
    CHECK_SNIPPETS("async int", declarations);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"statements", test_statements},
        {"declarations", test_declarations},
        CU_TEST_INFO_NULL,
    };
    return run_suite("parse", tests);
}
