#!/usr/bin/env python3
"""Behaviour tests: translate, compile without a warning, run, compare.

A case is GROUP/NAME.c, or a folder GROUP/NAME/ of several files: its *.c are translated, except
*.plain.c, which are compiled as they are, like *.cc (C++). The expected output stands at the line
that prints it,

    printf("%d\\n", await f(1));            // expect: 1

in source order; where lines print in another order, in a block comment:

    /* expect:
    first line
    second line
    */

Directives, each a comment line of its own:
    // plain: same         the program never really suspends: it is also built with the keywords
                           erased (plain/asyncc.h), and both must print the same
    // exit: N | -SIGNAL | any        // stderr: REGEX (!REGEX: must not match)
    // env: NAME=VALUE     // std: c11 (default gnu11)      // cc: COMPILER     // cflags: OPTIONS
    // stack: KB           // timeout: SECONDS (default 10) // args: ARGUMENTS of the program
    // leaks: ok           no leak check of this case
    // valgrind: REASON    it cannot run under valgrind, and runs without
    // not yet: REASON     the case fails today, and is skipped; it is an error that it passes

The group grid is written into the work folder: by grid.py, whose oracle is the plain program alone,
and by orders.py, which computes what has to come out.
"""
import os
import re
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import grid  # noqa: E402
import harness  # noqa: E402
import orders  # noqa: E402

DIRECTIVE = re.compile(
    r'^// (plain|exit|stderr|env|std|cc|cflags|stack|timeout|args|leaks|valgrind|not yet): *(.*?)\s*$', re.M)
EXPECT_BLOCK = re.compile(r'^/\* expect:\n(.*?)^\*/', re.M | re.S)
EXPECT_LINE = re.compile(r'//[ \t]*expect:(?: (.*))?$', re.M)
WARNINGS = ['-Wall', '-Wextra', '-Werror']
VALGRIND = ['valgrind', '-q', '--error-exitcode=99', '--leak-check=full',
            '--errors-for-leak-kinds=definite,possible', '--child-silent-after-fork=yes']


class Case:
    """A program on disk: its files, its directives, what it prints."""

    def __init__(self, path):
        self.is_folder = os.path.isdir(path)
        files = sorted(os.listdir(path)) if self.is_folder else [os.path.basename(path)]
        self.folder = path if self.is_folder else os.path.dirname(path)
        self.dialect = [f for f in files if f.endswith('.c') and not f.endswith('.plain.c')]
        self.plain = [f for f in files if f.endswith(('.plain.c', '.cc'))]
        self.directives = {}
        expected = []
        for name in self.dialect + self.plain:
            with open(os.path.join(self.folder, name), encoding='utf-8') as source:
                text = source.read()
            for key, value in DIRECTIVE.findall(text):
                self.directives.setdefault(key, []).append(value)
            expected += EXPECT_BLOCK.findall(text)
            expected += [line + '\n' for line in EXPECT_LINE.findall(EXPECT_BLOCK.sub('', text))]
        self.expected = ''.join(expected) if expected else None

    def one(self, key, default=None):
        return self.directives.get(key, [default])[0]

    def all(self, key):
        return self.directives.get(key, [])

    def path(self, name):
        return os.path.join(self.folder, name)


def cxx_of(cc):
    """The C++ compiler that belongs to a C compiler."""
    return re.sub(r'clang(?!\+)', 'clang++', cc) if 'clang' in cc else cc.replace('gcc', 'g++')


