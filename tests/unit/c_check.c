/*
 * Tests of the dialect's rules: compiler/parse/misuse*.c and compiler/check. A case is a body, or a
 * whole declaration, and the places where an error is reported: `line:column` of each, in order.
 */
#include "parse_snippet.h"

#include "check/check.h"
#include <stdlib.h>

typedef struct Rule {
    const char *text;   /* stands from line 4 on */
    const char *places; /* "4:5 4:9"; empty: nothing is wrong */
} Rule;

/* "line:column" of each diagnostic of a run, from the text form that is printed. */
static Str places_of(const char *text)
{
    DiagList *diags = diag_list_new(&arena);
    Unit *unit = parse_text(text, diags);
    char *printed = NULL;
    size_t size = 0;
    Str places = STR("");
    if (unit) check_unit(unit, diags);
    FILE *out = open_memstream(&printed, &size);
    diag_print_text(diags, out, false);
    fclose(out);
    for (const char *at = strstr(printed, "snippet.c:"); at; at = strstr(at + 1, "snippet.c:")) {
        const char *place = at + strlen("snippet.c:");
        size_t n = strspn(place, "0123456789:") - 1;
        if (strncmp(place + n + 1, " note", 5) == 0) continue;
        places = arena_printf(&arena, "%.*s%s%.*s", STR_ARG(places), places.len ? " " : "", (int)n,
                              place);
    }
    free(printed);
    return places;
}

static void check_rules(const char *head, const char *foot, const Rule *rules, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        Str text = arena_printf(&arena, "%s%s\n%s\n%s", prelude, head, rules[i].text, foot);
        Str places = places_of(text.at);
        if (!str_is(places, rules[i].places)) printf("\n  %s", rules[i].text);
        ASSERT_STR(places, rules[i].places);
    }
}

#define CHECK_RULES(head, foot, table) \
    check_rules((head), (foot), (table), sizeof(table) / sizeof *(table))

/* ------------------------------------------------------------------ in an async function */

static const Rule async_rules[] = {
    {"x = await f(1);", ""},
    {"f(1);", "4:1"},
    {"x = f(1) + 1;", "4:5"},
    {"p(f(1));", "4:3"},
    {"gen(1);", "4:1"},
    {"async int (*op)(int) = f; op(1); await op(2);", "4:27"},
    {"x = sizeof(f(1)) + sizeof(__typeof__(f(2)));", ""},
    {"x = sizeof(await f(1));", "4:12"},
    {"__typeof__(await f(1)) a = 1;", "4:12"},
    {"x = _Generic(await f(1), int: 1, default: 2);", "4:14"},
    {"static int a = 1; static int b = sizeof a;", ""},
    {"await p(1);", "4:7"},
    {"await 5;", "4:7"},
    {"await gen(1);", "4:7"},
    {"int *q = &x; await *q;", "4:20"},
    {"async_task(int) t = async_spawn(f(1)); await t;", "4:46"},
    {"async_task(int) t = async_spawn(f(1)); x = *t;", "4:44"},
    {"async_task(struct s) t = async_spawn(mk()); x = t->a + (await *t).a;", "4:49"},
    {"async_gen(int) t = async_iter(gen(1)); x = *t; await *t;", "4:54"},
    {"async_queue(int) t = async_queue_new(int, 1); await *t;", "4:53"},
    {"yield x;", "4:1"},
    {"x = yield_from gen(1);", "4:5"},
    {"async_gather(f(1), f(2));", "4:1"},
    {"x = async_try(f(1));", "4:5"},
    {"await async_gather(f(1), p(2));", "4:26"},
    {"await async_blocking(f(1));", "4:22"},
    {"await async_blocking(p(1));", ""},
    {"async_iter(f(1));", "4:1 4:12"},
    {"(void)async_iter(f(1));", "4:18"},
    {"await async_spawn(f(1));", "4:7"},
    {"async_for (int v, f(1)) p(v);", "4:19"},
    {"async_for (int v, x) p(v);", "4:19"},
    {"async_for (struct s v, gen(1)) p(v.a);", "4:12"},
    {"async_for (int v, gen(1)) p(v);", ""},
    {"void *l[] = {&&a}; goto *l[0]; a: ;", "4:20"},
    {"__builtin_alloca(3);", "4:1"},
    {"int (*q)(int) = f;", "4:17"},
    {"int (*q)(int) = p; q = &f; q = x ? p : f;", "4:24 4:40"},
    {"async int (*q)(int) = p;", "4:23"},
    {"struct { async int (*a)(int); int (*b)(int); } v = {f, f}; v.a = p; v.b = p;", "4:56 4:66"},
    {"int (*(t[2]))(int) = {p, [1] = f};", "4:32"},
    {"void *q = (void *)f; p(q == (void *)f);", ""},
    {"async_raise(1); async_check(-1);", ""},
};

