#!/usr/bin/env python3
"""A 32-bit target: the runtime, the headers and generated C are compiled with -m32, not linked.

    tests/m32/run.py runtime            # the cases whose name contains a word

It takes no 32-bit libraries: libc's and libuv's headers are the same for both but for one list of stubs,
for which an empty file stands in. A compiler without -m32 (of another machine, say) is skipped.
"""
import glob
import os
import shlex
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402


def headers(options, folder):
    """Options that find the headers of the system for -m32."""
    os.makedirs(os.path.join(folder, 'gnu'), exist_ok=True)
    with open(os.path.join(folder, 'gnu', 'stubs-32.h'), 'w', encoding='utf-8'):
        pass
    machine = harness.run([*shlex.split(options.cc), '-print-multiarch']).stdout.decode().strip()
    found = ['-m32', '-isystem', folder]
    return found + (['-isystem', '/usr/include/' + machine] if machine else [])


def compiles(options, folder, name):
    command = [*shlex.split(options.cc), *headers(options, folder), '-fsyntax-only', '-Wall', '-Wextra',
               '-Werror', '-I', options.include, '-I', os.path.join(harness.ROOT, 'runtime'),
               '-I', harness.ROOT, name]
    result = harness.run(command)
    return harness.failed_command(command, result) if result.returncode else None


def runtime(options, name):
    return lambda folder: compiles(options, folder, name)


def generated(options, name):
    """asyncc parses for the target too: sizes and alignments are its own."""
    def case(folder):
        out = os.path.join(folder, 'out.c')
        command = [options.asyncc, *headers(options, folder), '-I', options.include, '-o', out, name]
        result = harness.run(command)
        if result.returncode or result.stderr:
            return harness.failed_command(command, result)
        return compiles(options, folder, out)
    return case


def has_m32(options, folder):
    name = os.path.join(folder, 'probe.c')
    with open(name, 'w', encoding='utf-8') as file:
        file.write('#include <stdio.h>\n#include <pthread.h>\n_Static_assert(sizeof(void *) == 4, "");\n')
    return compiles(options, folder, name) is None


def main():
    options = harness.argument_parser(__doc__).parse_args()
    harness.find_build(options)
    root = harness.ROOT
    sources = sorted(glob.glob(os.path.join(root, 'runtime', '*.c')) +
                     glob.glob(os.path.join(root, 'runtime', '[!a]*', '*.c')))
    golden = sorted(n for n in glob.glob(os.path.join(root, 'tests', 'golden', '*.c'))
                    if not n.endswith('.expected.c'))
    cases = [(os.path.relpath(n, root), runtime(options, n)) for n in sources]
    cases += [(os.path.relpath(n, root), generated(options, n)) for n in golden]
    chosen = set(harness.selected(options, [name for name, _ in cases]))
    with harness.work_folder(options) as work:
        if not has_m32(options, work):
            print('skipped: %s has no -m32 here' % options.cc)
            return 0
        return harness.run_cases(options, work, [c for c in cases if c[0] in chosen])


if __name__ == '__main__':
    sys.exit(main())
