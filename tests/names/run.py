#!/usr/bin/env python3
"""Names of the user's beside those that asyncc makes.

    tests/names/run.py macro            # the kinds whose name contains a word

One program for each kind of declaration, with a declaration of each name beside the same coroutines.
Either asyncc is silent and the C compiles without a warning, or every one of the names is reported at
its line: the parts of a coroutine, which other files and debuggers know, and macros with the name of a
member of the runtime's.
"""
import os
import re
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

# parts of f
PARTS = ['f__' + part for part in 'frame state run start call resume async capture'.split()]
# members of frames and descriptors
MEMBERS = '''abi align base call child file flags frame lead line name points point_count result
    result_size resume sent sent_size size slot state status up value value_size'''.split()
# all others that the text of the coroutines below has, or that its pieces are made of
FREE = '''self cx eager t t1 t2 a1 k k_2 item item_2 items child_1 g_1 packed raised leave gather join sleep
    spawn race handle timeout group map blocking tried f__g f__k f__k_2 f__sleep f__defer f__to_end
    f__to_return f__leave f__map f__map__start f__map__frame f__branch f__tried f__blocking_1
    f__blocking_1__call f__gather f__yield f__async f__points'''.split()
FREE = [name for name in FREE if name not in PARTS and name not in MEMBERS]

PRELUDE = '''#include <asyncc.h>
#include <stdlib.h>
async int ggg(int v);
static async int kkk(int v) { await async_sleep(1); return v; }
'''
COROUTINES = '''
async int f(int a)
{
    int v[4] = {0};
    defer v[0]++;
    int n = await kkk(a) + await ggg(a), m = n;
    if (n > 3) return 7;
    await async_map(0, int i, 4, v[i] = kkk(i));
    n += await async_blocking(abs(n));
    int st = await async_try(n = ggg(await kkk(1)));
    await async_gather(st = async_try(m = kkk(n)), v[1] = ggg(2));
    async_timeout(10) { n += await ggg(3); }
    async_task(int) task = async_spawn(kkk(1));
    if (n && await async_join(task)) n += v[0] + v[1] + m + st;
    return n;
}
generator(int) int numbers(int a) { defer a++; int x = yield a; yield x + a; return a; }
'''
KINDS = {
    'function': 'int @(int a); int @(int a) { return a; }',
    'prototype': 'int @(int);',
    'variable': 'extern int @; int @ = 1;',
    'type': 'typedef int @;',
    'tag': 'struct @ { int x; };',
    'enumerator': 'enum { @ = 3 };',
    'local': 'static inline async int @_l(int b) { int @ = b; @ += await kkk(b); return @; }',
    'parameter': 'static inline async int @_p(int @) { @ += await kkk(@); return @; }',
    'parameter that stays': 'static inline async int @_s(int @) { return @; }',
    'parameter of a generator': 'static inline generator(int) int @_y(int @) { yield @; return @; }',
    'member': 'struct @_m { int @; }; static inline async int @_u(struct @_m s) '
              '{ s.@ += await kkk(1); return s.@; }',
    'label': 'static inline async int @_g(int b) { @: b += await kkk(1); if (b < 4) goto @; return b; }',
    'macro with parameters': '#define @(x) 3',
    'macro': '#define @ 3',
}


def source(kind, names, where):
    lines = [KINDS[kind].replace('@', name) for name in names]
    before, after = (lines, []) if where == 'before' else ([], lines)
    return PRELUDE + '\n'.join(before) + COROUTINES + '\n'.join(after) + '\n'


def translate(options, folder, text):
    path = os.path.join(folder, 'names.c')
    with open(path, 'w', encoding='utf-8') as file:
        file.write(text)
    return harness.run([options.asyncc, '-I', options.include, '-o', path + '.out.c', path])


def compile_text(options, folder, text):
    """None, where asyncc is silent and the compiler of what it wrote too."""
    result = translate(options, folder, text)
    if result.returncode or result.stderr:
        return harness.failed_command(['asyncc'], result)
    command = [*shlex.split(options.cc), '-fsyntax-only', '-Wall', '-Wextra', '-Werror',
               '-I', options.include, os.path.join(folder, 'names.c.out.c')]
    result = harness.run(command)
    return harness.failed_command(command, result) if result.returncode else None


def compiles(options, kind, names, where):
    """All of these names are free."""
    return lambda folder: compile_text(options, folder, source(kind, names, where))


def reported(options, kind, names, where):
    """Each of these names is an error at its line, and there is no other."""
    def case(folder):
        text = source(kind, names, where)
        result = translate(options, folder, text)
        found = re.findall(r"names\.c:(\d+):\d+: error: .*?'(\w+)'", result.stderr.decode())
        lines = text.split('\n')
        wanted = [(str(lines.index(KINDS[kind].replace('@', name)) + 1), name) for name in names]
        if sorted(found) == sorted(wanted) and result.returncode == 1:
            return None
        return 'reported: %s\nwanted:   %s' % (sorted(found), sorted(wanted))
    return case


def in_header(options, kind, names, expected):
    """The same of a header: what is taken is reported at the coroutine."""
    def case(folder):
        with open(os.path.join(folder, 'names.h'), 'w', encoding='utf-8') as file:
            file.write('\n'.join(KINDS[kind].replace('@', name) for name in names) + '\n')
        text = source(kind, [], 'before').replace('async int ggg', '#include "names.h"\nasync int ggg', 1)
        if expected == 'free':
            return compile_text(options, folder, text)
        result = translate(options, folder, text)
        found = re.findall(r"names\.c:\d+:\d+: error: .*?'(\w+)'", result.stderr.decode())
        return None if sorted(found) == sorted(names) else 'reported: %s' % found
    return case


def all_cases(options):
    for kind in KINDS:
        free = FREE if kind == 'macro' else FREE + MEMBERS
        for where in ('before', 'after'):
            yield '%s, %s' % (kind, where), compiles(options, kind, free, where)
            yield '%s, a part, %s' % (kind, where), reported(options, kind, PARTS, where)
        if kind not in ('local', 'parameter', 'parameter that stays', 'parameter of a generator',
                        'member', 'label'):
            yield kind + ', in a header', in_header(options, kind, free, 'free')
            yield kind + ', a part, in a header', in_header(options, kind, PARTS, 'taken')
    yield 'macro, a member, before', reported(options, 'macro', MEMBERS, 'before')
    yield 'macro, a member, in a header', in_header(options, 'macro', MEMBERS, 'taken')


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options)
    cases = list(all_cases(options))
    chosen = set(harness.selected(options, [name for name, _ in cases]))
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [c for c in cases if c[0] in chosen])


if __name__ == '__main__':
    sys.exit(main())
