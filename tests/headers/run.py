#!/usr/bin/env python3
"""Every public header compiles alone: C11, C17, C++11, C++17, gcc and clang, parsed and plain.

Each header under include/ is included by a file that holds nothing else, twice; and all of them by
one file, in either order. What is parsed as
asyncc and clangd do (ASYNC_PARSE, clang only) has to be free of warnings too. The cases direct/*
compile dialect files without translating them: that has to fail, by a message that names asyncc;
plain/* are ordinary C and C++ files that use a dialect header.
"""
import os
import re
import shlex
import shutil
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

WARNINGS = ['-Wall', '-Wextra', '-Werror', '-fsyntax-only']
C_COMPILERS = ('gcc', 'clang-14', 'clang-19')
CXX_COMPILERS = ('g++', 'clang++-14', 'clang++-19')
C_STANDARDS = ('c11', 'gnu11', 'c17')
CXX_STANDARDS = ('c++11', 'c++17')

DIALECT = {
    'await': 'async void f(void) { await async_sleep(1); }',
    'await_result': 'async int g(int); async int f(void) { return await g(1); }',
    'yield': 'generator(int) void f(void) { yield 1; }',
    'yield_from': 'generator(int) void g(void); generator(int) void f(void) { yield_from g(); }',
    'defer': 'int f(void) { defer f(); return 1; }',
    'async_for': 'generator(int) void g(void);\n'
                 'int f(void) { int s = 0; async_for (int i, g()) s += i; return s; }',
    'gather': 'async int g(int); async void f(void) { await async_gather(g(1), g(2)); }',
    'raise': 'async int f(int x) { async_raise(x); }',
    'reserved': '_Async void f(void) { _Await async_sleep(1); }',
}

PLAIN_HEADER = '''\
#include <asyncc.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef async int step_fn(int);
struct step { const char *name; async int (*run)(int); };
async int work(int x);
async void log_line(const char *text);
generator(int) void range(int from, int to);
generator(int, const char *) int consume(void);
async generator(double) void ticks(void);
#ifdef __cplusplus
}
#endif
'''.replace('async ', '_Async ').replace('generator(', '_Generator(')

PLAIN = {
    'prototypes': PLAIN_HEADER,
    'run': PLAIN_HEADER + 'int f(void) { return async_run(work(1)); }',
    'spawn': PLAIN_HEADER + 'void f(async_loop_t *l) { async_release(async_spawn_on(l, work(1))); }',
    'no_keywords': '#define ASYNC_NO_KEYWORDS\n#include <asyncc.h>\n'
                   'int async, await, yield, yield_from, defer;\n'
                   'int generator(int x) { return x + async + await; }',
}


def available(compilers):
    return [c for c in compilers if shutil.which(c)]


def public_headers(include):
    """The names of all headers, as programs include them."""
    found = []
    for folder, _, files in os.walk(include):
        found += [os.path.relpath(os.path.join(folder, f), include)
                  for f in files if f.endswith('.h')]
    return sorted(found)


def compile_text(options, compiler, std, text, folder, *more):
    """The result of compiling a text with one compiler."""
    suffix = '.cc' if '++' in compiler else '.c'
    source = os.path.join(folder, 'source' + suffix)
    with open(source, 'w', encoding='utf-8') as out:
        out.write(text + '\n')
    command = [compiler, '-std=' + std, *WARNINGS, *more, '-I', options.include, source]
    return command, harness.run(command)


def variants():
    """Yields (compiler, standard, more options) of all ways to compile a plain file."""
    for compiler in available(C_COMPILERS):
        for std in C_STANDARDS:
            yield compiler, std, ('-pedantic',) if std != 'gnu11' else ()
    for compiler in available(CXX_COMPILERS):
        for std in CXX_STANDARDS:
            yield compiler, std, ()


def check_header(options, header, folder):
    return check_includes(options, [header, header], folder)


def check_includes(options, headers, folder):
    text = ''.join('#include <%s>\n' % h for h in headers) + 'extern int not_empty;'
    for compiler, std, more in variants():
        command, result = compile_text(options, compiler, std, text, folder, *more)
        if result.returncode != 0:
            return harness.failed_command(command, result)
    for compiler in available(C_COMPILERS + CXX_COMPILERS):
        if 'clang' not in compiler:
            continue
        std = 'c++11' if '++' in compiler else 'c11'
        command, result = compile_text(
            options, compiler, std, text, folder, '-DASYNC_PARSE')
        if result.returncode != 0:
            return harness.failed_command(command, result)
    return None


def check_plain(options, text, folder):
    for compiler, std, more in variants():
        if 'no_keywords' in folder and '++' in compiler:
            continue
        command, result = compile_text(options, compiler, std, text, folder, *more)
        if result.returncode != 0:
            return harness.failed_command(command, result)
    return None


def check_direct(options, body, folder):
    text = '#include <asyncc.h>\n' + body
    for compiler in available(C_COMPILERS):
        command, result = compile_text(options, compiler, 'gnu11', text, folder)
        if result.returncode == 0:
            return 'compiles: ' + shlex.join(command)
        if not re.search(r'error:.*asyncc', result.stderr.decode(errors='replace')):
            return 'no error names asyncc: ' + harness.failed_command(command, result)
    return None


def main():
    options = harness.argument_parser(__doc__).parse_args()
    options.include = os.path.abspath(options.include)
    cases = {'include/' + h: (check_header, h) for h in public_headers(options.include)}
    # keywords.h includes one of keywords_parse.h and keywords_plain.h: they are alternatives
    together = [h for h in public_headers(options.include) if '/keywords_' not in h]
    cases['together/sorted'] = check_includes, together
    cases['together/reversed'] = check_includes, together[::-1]
    cases.update({'plain/' + n: (check_plain, t) for n, t in PLAIN.items()})
    cases.update({'direct/' + n: (check_direct, t) for n, t in DIALECT.items()})
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [
            (name, lambda folder, name=name: cases[name][0](options, cases[name][1], folder))
            for name in harness.selected(options, sorted(cases))])


if __name__ == '__main__':
    sys.exit(main())
