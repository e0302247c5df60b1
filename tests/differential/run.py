#!/usr/bin/env python3
"""Differential tests: ordinary C programs against themselves, converted to the dialect.

    run.py --suite csmith  [--count N] [--first SEED]    random programs, written by csmith
    run.py --suite torture [--sources DIR] [NAME ...]    the execute tests of gcc's c-torture

Each program is built and run as it is. Then, for each of --seeds seeds, it is converted (convert.c:
every function async, every call awaited, suspensions where the seed says), translated, built and
run. Output and exit status have to be the same, asyncc must report nothing, and the generated C may
have no kind of warning under -Wall -Wextra that the program does not have itself.

A program that says nothing about asyncc (it does not build, main cannot be async, ...) is excluded,
with the reason.
"""
import functools
import glob
import os
import re
import shlex
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

TARBALL = '/usr/src/gcc-12/gcc-*.tar.xz'
TORTURE = 'gcc/testsuite/gcc.c-torture/execute/'
# What old C leaves out is no error to gcc 12, and clang can be told so.
OLD_C = ['-Wno-implicit-function-declaration', '-Wno-implicit-int', '-Wno-int-conversion',
         '-Wno-return-type', '-Wno-incompatible-pointer-types',
         '-Wno-incompatible-function-pointer-types', '-Wno-return-mismatch']
WARNING = re.compile(r'warning: .*\[-W([a-z0-9+-]+)=?[^\]]*\]$', re.M)
# What gcc says of any old program, and what depends on how far it sees: `(await f(), x) == x` is a
# comparison of x with itself once the await stands before it.
ANY_WARNING = {'implicit-function-declaration', 'implicit-int', 'builtin-declaration-mismatch',
               'tautological-compare', 'address', 'type-limits', 'sign-compare',
               'bool-compare', 'maybe-uninitialized', 'format-overflow', 'stringop-overread'}


class Program:
    """One program: where it stands, how it is built, what it does."""

    def __init__(self, source, flags, work, options):
        self.source, self.work, self.options = source, work, options
        self.flags = flags + shlex.split(options.cflags)

    def path(self, name):
        return os.path.join(self.work, name)

    def build(self, source, output, include, libs, wanted=('-w',)):
        """The result of the compiler."""
        command = shlex.split(self.options.cc) + ['-std=gnu17', '-g0'] + list(wanted)
        command += self.flags + include + [w for w in wanted if w == '-O0']
        command += ['-o', output, source] + shlex.split(libs) + ['-lm']
        return harness.run(command, 180, env=english())

    def run(self, program, patience=1):
        """(exit status, output)."""
        result = harness.run([program], self.options.limit * patience, cwd=self.work,
                             env=harness.clean_environment())
        return result.returncode, result.stdout


def english():
    return dict(os.environ, LC_ALL='C')


def kinds(result):
    """The kinds of warnings in a compiler's output."""
    return set(WARNING.findall(result.stderr.decode(errors='replace')))


# -------------------------------------------------------------------------- one program

def expand_macros(program):
    """The program with its macros expanded and its own headers in place; NAME of the new file."""
    command = shlex.split(program.options.cc) + ['-std=gnu17', '-E', '-w'] + program.flags
    result = harness.run(command + [program.source], 60, env=english())
    if result.returncode != 0:
        return program.source
    out, in_system = [], False
    for line in result.stdout.decode('latin-1').split('\n'):
        marker = re.match(r'# \d+ "(.*?)"((?: \d)*)$', line)
        if not marker:
            if not in_system and line.strip():
                out.append(line)
            continue
        flags = marker.group(2).split()
        name = re.sub(r'^/usr/(include|lib/gcc/[^/]+/[^/]+/include)/([^/]+-linux-gnu/)?', '',
                      marker.group(1))
        if '1' in flags and '3' in flags:
            if not in_system and name != 'stdc-predef.h':
                out.append('#include <%s>' % name)
            in_system = True
        elif '2' in flags and '3' not in flags:
            in_system = False
    with open(program.path('expanded.c'), 'w', encoding='latin-1') as file:
        file.write('\n'.join(out) + '\n')
    return program.path('expanded.c')


def convert(program, source, seed):
    """(the converted file, None) or (None, why it cannot be)."""
    result = harness.run([program.options.convert, str(seed), source, '-std=gnu17', '-w'] +
                         clang_headers() + OLD_C + program.flags, 60)
    if result.returncode != 0:
        lines = result.stderr.decode(errors='replace').strip().split('\n')
        return None, lines[-1] if result.returncode == 3 else harness.failed_command(
            ['convert', source], result)
    with open(program.path('dialect.c'), 'wb') as file:
        file.write(result.stdout)
    return program.path('dialect.c'), None


