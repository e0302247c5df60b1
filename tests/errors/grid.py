"""The grid of errors: every one that language.md lists, at every place where it can be made.

One program for each error, of a main file, a header, an included .c file and a header of macros. The
error is in it as often as there are places, and all of them have to be reported in one run: file, line
and column of each, the source line with a caret below that column, and where the text comes from a
macro's body or from another file, a note that points at the other end. The same is said as text, in
colour and as JSON.

`@` stands before what is to be pointed at. Contexts: a async function, g generator, p plain function.
"""
import collections
import json
import os
import re

import harness

Error = collections.namedtuple('Error', 'name form contexts text words')

PRELUDE = '''#include <asyncc.h>
#include <setjmp.h>
#include <stdlib.h>
#include <alloca.h>
static inline async int f(int x) { await async_sleep(1); return x; }
static inline int plain(int x) { return x; }
static inline generator(int) int counts(void) { yield 1; return 2; }
static inline async generator(int) int ticks(void) { await async_sleep(1); yield 1; return 2; }
struct ops { async int (*run)(int); int (*call)(int); };
static jmp_buf saved;
'''

# expressions of type int, and statements
ERRORS = [Error(*e) for e in (
    ('call', 'E', 'agp', '@f(1)', "call of 'f' is never started: missing 'await'"),
    ('call_in_argument', 'E', 'agp', 'plain(@f(1))', "call of 'f' is never started"),
    ('call_through_pointer', 'E', 'agp', '@ops.run(1)', "never started: missing 'await'"),
    ('generator_call', 'E', 'agp', '@counts()', "generator 'counts' is never started: missing"),
    ('await_outside', 'E', 'p', '@await f(1)', "'await' outside an async function"),
    ('await_in_generator', 'E', 'g', '@await f(1)', "'await' in a generator that is not async"),
    ('sizeof', 'E', 'agp', '(int)sizeof(@await f(1))', 'not evaluated'),
    ('alignof', 'E', 'agp', '(int)_Alignof(__typeof__(@await f(1)))', 'not evaluated'),
    ('typeof', 'E', 'agp', '(__typeof__(@await f(1)))1', 'not evaluated'),
    ('generic', 'E', 'agp', '_Generic(@await f(1), int: 1, default: 2)', 'not evaluated'),
    ('static', 'S', 'agp', 'static int s = @await f(1); (void)s;', 'in a static initializer'),
    ('await_plain', 'E', 'a', 'await @plain(1)', "await of 'plain', which is no async function"),
    ('await_generator', 'E', 'a', 'await @counts()', 'not awaited, but iterated'),
    ('await_pointer', 'E', 'a', 'await @*number', 'a pointer that is no task and no future'),
    ('await_value', 'E', 'a', 'await @number[0]', 'nothing to await'),
    ('await_handle', 'S', 'a', 'await @task;', r"awaited with 'await \*task'"),
    ('handle_read', 'E', 'agp', '@*task', "result of a task is read without 'await'"),
    ('future_read', 'E', 'agp', '@*future', "result of a future is read without 'await'"),
    ('gather', 'S', 'a', '@async_gather(f(1), f(2));', "'async_gather' without 'await'"),
    ('try', 'E', 'a', '@async_try(f(1))', "'async_try' without 'await'"),
    ('race', 'E', 'a', '@async_race(f(1), f(2))', "'async_race' without 'await'"),
    ('sleep', 'S', 'agp', '@async_sleep(1);', "'async_sleep' is never started"),
    ('blocking', 'E', 'a', 'await async_blocking(@f(1))', 'only plain functions'),
    ('yield', 'S', 'ap', '@yield 1;', 'in a function that is not a generator'),
    ('yield_type', 'S', 'g', '@yield "text";', r"yields 'char\[5\]' in a generator of 'int'"),
    ('yield_operand', 'S', 'g', 'v = 1 + @yield 2;', 'parenthes'),
    ('raise', 'S', 'p', '@async_raise(1);', 'outside an async function or generator'),
    ('alloca', 'S', 'ag', 'char *m = @alloca(8); (void)m;', "'alloca' in an async function"),
    ('setjmp', 'S', 'ag', 'v = @setjmp(saved);', "'setjmp' in an async function"),
    ('computed_goto', 'S', 'ag', '{ void *to = &&out; @goto *to; out: v++; }', 'computed goto'),
    ('asm_goto', 'S', 'ag', '{ @__asm__ goto("" : : : : out); out: v++; }', 'asm goto'),
    ('return_in_defer', 'S', 'ag', 'defer { @return 4; }', 'return|defer'),
    ('break_in_defer', 'S', 'agp', 'for (;;) { defer { @break; } break; }', 'defer'),
    ('yield_in_defer', 'S', 'g', 'defer { @yield 4; }', 'defer'),
    ('defer_unbraced', 'S', 'agp', 'if (v) @defer v++;', 'defer'),
    ('jump_into_defer', 'S', 'agp', '{ @goto in; defer v++; in: v++; }', 'defer'),
    ('async_as_plain', 'S', 'agp', 'int (*p)(int) = @f; (void)p;', 'pointer to a plain function'),
    ('plain_as_async', 'S', 'agp', 'async int (*p)(int) = @plain; (void)p;', 'pointer to an async'),
    ('member_as_plain', 'S', 'agp', 'ops.call = @f;', 'pointer to a plain function'),
    ('loop_over_plain', 'S', 'agp', 'async_for (int i, @plain(1)) (void)i;', 'generator'),
    ('loop_over_async', 'S', 'p', '@async_for (int i, ticks()) (void)i;', 'outside an async function'),
    ('undeclared', 'E', 'agp', '@nothing', "undeclared identifier 'nothing'"),
    ('wrong_argument', 'E', 'a', 'await f(@ops)', "passing 'struct ops'"),
    ('unknown_member', 'E', 'agp', 'ops.@nobody', "no member named 'nobody'"),
)]

