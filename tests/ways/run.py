#!/usr/bin/env python3
"""Random programs of blocks and ways out of them, in C and in Python: both have to print the same.

MODE/SEED is a case, MODE async or gen; maker.py says what the programs hold. The first seeds are
the test `ways`; `long/ways` has more, and --seeds N as many as are wanted. What fails is kept with
--keep DIR: ways.c and ways.py, in a folder of the case's name.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import harness  # noqa: E402
import maker  # noqa: E402

PAIR = os.path.join(os.path.dirname(HERE), 'python')


def build(options, folder):
    """(the program, None), or (None, why not)."""
    source, generated = os.path.join(folder, 'ways.c'), os.path.join(folder, 'ways.async.c')
    program = os.path.join(folder, 'ways')
    flags = ['-fsanitize=address,undefined'] if options.sanitize else []
    for command in (
            [options.asyncc, '-std=gnu11', '-I', options.include, '-I', PAIR, source, '-o', generated],
            options.cc.split() + ['-std=gnu11', '-g', '-Wall', '-Wextra', '-Werror', '-I', options.include,
                                  '-I', PAIR, generated, '-o', program] + flags + options.libs.split()):
        result = harness.run(command, 240)
        if result.returncode != 0:
            return None, harness.failed_command(command, result)
    return program, None


def run_case(options, name, folder):
    mode, seed = name.split('/')
    maker.write(int(seed), mode, folder)
    program, why = build(options, folder)
    if why:
        return why
    ours = harness.run([program], 60, env=harness.clean_environment(ASYNC_VIRTUAL_TIME='1'))
    theirs = harness.run([sys.executable, os.path.join(folder, 'ways.py')], 60,
                         env=harness.clean_environment(PYTHONPATH=PAIR))
    if theirs.returncode != 0:
        return harness.failed_command(['python3', 'ways.py'], theirs)
    want, got = theirs.stdout.decode().splitlines(), ours.stdout.decode().splitlines()
    for number, (a, b) in enumerate(zip(want + [''], got + ['']), 1):
        if a != b:
            return 'line %d\n  python %r\n  asyncc %r' % (number, a, b)
    return None if ours.returncode == 0 else harness.failed_command([program], ours)


def main():
    parser = harness.argument_parser(__doc__)
    parser.add_argument('--sanitize', action='store_true', help='with ASan, UBSan and leak check')
    parser.add_argument('--seeds', type=int, default=3, help='as many seeds of each mode')
    options = parser.parse_args()
    harness.find_build(options, library=True)
    names = ['%s/%d' % (mode, seed) for mode in ('async', 'gen') for seed in range(1, options.seeds + 1)]
    with harness.work_folder(options) as work:
        return harness.run_cases(options, work, [
            (name, lambda folder, name=name: run_case(options, name, folder))
            for name in harness.selected(options, names)])


if __name__ == '__main__':
    sys.exit(main())