static void test_async(void) { CHECK_RULES("async int t(int x) {", "return x; }\n", async_rules); }

/* ------------------------------------------------------------------ elsewhere */

static const Rule plain_rules[] = {
    {"await f(1);", "4:1"},
    {"yield 1;", "4:1"},
    {"async_raise(1);", "4:1"},
    {"f(1);", "4:1"},
    {"async_run(f(1)); async_run(x = f(1));", ""},
    {"async_spawn(f(1));", "4:1"},
    {"async_detach(f(1));", ""},
    {"async_for (int v, gen(1)) p(v);", ""},
    {"async_for (int v, agen(1)) p(v);", "4:1"},
    {"async_group(g1) { }", "4:1"},
    {"void *l[] = {&&a}; goto *l[0]; a: ;", ""},
};

static void test_plain(void) { CHECK_RULES("int t(int x) {", "return x; }\n", plain_rules); }

static const Rule generator_rules[] = {
    {"yield 1; yield 'a'; yield 1.5; yield x > 2;", ""},
    {"yield \"s\";", "4:1"},
    {"struct s v = {0}; yield v;", "4:19"},
    {"yield &x;", "4:1"},
    {"await f(1);", "4:1"},
    {"long y = 1 + (yield 2);", "4:15"},
    {"1 + yield 2;", "4:5 4:5"},
    {"p(yield 2); x = (yield 3) + 1; x += yield 4;", "4:3 4:18 4:37"},
    {"p(async_receive(long, yield 2));", ""},
    {"p(async_receive(int, yield 2));", "4:3"},
    {"yield_from p(1);", "4:12"},
    {"async_try(yield 1); x = async_try(p(1));", "4:25 4:35"},
};

static void test_generator(void)
{
    CHECK_RULES("generator(int, long) void t(int x) {", "}\n", generator_rules);
}

static const Rule file_rules[] = {
    {"async int v(int a, ...) { return a; }", "4:11"},
    {"async int v(a) int a; { return a; }", "4:11 4:11"},
    {"static int a = 1; int b[] = {sizeof(int)};", ""},
    {"struct op { async int (*run)(int); }; struct op ops[] = {{f}, {.run = p}};", "4:71"},
    {"void each(int (*cb)(int)); void use(void) { each(f); each(p); }", "4:50"},
    {"int (*pick(int a))(int) { return a ? p : f; }", "4:42"},
};

static void test_file(void) { CHECK_RULES("", "", file_rules); }

/* ------------------------------------------------------------------ defers and locks */

static const Rule defer_rules[] = {
    {"defer p(1); { defer { p(2); for (;;) { if (x) continue; break; } } }", ""},
    {"defer { return 1; }", "4:9"},
    {"while (x) { defer { break; } defer { continue; } }", "4:21 4:38"},
    {"defer { goto out; } out: ;", "4:9"},
    {"goto in; defer { in: p(1); }", "4:1"},
    {"if (x) { defer p(1); } else defer p(2);", "4:29"},
    {"while (x) defer p(1);", "4:11"},
    {"goto out; defer p(1); out: ;", "4:1"},
    {"defer p(1); goto out; out: ;", ""},
    {"again: { defer p(1); if (x) goto again; }", ""},
    {"switch (x) { case 1: defer p(1); break; case 2: ; }", "4:41"},
    {"switch (x) { case 1: { defer p(1); break; } case 2: ; }", ""},
};

static void test_defers(void) { CHECK_RULES("async int t(int x) {", "return x; }\n", defer_rules); }

static const Rule lock_rules[] = {
    {"pthread_mutex_lock(&m); x++; pthread_mutex_unlock(&m); await g();", ""},
    {"pthread_mutex_lock(&m); await g(); pthread_mutex_unlock(&m);", "4:25"},
    {"pthread_mutex_lock(&m); if (x) { pthread_mutex_unlock(&m); return 1; } await g();"
     " pthread_mutex_unlock(&m);",
     "4:72"},
    {"pthread_mutex_lock(&m); defer pthread_mutex_unlock(&m); await g();", "4:57"},
    {"pthread_mutex_lock(&m); if (x) return 1; pthread_mutex_unlock(&m);", "4:32"},
    {"pthread_mutex_lock(&m); defer pthread_mutex_unlock(&m); if (x) return 1;", ""},
};

static void test_locks(void)
{
    CHECK_RULES(
        "typedef int mutex; int pthread_mutex_lock(mutex *); int pthread_mutex_unlock(mutex *); "
        "static mutex m; async int t(int x) {",
        "return x; }\n", lock_rules);
}

int main(void)
{
    CU_TestInfo tests[] = {
        {"in an async function", test_async},
        {"in a plain function", test_plain},
        {"in a generator", test_generator},
        {"at file level", test_file},
        {"defers", test_defers},
        {"locks", test_locks},
        CU_TEST_INFO_NULL,
    };
    return run_suite("check", tests);
}