# What clang finds, too.
ALSO = {'static': 'not a compile-time constant', 'undeclared': "incompatible type 'void'"}
HEADS = {'a': 'static inline async int %s(void)', 'p': 'static inline int %s(void)',
         'g': 'static inline generator(int) int %s(void)'}
NAMES = {'a': 'async', 'g': 'generator', 'p': 'plain'}
LOCALS = ('int v = 0; int *number = &v; struct ops ops = {0}; async_task(int) task = 0; '
          'async_future(int) future = 0; (void)number; (void)ops; (void)task; (void)future;')

# where an expression stands, and a statement
EXPRESSIONS = {
    'statement': 'v = %s;', 'block': 'if (v) { for (;;) { v = %s; break; } }',
    'initializer': 'int w = %s; (void)w;', 'array': 'int w[2] = { %s, 2 }; (void)w;',
    'member': 'struct { int a; } w = { .a = %s }; (void)w;', 'if': 'if (%s) v++;',
    'while': 'while (%s) break;', 'for': 'for (; %s;) break;', 'step': 'for (;; v = %s) break;',
    'switch': 'switch (%s) { default:; }', 'return': 'return %s;', 'and': 'v = v && %s;',
    'conditional': 'v = v ? %s : 0;', 'comma': 'v = (v++, %s);', 'statement_expression': 'v = ({ %s; });',
}
STATEMENTS = {'statement': '%s', 'block': 'if (v) { for (;;) { %s break; } }',
              'case': 'switch (v) { case 1: { %s } }', 'else': 'if (v) v++; else { %s }',
              'do': 'do { %s } while (0);'}


class Text:
    """A file under construction, and the place of each `@` in it."""

    def __init__(self, name, start=''):
        self.name, self.lines = name, start.splitlines()

    def add(self, line):
        """Adds a line; (file, line, column) of its @, or None."""
        at = line.find('@')
        self.lines.append(line.replace('@', ''))
        return (self.name, len(self.lines), at + 1) if at >= 0 else None

    def find(self, word):
        for number, line in enumerate(self.lines, 1):
            if word in line:
                return (self.name, number, line.index(word) + 1)
        raise KeyError(word)

    def write(self, folder):
        with open(os.path.join(folder, self.name), 'w', encoding='utf-8') as file:
            file.write('\n'.join(self.lines) + '\n')