@functools.lru_cache
def clang_headers():
    """Where libclang finds its own headers when it is not told by the place of the program."""
    folders = sorted(glob.glob('/usr/lib/llvm-*/lib/clang/*'), key=lambda f: int(
        re.search(r'llvm-(\d+)', f).group(1)))
    return ['-resource-dir', folders[-1]] if folders else []


def added_warnings(program, dialect, generated, of_program):
    """The kinds of warnings that translation added."""
    added = kinds(generated) - of_program - ANY_WARNING
    if not added:
        return added
    erased = program.build(dialect, program.path('erased'),
                           ['-I', os.path.join(HERE, 'erased')], '',
                           ['-Wall', '-Wextra'])
    return added - kinds(erased)


def clashes(program):
    """Whether not even the program as it is can be built behind <asyncc.h>."""
    behind = program.path('behind.c')
    with open(behind, 'w', encoding='utf-8') as file:
        file.write('#define ASYNC_NO_KEYWORDS\n#include <asyncc.h>\n#include "%s"\n' %
                   program.source)
    return program.build(behind, program.path('behind'), ['-I', program.options.include],
                         program.options.libs).returncode != 0


def try_seed(program, source, seed, want, of_program):
    """None, an Excluded, or how the converted program differs."""
    options = program.options
    dialect, why = convert(program, source, seed)
    if why:
        return Excluded(why)
    generated = program.path('dialect.async.c')
    flags = ['-std=gnu17', '-w'] + OLD_C + program.flags
    result = harness.run([options.asyncc, '-I', options.include, '-o', generated] + flags +
                         [dialect], 120)
    if result.returncode == 1 and clashes(program):
        return Excluded('has names that <asyncc.h> declares')
    if result.returncode != 0 or result.stderr:
        return 'asyncc: exit status %s\n%s' % (result.returncode, harness.head(result.stderr))
    result = program.build(generated, program.path('translated'), ['-I', options.include],
                           options.libs, ['-Wall', '-Wextra'])
    if result.returncode != 0 and b'undefined reference' in result.stderr:
        bare = program.build(program.source, program.path('bare'), [], '', ['-w', '-O0'])
        if bare.returncode != 0:
            return Excluded('links only where calls are optimized away')
    if result.returncode != 0:
        return '%s %s: %s' % (options.cc, generated, first_error(result))
    added = added_warnings(program, dialect, result, of_program)
    got = program.run(program.path('translated'), 10)
    if got != want:
        return 'exit status %s, want %s%s' % (
            got[0], want[0], '' if got[1] == want[1] else '; another output')
    return 'new warnings: ' + ' '.join(sorted(added)) if added else None


def test(program):
    """None, an Excluded, or the failure of the first seed that fails."""
    result = program.build(program.source, program.path('plain'), [], '', ['-Wall', '-Wextra'])
    if result.returncode != 0:
        return Excluded('%s does not build it: %s' % (program.options.cc, first_error(result)))
    want = program.run(program.path('plain'))
    if want[0] == 'timed out':
        return Excluded('runs longer than %g s' % program.options.limit)
    if want != program.run(program.path('plain')):
        return Excluded('prints something else each time')
    reasons = []
    for number in range(program.options.first_seed - 1,
                        program.options.first_seed - 1 + program.options.seeds):
        source = program.source if number % 3 < 2 else expand_macros(program)
        why = try_seed(program, source, number + 1, want, kinds(result))
        if isinstance(why, Excluded) and source == program.source:
            why = try_seed(program, expand_macros(program), number + 1, want, kinds(result))
        if isinstance(why, Excluded):
            reasons.append(why)
        elif why:
            return 'seed %d: %s' % (number + 1, why)
    return reasons[0] if len(reasons) == program.options.seeds else None


def first_error(result):
    match = re.search(r'(?:error:|undefined ref).*', result.stderr.decode(errors='replace'))
    return match.group(0) if match else 'exit status %s' % result.returncode


class Excluded(harness.NotYet):
    """Why a program says nothing about asyncc."""
    word = 'excluded'


# -------------------------------------------------------------------------- csmith

def csmith_options(seed):
    """Small programs mostly, each tenth of csmith's own size; bit-fields and the like vary."""
    options = ['--seed', str(seed)]
    if seed % 10:
        options += ['--max-funcs', str(2 + seed % 4), '--max-block-depth', '3',
                    '--max-block-size', '3', '--max-expr-complexity', str(4 + seed % 5)]
    return options + ['--no-bitfields'] * (seed % 2)