class Builder:
    """Builds the program of one case, as a dialect program or with the keywords erased."""

    def __init__(self, options, case, work):
        self.options, self.case, self.work = options, case, work
        self.std = case.one('std', options.std)
        self.cc = case.one('cc', options.cc)
        self.flags = shlex.split(options.cflags) + shlex.split(' '.join(case.all('cflags')))

    def translate(self, name):
        """(generated file, None), or (None, why not)."""
        out = os.path.join(self.work, name[:-2] + '.async.c')
        command = [self.options.asyncc, '-std=' + self.std, '-I', self.options.include,
                   '-I', self.case.folder, '-o', out]
        command += [flag for flag in self.flags if flag.startswith(('-D', '-O', '-m', '-f'))]
        if self.options.no_line:
            command.append('--no-line')
        result = harness.run(command + [self.case.path(name)])
        if result.returncode != 0 or not os.path.exists(out):
            return None, 'asyncc: exit status %s\n%s' % (
                result.returncode, harness.head(result.stderr or result.stdout))
        return out, None

    def compile(self, source, include, output, extra=()):
        """None, or why the file does not compile."""
        is_cxx = source.endswith('.cc')
        std = 'gnu++11' if is_cxx else harness.compiler_std(self.cc, self.std)
        command = shlex.split(cxx_of(self.cc) if is_cxx else self.cc) + ['-std=' + std, '-g']
        command += WARNINGS + self.flags + list(extra)
        if self.options.sanitize:
            command += ['-fsanitize=address,undefined', '-fno-omit-frame-pointer']
        command += ['-I', include, '-I', self.case.folder, '-c', source, '-o', output]
        result = harness.run(command, 180)
        return None if result.returncode == 0 else harness.failed_command(command, result)

    def link(self, objects, program, libs):
        driver = cxx_of(self.cc) if any(f.endswith('.cc') for f in self.case.plain) else self.cc
        command = shlex.split(driver) + ['-o', program] + objects + shlex.split(libs) + self.flags
        if self.options.sanitize:
            command.append('-fsanitize=address,undefined')
        result = harness.run(command, 180)
        return None if result.returncode == 0 else harness.failed_command(command, result)

    def program(self):
        """(the dialect program, None), or (None, why not)."""
        objects = []
        for name in self.case.dialect:
            generated, why = self.translate(name)
            if why:
                return None, why
            objects.append(generated[:-2] + '.o')
            why = self.compile(generated, self.options.include, objects[-1])
            if why:
                return None, why
        for name in self.case.plain:
            objects.append(os.path.join(self.work, name + '.o'))
            why = self.compile(self.case.path(name), self.options.include, objects[-1])
            if why:
                return None, why
        program = os.path.join(self.work, 'program')
        why = self.link(objects, program, self.options.libs)
        return (None, why) if why else (program, None)

    def plain_program(self):
        """The same with the keywords erased: what C itself makes of the program."""
        objects = []
        for name in self.case.dialect:
            objects.append(os.path.join(self.work, name + '.plain.o'))
            why = self.compile(self.case.path(name), os.path.join(HERE, 'plain'), objects[-1])
            if why:
                return None, why
        program = os.path.join(self.work, 'plain')
        why = self.link(objects, program, '')
        return (None, why) if why else (program, None)


def execute(options, case, program, wrap=True):
    """Runs a program as the case asks for; `wrap` puts it under valgrind where that is wanted."""
    env = harness.clean_environment(
        ASAN_OPTIONS='detect_leaks=%d:detect_stack_use_after_return=0'
        % (case.one('leaks') != 'ok'),
        UBSAN_OPTIONS='print_stacktrace=1:halt_on_error=1')
    for setting in case.all('env'):
        name, value = setting.split('=', 1)
        env[name] = value
    limit, stack = float(case.one('timeout', '10')), case.one('stack')
    command = [program] + shlex.split(case.one('args', ''))
    if wrap and options.valgrind and not case.one('valgrind'):
        command = VALGRIND + command
        limit, stack = limit * 20, None
        if case.one('leaks') == 'ok':
            command.insert(len(VALGRIND), '--leak-check=no')
    if options.sanitize:
        limit *= 5
    setup = harness.child_setup(int(stack) if stack else None)
    return harness.run(command, limit, env=env, cwd=os.path.dirname(program), preexec_fn=setup)