class Program:
    """The files with one error at all places; `wanted`: {place: place of the note, or None}."""

    def __init__(self, error):
        self.error, self.wanted = error, {}
        self.main = Text('main.c', PRELUDE + '#include "header.h"\n#include "part.c"\n'
                         '#include "macros.h"\n#define PASS(...) __VA_ARGS__\n')
        self.header, self.part = Text('header.h', '#pragma once'), Text('part.c')
        self.macros = Text('macros.h', '#pragma once')
        self.count = 0

    def function(self, file, context, body, where):
        self.count += 1
        name = 'in_%s_%s_%d' % (NAMES[context], where, self.count)
        return file.add('%s { %s %s return v; }' % (HEADS[context] % name, LOCALS, body))

    def want(self, place, note=None):
        self.wanted[place] = note

    def directly(self, context):
        error = self.error
        forms = EXPRESSIONS if error.form == 'E' else STATEMENTS
        for where, form in forms.items():
            self.want(self.function(self.main, context, form % error.text, where))

    def in_macros(self, context):
        statement = self.error.text if self.error.form == 'S' else 'v = %s;' % self.error.text
        for file, name in ((self.main, 'HERE_%s' % context), (self.macros, 'THERE_%s' % context)):
            body = file.add('#define %s(x) do { %s } while (0)' % (name, statement))
            self.want(self.function(self.main, context, '@%s(1);' % name, 'macro'), body)
            file.add('#define OUTER_%s(x) %s(x)' % (name, name))
            self.want(self.function(self.main, context, '@OUTER_%s(1);' % name, 'outer'), body)
        self.want(self.function(self.main, context, 'PASS(%s)' % statement, 'argument'))

    def in_other_files(self, context):
        statement = self.error.text if self.error.form == 'S' else 'v = %s;' % self.error.text
        for file in (self.header, self.part):
            place = self.function(file, context, statement, 'file')
            self.want(place, self.main.find('"%s"' % file.name))

    def build(self, folder):
        for context in self.error.contexts:
            self.directly(context)
            self.in_macros(context)
            self.in_other_files(context)
        for file in (self.main, self.header, self.part, self.macros):
            file.write(folder)


# ---------------------------------------------------------------- what is said

def place_of(entry):
    return (os.path.basename(entry['file']), entry['line'], entry['column'])


def as_text(entry):
    flag = ' [-W%s]' % entry['flag'] if 'flag' in entry else ''
    return '%s:%d:%d: %s: %s%s' % (entry['file'], entry['line'], entry['column'], entry['level'],
                                   entry['message'], flag)


def carets(text):
    """What is wrong with source lines and carets: each below the column that is said."""
    lines, bad = text.splitlines(), []
    for i, line in enumerate(lines):
        said = re.match(r'[^ :][^:]*:\d+:(\d+): (error|warning|note): ', line)
        if not said:
            continue
        caret = lines[i + 2] if i + 2 < len(lines) else ''
        if caret[:8] != '      | ' or caret.find('^') - 8 != int(said[1]) - 1:
            bad.append('without a caret below its column: ' + line)
    return bad


def agree(text, entries):
    """The text has what the JSON has, in its order."""
    said = re.findall(r'^[^ :][^:]*:\d+:\d+: (?:error|warning|note): .*$', text, re.M)
    told = [as_text(e) for entry in entries for e in [entry] + entry['notes']]
    return [] if said == told else ['text and JSON differ: %s' % sorted(set(said) ^ set(told))[:4]]


def check(program, entries):
    bad, met = [], set()
    for entry in entries:
        place = place_of(entry)
        if entry['level'] != 'error':
            continue
        if re.search(ALSO.get(program.error.name, '$.'), entry['message']):
            continue
        if place not in program.wanted:
            bad.append('unexpected ' + as_text(entry))
            continue
        met.add(place)
        if not re.search(program.error.words, entry['message']):
            bad.append('other words: ' + as_text(entry))
        note = program.wanted[place]
        if note and note not in [place_of(n) for n in entry['notes']]:
            bad.append('no note at %s:%d:%d: %s' % (note + (as_text(entry),)))
    for place in program.wanted:
        if place not in met:
            bad.append('nothing at %s:%d:%d' % place)
    return bad


def run_case(options, error, folder):
    program = Program(error)
    program.build(folder)

    def run(*more):
        return harness.run([options.asyncc, '-I', options.include, '-Wno-everything', '-o', 'out.c', *more,
                            'main.c'], cwd=folder)

    plain, colour = run('-fdiagnostics-color=never'), run('-fdiagnostics-color=always')
    text = plain.stderr.decode(errors='replace')
    bad = [] if plain.returncode == 1 else ['exit status %s' % plain.returncode]
    if '\ufffd' in text:
        bad.append('no UTF-8')
    if re.sub('\x1b\\[[0-9;]*m', '', colour.stderr.decode(errors='replace')) != text:
        bad.append('text and coloured text differ')
    try:
        entries = json.loads(run('--diagnostics-format=json').stderr)
    except ValueError as error:
        return 'no JSON: %s' % error
    bad += check(program, entries) + carets(text) + agree(text, entries)
    if os.path.exists(os.path.join(folder, 'out.c')):
        bad.append('an output in spite of errors')
    return '\n'.join(bad[:12] + (['... and %d more' % (len(bad) - 12)] if len(bad) > 12 else [])) or None


def cases(options):
    return [('grid/' + e.name, lambda folder, e=e: run_case(options, e, folder)) for e in ERRORS]
