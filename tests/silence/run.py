#!/usr/bin/env python3
"""No false alarm: asyncc's own warnings, all of them on, over code that deserves none.

    tests/silence/run.py            samples and tests of the project, then zlib and libiberty

The project's own programs are written in the dialect. zlib's and libiberty's files, from Debian's
gcc-12-source, are ported by the converter of tests/differential: every function that can be is async,
every call of one is awaited. Lines are those of the files as they were written. Where a test of the
project rightly gets a warning, it stands in DESERVED. The converter puts async_wait_for around functions
that cannot suspend, so that this warning is off there. It fails, too, where fewer than LEAST lines were
looked at.
"""
import glob
import importlib.util
import json
import os
import re
import sys
import tarfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402

OWN = ('samples/*/*.c', 'tests/python/*.c', 'tests/adoption/*.c', 'tests/exec/*/*.c',
       'tests/exec/*/*/*.c', 'tests/stress/*.c', 'tests/bench/rows/*/*.c', 'tests/debug/*.c',
       'tests/gdb/*.c')
DESERVED = {
    ('tests/exec/combine/wait_for.c', 'wait-for-never'),   # of a function that raises at once
    ('tests/exec/debug/dump.c', 'local-escapes'),          # a detached task, ended by hand
    ('tests/exec/sync/contract.c', 'local-escapes'),       # tasks that are ended by hand
    ('tests/exec/task/contract_cancel.c', 'wait-for-never'), # raises at once
    ('tests/exec/task/contract_loops.c', 'blocking-call'), # async_block_on, on purpose
    ('tests/exec/task/other_loops.c', 'blocking-call'),
}
PORTED = {
    'zlib': 'adler32 compress crc32 deflate gzclose gzlib gzread gzwrite infback inffast inflate '
            'inftrees minigzip trees uncompr zutil',
    'libiberty': 'argv concat cp-demangle cplus-dem crc32 d-demangle dyn-string fibheap floatformat '
                 'getopt hashtab md5 partition rust-demangle sort splay-tree',
}
PORT_FLAGS = ['-DHAVE_STDLIB_H', '-DHAVE_STRING_H', '-DHAVE_UNISTD_H', '-DHAVE_LIMITS_H',
              '-DHAVE_STDINT_H', '-DHAVE_INTTYPES_H', '-DSTDC_HEADERS', '-D_GNU_SOURCE']
LEAST = 5000
FLAGS = ['-Wno-everything', '--diagnostics-format=json', '-o', os.devnull]


def differential():
    spec = importlib.util.spec_from_file_location(
        'differential', os.path.join(harness.TESTS, 'differential', 'run.py'))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lines_of(name):
    with open(name, encoding='utf-8', errors='replace') as file:
        return sum(1 for _ in file)


def warnings(options, name, shown, flags=()):
    """(None or why it was not looked at, warnings that are not deserved)."""
    result = harness.run([options.asyncc, '-I', options.include, *flags, *FLAGS, name], timeout=300)
    try:
        entries = json.loads(result.stderr)
    except ValueError:
        return harness.failed_command(['asyncc', name], result), []
    errors = [e for e in entries if e['level'] == 'error']
    if errors:
        return '%s:%s: %s' % (shown, errors[0].get('line'), errors[0]['message']), []
    return None, ['%s:%s: %s [%s]' % (shown, e['line'], e['message'], e.get('flag'))
                  for e in entries if (shown, e.get('flag')) not in DESERVED]


def own(options):
    """(lines, files, warnings) of the project's own programs."""
    lines = files = 0
    found = []
    for name in sorted(n for p in OWN for n in glob.glob(os.path.join(harness.ROOT, p))):
        with open(name, encoding='utf-8', errors='replace') as file:
            text = file.read()
        std = re.search(r'^// std: (\S+)', text, re.M)
        if not re.search(r'asyncc|pair\.h', text):
            continue
        flags = ['-std=' + (std[1] if std else 'gnu17'), '-I', os.path.dirname(name)]
        why, more = warnings(options, name, os.path.relpath(name, harness.ROOT), flags)
        if why:
            continue # a part of a program, or one that is an error on purpose
        lines, files, found = lines + text.count('\n'), files + 1, found + more
    return lines, files, found


def unpack(work):
    """The folder of gcc's sources, or None."""
    tarballs = glob.glob('/usr/src/gcc-12/gcc-12*.tar.xz')
    if not tarballs:
        return None
    with tarfile.open(tarballs[0]) as tar:
        for member in tar:
            parts = member.name.split('/', 1)
            if member.isfile() and len(parts) == 2 and re.match(
                    r'(zlib|libiberty|include)/[^/]*\.[ch]$', parts[1]):
                member.name = parts[1]
                tar.extract(member, work)
    return work


def ported(options, work):
    """(lines, files, warnings) of what was written as plain C."""
    tools, folder = differential(), unpack(work)
    if folder is None:
        print('gcc-12-source is not installed: nothing is ported')
        return 0, 0, []
    lines = files = 0
    found = []
    options.limit = 2
    for suite, names in PORTED.items():
        for name in names.split():
            source = os.path.join(folder, suite, name + '.c')
            flags = PORT_FLAGS + ['-I', os.path.join(folder, suite), '-I', os.path.join(folder, 'include')]
            program = tools.Program(source, flags, folder, options)
            expanded = tools.expand_macros(program)
            with open(expanded, 'a', encoding='latin-1') as file:
                if name != 'minigzip':
                    file.write('int main(void) { return 0; }\n')
            dialect, why = tools.convert(program, expanded, 1)
            if not why:
                shown = '%s/%s.c' % (suite, name)
                why, more = warnings(options, dialect, shown, ['-std=gnu17', '-Wno-wait-for-never'] + flags)
            if why:
                print('not ported: %s/%s: %s' % (suite, name, why.splitlines()[0]))
                continue
            lines, files, found = lines + lines_of(source), files + 1, found + more
    return lines, files, found


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--convert', help='the converter (default: the one of the build)')
    options = parser.parse_args()
    harness.find_build(options)
    build = os.path.dirname(os.path.dirname(options.asyncc))
    options.convert = options.convert or os.path.join(build, 'tests', 'differential', 'convert')
    bad = 0
    with harness.work_folder(options) as work:
        for what, (lines, files, found) in (('of the project', own(options)),
                                            ('ported', ported(options, work))):
            print('\n'.join('FALSE ALARM ' + f for f in found), end='\n' if found else '')
            print('%s: %d files, %d lines, %d warnings' % (what, files, lines, len(found)), flush=True)
            bad += len(found) + (0 < lines < LEAST)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