def difference(want, got):
    """The first line where two outputs part; blanks at the end of a line do not count."""
    a, b = ([line.rstrip() for line in text.split('\n')] for text in (want, got))
    for i in range(max(len(a), len(b))):
        x = repr(a[i]) if i < len(a) else 'the end'
        y = repr(b[i]) if i < len(b) else 'the end'
        if x != y:
            return 'output line %d\n  want %s\n  got  %s' % (i + 1, x, y)
    return None


def judge(case, result, want):
    """None, or how the run differs from what the case expects."""
    bad = []
    errors = result.stderr.decode(errors='replace')
    status = case.one('exit', '0')
    if status != 'any' and str(result.returncode) != status:
        bad.append('exit status %s, want %s' % (result.returncode, status))
    if want is not None:
        bad.append(difference(want, result.stdout.decode(errors='replace')))
    for pattern in case.all('stderr'):
        if pattern.startswith('!') == bool(re.search(pattern.lstrip('!'), errors)):
            bad.append('stderr against /%s/' % pattern)
    if re.search(r'ERROR: (Address|Leak)Sanitizer|runtime error:|^==\d+== ', errors, re.M):
        bad.append('memory report')
    bad = [b for b in bad if b]
    if bad and errors.strip():
        bad.append('stderr: ' + harness.head(result.stderr, 20))
    return '\n'.join(bad) or None


def run_case(options, path, work):
    case = Case(path)
    builder = Builder(options, case, work)
    want = case.expected
    if case.one('plain') == 'same':
        plain, why = builder.plain_program()
        if why:
            return 'keywords erased: ' + why
        oracle = execute(options, case, plain, wrap=False)
        text = oracle.stdout.decode(errors='replace')
        why = judge(case, oracle, want)
        if why:
            return 'keywords erased: ' + why
        want = text
    if options.oracle:
        return None
    if want is None and not case.all('stderr'):
        return 'the case expects nothing: no // expect: and no // plain: same'
    program, why = builder.program()
    if not why:
        why = judge(case, execute(options, case, program), want)
    return harness.not_yet(case.one('not yet'), why)


def find_cases(options, grid_folder):
    """[(name, path)] of all groups that are asked for."""
    groups = options.group or sorted(
        g for g in os.listdir(HERE) if os.path.isdir(os.path.join(HERE, g))
        and g not in ('plain', '__pycache__')) + ['grid']
    found = []
    for group in groups:
        folder = os.path.join(HERE, group)
        if group == 'grid':
            folder = grid_folder
            grid.write(folder, each=options.each, wanted=options.names)
            orders.write(folder, wanted=options.names)
        elif not os.path.isdir(folder):
            raise SystemExit('no group %s in %s' % (group, HERE))
        for name in sorted(os.listdir(folder)):
            path = os.path.join(folder, name)
            if name.endswith('.c') or os.path.isdir(path):
                found.append(('%s/%s' % (group, name[:-2] if name.endswith('.c') else name), path))
    return found


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--group', action='append', help='run this group (may be given again)')
    parser.add_argument('--std', default='gnu11', help='standard of cases that name none')
    parser.add_argument('--sanitize', action='store_true', help='with ASan, UBSan and leak check')
    parser.add_argument('--valgrind', action='store_true', help='run the programs under valgrind')
    parser.add_argument('--no-line', action='store_true', help='translate with --no-line')
    parser.add_argument('--each', action='store_true',
                        help='grid: one program for each cell, to name the cells that fail')
    parser.add_argument('--oracle', action='store_true',
                        help='only build and run the programs with the keywords erased')
    options = parser.parse_args()
    if not options.oracle:
        harness.find_build(options, library=True)
    with harness.work_folder(options) as work:
        cases = find_cases(options, os.path.join(work, 'grid-source'))
        paths = dict(cases)
        names = harness.selected(options, [name for name, _ in cases])
        return harness.run_cases(options, work, [
            (name, lambda folder, path=paths[name]: run_case(options, path, folder))
            for name in names])


if __name__ == '__main__':
    sys.exit(main())