def test_csmith(options, seed, work):
    source = os.path.join(work, 'program.c')
    result = harness.run(['csmith', '-o', source] + csmith_options(seed), 60)
    if result.returncode != 0 or not os.path.exists(source):
        return Excluded('csmith: exit status %s' % result.returncode)
    flags = ['-I', options.csmith_headers, '-fwrapv'] + ['-DUSE_MATH_MACROS'] * (seed % 3 == 0)
    return test(Program(source, flags, work, options))


def csmith_cases(options):
    if harness.run(['csmith', '--version']).returncode != 0:
        print('csmith is not installed')
        sys.exit(77)
    return [('csmith/%d' % seed, functools.partial(test_csmith, options, seed))
            for seed in range(options.first, options.first + options.count)]


# -------------------------------------------------------------------------- c-torture

def unpack(options):
    """The folder of c-torture's execute tests, taken out of gcc's source package once."""
    folder = options.sources
    if os.path.isdir(folder):
        return folder
    tarballs = glob.glob(TARBALL)
    if not tarballs:
        print('no %s: gcc-12-source is not installed' % TARBALL)
        sys.exit(77)
    partial = folder + '.part'
    with tarfile.open(tarballs[0]) as tar:
        for member in tar:
            _, found, name = member.name.partition(TORTURE)
            if found and member.isfile():
                member.name = name
                tar.extract(member, partial)
    os.rename(partial, folder)
    return folder


def torture_flags(path):
    """(options that the test asks for, None), or (None, why it is not run)."""
    with open(path, encoding='latin-1') as file:
        text = file.read()
    if re.search(r'dg-(skip-if|require-effective-target).*(\*-\*-\*|trampolines|nonlocal_goto|'
                 r'label_values.*bogus)', text):
        return None, 'its own directives skip it'
    if 'effective-target return_address' in text:
        return None, 'compares where C functions return to'
    if '-finstrument-functions' in text:
        return None, 'counts which C functions are called'
    flags = ['-I', os.path.dirname(path)]
    for match in re.finditer(r'dg-(?:additional-)?options "([^"]*)"(?: *{ target (.*?)})?', text):
        if not match.group(2) or 'x86_64' in match.group(2):
            flags += [f for f in match.group(1).split() if not f.startswith(('-O', '-W', '-std'))]
    return flags, None


def test_torture(options, path, work):
    flags, why = torture_flags(path)
    if why:
        return Excluded(why)
    return test(Program(path, flags, work, options))


def torture_cases(options):
    folder = unpack(options)
    paths = sorted(glob.glob(os.path.join(folder, '*.c')) +
                   glob.glob(os.path.join(folder, 'ieee', '*.c')))
    if options.sample:
        paths = paths[::options.sample]
    cases = [(os.path.relpath(path, folder)[:-2], path) for path in paths]
    return [('torture/' + name, functools.partial(test_torture, options, path))
            for name, path in cases]


# -------------------------------------------------------------------------- main

def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--suite', choices=['csmith', 'torture'], required=True)
    parser.add_argument('--seeds', type=int, default=3, help='conversions of each program')
    parser.add_argument('--count', type=int, default=2000, help='csmith: how many programs')
    parser.add_argument('--first', type=int, default=1, help='csmith: the first seed')
    parser.add_argument('--sample', type=int, metavar='N', help='torture: each Nth program')
    parser.add_argument('--limit', type=float, default=2, help='seconds that a program may run')
    parser.add_argument('--first-seed', type=int, default=1, help='of the conversions')
    parser.add_argument('--convert', help='the converter (default: the one of the build)')
    parser.add_argument('--sources', help='folder of c-torture, which is made from gcc-12-source '
                        'where it is missing (default: c-torture in the build directory)')
    parser.add_argument('--csmith-headers', default='/usr/include/csmith', help='of csmith.h')
    options = parser.parse_args()
    harness.find_build(options, library=True)
    build = os.path.dirname(os.path.dirname(options.asyncc))
    options.convert = options.convert or os.path.join(build, 'tests', 'differential', 'convert')
    options.sources = options.sources or os.path.join(build, 'c-torture')
    cases = dict(csmith_cases(options) if options.suite == 'csmith' else torture_cases(options))
    with harness.work_folder(options) as work:
        names = harness.selected(options, list(cases))
        return harness.run_cases(options, work, [(name, cases[name]) for name in names])


if __name__ == '__main__':
    sys.exit(main())
